// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

#include "engine/record.hpp"
#include "tests/storage/small_market.hpp"

namespace divmid::storage {

/// A SmallMarket in which orders of every kind are placed too: stops, trailing ones, icebergs,
/// pegs, lists, amendments, prevention across a trade group, request numbers, auctions and busted
/// trades. The same seed gives the same ticks.
class SpecialMarket {
public:
    explicit SpecialMarket(std::uint64_t seed) : plain_{seed}, random_{seed} {}

    [[nodiscard]] Tick next();
    /// What became of the last tick: what is asked next refers to it.
    void saw(const Record& record);
    void pass(Duration time) { plain_.pass(time); }

private:
    void set_up(Commands& to);
    void add_some(Commands& to);
    void place(Commands& to);
    void place_list(Commands& to);
    void amend(Commands& to);
    void bust(Commands& to);
    void number(Commands& to, const PlaceOrder& order);
    void change_phase(Commands& to);
    [[nodiscard]] PlaceOrder some_order(Arena& texts);
    [[nodiscard]] Conditions some_conditions(PlaceOrder& order);
    [[nodiscard]] OrderId some_id();
    [[nodiscard]] Price some_price();
    [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    SmallMarket plain_;
    std::mt19937_64 random_;
    std::uint64_t ticks_ = 0;
    std::uint64_t named_ = 0;
    std::uint64_t numbers_ = 0;
    std::uint64_t orders_ = 0;  ///< That were accepted.
    TradeExecuted trade_;       ///< The last one, and when it was.
    Timestamp traded_;
    bool in_call_ = false;
};

}  // namespace divmid::storage
