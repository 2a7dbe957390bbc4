// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/check.hpp"
#include "engine/market/order_pool.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What an order asks beyond a plain one, in the market's own steps; Conditions says what each
/// means.
struct SpecialTerms {
    Trigger trigger{};
    Peg peg{};
    bool keep{};
    std::uint16_t peg_levels{};
    Ticks stop_price;
    std::uint32_t trailing{};
    Lots visible;  ///< Zero: all.
    ListId list;   ///< Zero: of none.
    SessionId session;

    friend bool operator==(const SpecialTerms&, const SpecialTerms&) = default;
};

/// How many slices an iceberg is shown in. Requires: visible > 0.
[[nodiscard]] constexpr std::uint64_t parts(Lots total, Lots visible) {
    return (std::uint64_t{total.value()} + visible.value() - 1) / visible.value();
}

/// What only few open orders have.
struct SpecialOrder {
    SpecialTerms asked;
    Lots hidden;       ///< Of an iceberg in the book: what lies behind its slice.
    Lots prevented;    ///< Taken by self-trade prevention so far.
    bool waits{};      ///< It is off the book, among WaitingOrders.
    bool at_market{};  ///< A market order that rests in an auction call.

    friend bool operator==(const SpecialOrder&, const SpecialOrder&) = default;
};

/// The special sides of a market's open orders, by slot. Only slots marked is_special have one:
/// other orders cost nothing here. Recycles its memory; 4 bytes a slot for finding, once there was
/// a special order.
class SpecialOrders {
public:
    SpecialOrders() : orders_(1) {}

    /// Requires: added.
    [[nodiscard]] SpecialOrder& operator[](SlotIndex at) { return orders_[places_[at]]; }
    [[nodiscard]] const SpecialOrder& operator[](SlotIndex at) const {
        return orders_[places_[at]];
    }

    /// Requires: not added.
    void add(SlotIndex at, const SpecialOrder& order) {
        if (at >= places_.size()) places_.resize(at + std::size_t{1});
        ENSURE(places_[at] == 0);
        if (free_.empty()) {
            free_.push_back(static_cast<std::uint32_t>(orders_.size()));
            orders_.emplace_back();
        }
        places_[at] = free_.back();
        free_.pop_back();
        orders_[places_[at]] = order;
    }
    /// Requires: added.
    void remove(SlotIndex at) {
        ENSURE(places_[at] != 0);
        free_.push_back(places_[at]);
        places_[at] = 0;
    }

    [[nodiscard]] std::size_t size() const { return orders_.size() - 1 - free_.size(); }

private:
    std::vector<std::uint32_t> places_;  ///< By slot; zero: none.
    std::vector<SpecialOrder> orders_;   ///< The first one stands for "none".
    std::vector<std::uint32_t> free_;
};

}  // namespace divmid
