// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "engine/record.hpp"
#include "tests/random.hpp"

namespace divmid {

/// An exchange small enough that everything meets: three assets, two markets that share the second
/// of them, four users with little money, a key each and some that are of no use.
class SmallWorld {
public:
    static constexpr std::array kMarkets{MarketId{1}, MarketId{2}};
    static constexpr std::uint32_t kUsers = 4;
    static constexpr std::uint16_t kAssets = 3;
    static constexpr Timestamp kBegin{1'000'000'000};

    [[nodiscard]] static AccountId user(std::uint32_t index) {
        return AccountId{kFirstUser.value() + index};
    }
    /// The key that user may trade with.
    [[nodiscard]] static KeyId key(std::uint32_t index) { return KeyId{index + 1}; }

    /// What makes the world out of nothing.
    [[nodiscard]] static Tick founding();

    /// A limit order of user `index` in the first market; price and quantity in its steps.
    struct Limit {
        std::uint32_t user{};
        Side side{};
        std::int64_t ticks{};
        std::int64_t lots{};
        TimeInForce time_in_force{};
    };
    [[nodiscard]] static PlaceOrder place(const Limit& limit);

    static constexpr Price kTickSize{5};
    static constexpr Quantity kLotSize{20};
};

/// Ticks in which everything happens, for a small world: all kinds of orders around one price,
/// cancels of what may be open, keys that come and go, clocks that run out.
class RandomTicks {
public:
    explicit RandomTicks(std::uint64_t seed) : random_{seed} {}

    [[nodiscard]] Tick next();

private:
    void command(Commands& to);
    void place(Commands& to);
    [[nodiscard]] PlaceOrder some_order(Arena& texts);
    void cancel(Commands& to);
    void replace(Commands& to);
    /// Of an order that may well be open.
    OrderId some_id();
    void administration(Commands& to);

    /// Account, key and market; now and then they do not fit.
    template <class Command>
    Command by_somebody();
    TextRef client_id(Arena& texts);
    /// Zero in most cases, else a moment around now.
    Timestamp soon();
    bool once_in(std::uint32_t n) { return random_.below(n) == 0; }

    Random random_;
    Timestamp now_ = SmallWorld::kBegin;
    std::uint32_t keys_ = SmallWorld::kUsers;
    std::uint32_t placed_ = 0;
};

}  // namespace divmid
