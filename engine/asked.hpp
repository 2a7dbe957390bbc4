// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/check.hpp"
#include "engine/special_command.hpp"
#include "engine/taking.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Whether an order is about to work, or what of it can be said before.
enum class Role : std::uint8_t {
    placed,
    replacing,  ///< Before the first half of its replace.
    pending,    ///< Its list has to start it first.
};

/// What the orders before it in its list bring, which count together with it.
struct Earlier {
    std::uint32_t orders{};  ///< That may stay open.
    std::uint32_t stops{};
    Int128 buys{};  ///< Units of the base.
};

/// What is asked of an order.
struct Asked {
    const PlaceOrder& order;
    const Conditions* conditions{};  ///< Null: a plain one.
    Role role{};
    SlotIndex replaced{};  ///< The open order whose client id becomes free for it; or zero.
    bool in_list{};
    Earlier earlier{};

    [[nodiscard]] bool is_stop() const {
        return conditions != nullptr && conditions->trigger != Trigger::none;
    }
    [[nodiscard]] bool waits() const { return role == Role::pending || is_stop(); }
    [[nodiscard]] bool is_pegged() const {
        return conditions != nullptr && conditions->peg != Peg::none;
    }
    /// Now, rather than when it awakes or its place is free.
    [[nodiscard]] bool takes_peg() const { return role == Role::placed && !waits(); }
};

/// The same in the market's own steps.
struct Steps {
    Ticks price;  ///< Zero: none, or pegged later.
    Lots lots;    ///< Zero for market_by_budget.
    Ticks stop;
    Lots visible;
};

/// An order before the first change.
struct Ready {
    Taking taking;
    std::optional<SpecialOrder> special;  ///< What the taking's points to.
    Plan plan;                            ///< Unless it waits.
};

/// An order that starts to work together with others of its list.
struct Starting {
    Taking& taking;
    Plan plan;  ///< Unless it waits for a stop price.

    [[nodiscard]] bool waits() const {
        return taking.order.special->asked.trigger != Trigger::none;
    }
};

/// The orders of a list before the first change.
struct ListLeg {
    Asked asked;
    Steps steps;
    Ready ready;
};
using ListLegs = std::vector<ListLeg>;

/// Which open order a client names: by id, by client id, or by both, then they must agree.
struct Named {
    AccountId account;
    OrderId order;  ///< Zero: by client id.
    TextRef client_id;
};

}  // namespace divmid
