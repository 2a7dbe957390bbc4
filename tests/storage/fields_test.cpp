// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/fields.hpp"

#include <catch2/catch.hpp>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "storage/canonical/bits.hpp"

namespace divmid::storage {

namespace {

struct Anything {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor): it has to convert into any field.
};

/// How many members an aggregate has: the longest list of initialisers it takes.
template <class T, class... Given>
constexpr std::size_t members() {
    if constexpr (requires { T{std::declval<Given>()..., std::declval<Anything>()}; })
        return members<T, Given..., Anything>();
    else
        return sizeof...(Given);
}

/// The fields of a member's own, less the member.
template <class T, class... Parts>
constexpr std::size_t inside(Parts... parts) {
    return members<T>() - sizeof...(Parts) + (std::size_t{0} + ... + parts);
}

/// How many numbers and texts a kind is made of.
template <class T>
constexpr std::size_t leaves() {
    if constexpr (requires(T value) {
                      value.conditions;
                      value.order;
                  })
        return inside<T>(leaves<PlaceOrder>(), leaves<Conditions>());
    else if constexpr (requires(T value) {
                           value.conditions;
                           value.replace;
                       })
        return inside<T>(leaves<ReplaceOrder>(), leaves<Conditions>());
    else if constexpr (requires(T value) { value.first.conditions; })
        return inside<T>(leaves<PlaceConditional>(), leaves<PlaceConditional>(),
                         leaves<PlaceConditional>());
    else if constexpr (requires(T value) { value.rules; })
        return inside<T>(leaves<MarketRules>());
    else if constexpr (requires(T value) { value.trade.maker_order; })
        return inside<T>(leaves<TradeExecuted>());
    else
        return members<T>();
}

template <class... Kinds>
constexpr bool all_listed(const Columns<Kinds...>*) {
    return ((std::tuple_size_v<std::remove_cvref_t<decltype(kFields<Kinds>)>> == leaves<Kinds>()) &&
            ...);
}

template <class... Kinds>
constexpr bool ascending(const Columns<Kinds...>*) {
    std::uint8_t last = 0;
    return ((Kinds::kNumber > std::exchange(last, Kinds::kNumber)) && ...);
}

}  // namespace

TEST_CASE("no field of a command or an event is left out of the log", "[fields]") {
    STATIC_REQUIRE(all_listed(static_cast<const Commands*>(nullptr)));
    STATIC_REQUIRE(all_listed(static_cast<const Events*>(nullptr)));
}

TEST_CASE("kinds are stored in the order of their numbers", "[fields]") {
    STATIC_REQUIRE(ascending(static_cast<const Commands*>(nullptr)));
    STATIC_REQUIRE(ascending(static_cast<const Events*>(nullptr)));
}

TEST_CASE("every reason of refusal that has a text is a name that the log takes", "[fields]") {
    Reject reason{};
    CHECK(from_bits(to_bits(Reject::limit_reached), reason));
    CHECK(reason == Reject::limit_reached);
    CHECK_FALSE(from_bits(9, reason));
    CHECK_FALSE(from_bits(256, reason));
    CHECK_FALSE(from_bits(~std::uint64_t{0}, reason));
}

TEST_CASE("a word that does not fit its field is refused", "[fields]") {
    MarketId market;
    CHECK(from_bits(65'535, market));
    CHECK_FALSE(from_bits(65'536, market));
    bool yes{};
    CHECK_FALSE(from_bits(2, yes));
    Side side{};
    CHECK_FALSE(from_bits(2, side));
    Amount amount;
    CHECK(from_bits(~std::uint64_t{0}, amount));
    CHECK(amount == Amount{-1});
}

}  // namespace divmid::storage
