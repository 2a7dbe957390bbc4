// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>

#include "engine/ledger/fees.hpp"
#include "engine/record.hpp"
#include "engine/reject.hpp"
#include "engine/state.hpp"

namespace divmid {

/// What one tick does to the exchange: a visitor of its commands. Each of them is either refused,
/// by one CommandRefused, before anything changed, or carried out. Lives as long as one apply().
class Turn {
public:
    Turn(Exchange::State& state, const Tick& tick, Events& events)
        : state_{state}, now_{tick.time}, texts_{tick.commands.arena}, events_{events} {}

    /// Timers due by the tick's time, by (due time, market, order).
    void fire_timers();

    // Orders: place_order.cpp (checks), execute_order.cpp (changes), cancel_orders.cpp,
    // replace_order.cpp.
    void operator()(const PlaceOrder& command);
    void operator()(const CancelOrder& command);
    void operator()(const CancelAll& command);
    void operator()(const CancelOrderIf& command);
    void operator()(const ReplaceOrder& command);

    // Administration: administration.cpp, list_market.cpp.
    void operator()(const ListAsset& command);
    void operator()(const ListMarket& command);
    void operator()(const OpenAccount& command);
    void operator()(const AddKey& command);
    void operator()(const RevokeKey& command);
    void operator()(const Deposit& command);

    /// What is not offered yet.
    template <class Other>
    void operator()(const Other&) {
        refuse(Reject::unsupported_combination, {}, {});
    }

    // What the source observed.
    void operator()(const Started& command);
    void operator()(const StorageLow& command);
    void operator()(const StorageOk& command);

private:
    /// An order in the market's own steps, checked: what it may trade and what becomes of the rest.
    struct Plan {
        Ticks limit;             ///< Zero: any price.
        Lots lots;               ///< Zero for market_by_budget.
        std::uint64_t wanted{};  ///< Lots to trade, if the book has them within the limit.
        Amount budget_left;      ///< Of market_by_budget, after the lots wanted.
        bool rests{};            ///< What it does not trade goes into the book.
        EndReason end{};         ///< Else why it ends.
    };
    /// An order while it trades.
    struct Taking {
        const OrderAccepted& order;
        Amount budget_left;
        FeeCredit fee_credit;
    };
    struct Steps {
        Ticks price;
        Lots lots;
    };

    /// Which open order a client names: by id, by client id, or by both, then they must agree.
    struct Named {
        AccountId account;
        OrderId order;  ///< Zero: by client id.
        TextRef client_id;
    };

    // The order of refusals, in groups; each goes on where the one before ended.
    [[nodiscard]] std::expected<Plan, Reject> plan(const PlaceOrder& order) const;
    template <class Command>
    [[nodiscard]] Reject check_sender(const Command& command, bool market_known) const {
        if (!state_.accounts.known(command.account)) return Reject::unknown_account;
        if (!market_known) return Reject::unknown_market;
        if (command.deadline != Timestamp{} && now_ > command.deadline)
            return Reject::deadline_passed;
        return state_.keys.check(command.key, command.account, Scope::trade);
    }
    /// `replaced`: the open order whose client id becomes free for this one; zero for none.
    [[nodiscard]] Reject check_kind(const PlaceOrder& order, SlotIndex replaced) const;
    [[nodiscard]] std::expected<Steps, Reject> check_steps(const PlaceOrder& order) const;
    /// What depends on the book and on the balance.
    [[nodiscard]] std::expected<Plan, Reject> plan(const PlaceOrder& order, Steps steps) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_limit(const PlaceOrder& order,
                                                         Steps steps) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_market(const PlaceOrder& order, Lots lots) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_budget(const PlaceOrder& order) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_replacement(const PlaceOrder& order,
                                                               Steps steps) const;
    [[nodiscard]] bool affords(const PlaceOrder& order, Amount worst_case) const;

    /// Zero when the account has no such open order.
    [[nodiscard]] SlotIndex find(const Market& market, const Named& named) const;
    /// Whether an order that find() gave may be cancelled now.
    [[nodiscard]] static Reject check_cancel(const Market& market, SlotIndex at,
                                             CancelRestriction restriction);
    template <class Command>
    void cancel_named(const Command& command, CancelRestriction restriction);

    // Changes; nothing is refused any more.
    void execute(const PlaceOrder& command, const Plan& plan);
    void trade(Market& market, Taking& taking, const Fill& fill);
    void rest(Market& market, const Taking& taking, Lots lots);
    void cancel(Market& market, SlotIndex at, EndReason reason);
    [[nodiscard]] std::expected<MarketTerms, Reject> plan(const ListMarket& command) const;

    void refuse(Reject reason, MarketId market, AccountId account) {
        events_.push(CommandRefused{.reason = reason, .market = market, .account = account});
    }

    Exchange::State& state_;
    Timestamp now_;
    const Arena& texts_;
    Events& events_;
};

}  // namespace divmid
