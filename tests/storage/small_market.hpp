// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "engine/exchange.hpp"
#include "engine/record.hpp"

namespace divmid::storage {

/// One market with funded accounts that trade at random: ticks of a few commands each, about half
/// of the orders with a client id. The same seed gives the same ticks.
class SmallMarket {
public:
    static constexpr MarketId kMarket{1};
    static constexpr std::uint32_t kAccounts = 4;

    explicit SmallMarket(std::uint64_t seed) : random_{seed} {}

    /// The first one lists, opens and funds; the ones after it trade.
    [[nodiscard]] Tick next();

    /// Moves the time of the next tick on.
    void pass(Duration time) { now_ = now_ + time; }

private:
    [[nodiscard]] Tick set_up();
    void place(Commands& to);
    [[nodiscard]] PlaceOrder some_order(Arena& texts);
    void cancel(Commands& to);
    void replace(Commands& to);
    /// Of an order that may well be open.
    OrderId some_id();
    [[nodiscard]] AccountId some_account();
    [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    std::mt19937_64 random_;
    Timestamp now_{1'700'000'000'000'000};
    std::uint64_t ticks_ = 0;
    std::uint64_t placed_ = 0;
};

}  // namespace divmid::storage
