// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "engine/record.hpp"

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

    /// A key for an account; `number` makes its name.
    static void add_key(Commands& to, AccountId account, std::uint32_t number, Scopes scopes);
    static constexpr Scopes kTrade{static_cast<std::uint8_t>(Scope::trade)};
    /// The rules that the markets are listed with.
    [[nodiscard]] static MarketRules rules(MarketId market);

    static constexpr Price kTickSize{5};
    static constexpr Quantity kLotSize{20};
};

}  // namespace divmid
