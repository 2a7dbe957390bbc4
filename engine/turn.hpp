// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
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

    /// Orders that may awake in one tick, over all markets. The others open the next one.
    static constexpr int kWakesMost = 1'000;

    /// Timers due by the tick's time, by (due time, market, order).
    void fire_timers();
    /// Awakes what the last tick left in the queues, market by market: wake_orders.cpp.
    void open_queues();

    // Orders: place_order.cpp (checks), execute_order.cpp (changes), cancel_orders.cpp,
    // replace_order.cpp.
    void operator()(const PlaceOrder& command);
    void operator()(const CancelOrder& command);
    void operator()(const CancelAll& command);
    void operator()(const CancelOrderIf& command);
    void operator()(const ReplaceOrder& command);

    // Orders with conditions: place_conditional.cpp, wait_order.cpp.
    void operator()(const PlaceConditional& command);

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
    /// An order on its way through the book: just accepted, woken, or amended out of its place.
    struct Taking {
        OpenOrder order;  ///< Price zero: any. Lots: what is left, zero for market_by_budget.
        OrderType type{};
        TimeInForce time_in_force{};
        Amount budget;       ///< Of market_by_budget: what is left.
        TradeGroupId group;  ///< Of its account.
        Lots prevented;      ///< Of its lots, while it takes.
        bool prevented_whole{};
        Amount freed;                 ///< What it held so far, available again when it starts.
        Ticks price_before;           ///< The market's last price when it started to take.
        std::size_t trades_before{};  ///< Of the record, likewise.
    };
    /// An open order on its way out of its place, to take: with copies of what its description
    /// points to.
    struct Lifted {
        Lifted(const Market& market, SlotIndex at, const Profiles& profiles);
        Lifted(const Lifted&) = delete;
        Lifted& operator=(const Lifted&) = delete;

        Taking taking;
        SpecialOrder special;
        std::array<char, OrderNote::kClientIdMost> client_id{};
    };
    /// What it may trade and what becomes of the rest.
    struct Plan {
        std::uint64_t wanted{};  ///< Lots to trade, if the book has them within the limit.
        Ticks limit;             ///< The worst price it may trade at; zero: any.
        bool rests{};            ///< What it does not trade goes into the book.
        EndReason end{};         ///< Else why it ends.
    };
    /// Which makers are the taker's own: of one account, or of one group.
    struct Guard {
        SelfTradePrevention mode{};
        AccountId account;
        TradeGroupId group;
        const Profiles& profiles;

        [[nodiscard]] bool owns(const OrderSlot& maker) const {
            return maker.account() == account ||
                   (group != TradeGroupId{} && profiles[maker.account()].group == group);
        }
    };
    /// Tells of a taker's matches; guarded: those with its own orders are prevented.
    template <bool Guarded>
    struct Telling;
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
    [[nodiscard]] std::expected<Steps, Reject> checked(const PlaceOrder& order,
                                                       const Conditions* conditions) const;
    template <class Command>
    [[nodiscard]] Reject check_sender(const Command& command, bool market_known) const {
        if (!state_.accounts.known(command.account)) return Reject::unknown_account;
        if (!market_known) return Reject::unknown_market;
        if (command.deadline != Timestamp{} && now_ > command.deadline)
            return Reject::deadline_passed;
        return state_.keys.check(command.key, command.account, Scope::trade);
    }
    /// `replaced`: the open order whose client id becomes free for this one; zero for none.
    /// `conditions`: null for none, here and below.
    [[nodiscard]] Reject check_kind(const PlaceOrder& order, SlotIndex replaced,
                                    const Conditions* conditions = nullptr) const;
    [[nodiscard]] std::expected<Steps, Reject> check_steps(
        const PlaceOrder& order, const Conditions* conditions = nullptr) const;
    /// How many orders the account may have.
    [[nodiscard]] Reject check_counts(const PlaceOrder& order,
                                      const Conditions* conditions = nullptr) const;
    [[nodiscard]] static Reject check_price(Price price, const MarketTerms& terms);
    /// TRAILING_DELTA.
    [[nodiscard]] static Reject check_trailing(const MarketRules& rules, Side side,
                                               const Conditions& conditions);
    [[nodiscard]] static SpecialOrder special_of(const Conditions& conditions,
                                                 const MarketTerms& terms);
    /// The order as it goes into the book, but for its id.
    [[nodiscard]] Taking start(const PlaceOrder& order, Steps steps) const;
    /// The refusals of a replace's new half that depend on what the cancel left.
    [[nodiscard]] std::expected<Plan, Reject> plan_replacement(const PlaceOrder& order,
                                                               const Taking& taking) const;
    /// What depends on the book and on the balance: the last refusals.
    [[nodiscard]] std::expected<Plan, Reject> plan(const Market& market,
                                                   const Taking& taking) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_limit(const Market& market,
                                                         const Taking& taking) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_market(const Market& market,
                                                          const Taking& taking) const;
    [[nodiscard]] std::expected<Plan, Reject> plan_budget(const Market& market,
                                                          const Taking& taking) const;
    /// Whether the taker might meet an order that it must not trade with.
    [[nodiscard]] static bool guarded(const Market& market, const Taking& taking) {
        return taking.order.prevention != SelfTradePrevention::none &&
               (taking.group != TradeGroupId{} || market.open_orders(taking.order.account) != 0);
    }
    [[nodiscard]] Guard guard_of(const Taking& taking) const {
        return {taking.order.prevention, taking.order.account, taking.group, state_.profiles};
    }
    /// What it would trade within the limit: a dry walk, prevention considered.
    [[nodiscard]] Reach reach(const Market& market, const Taking& taking, Ticks limit) const;
    [[nodiscard]] bool affords(const Market& market, const Taking& taking, Amount worst_case) const;
    /// The last refusals of an order that waits for a stop price.
    [[nodiscard]] Reject check_wait(const Market& market, const Taking& taking) const;
    /// The price that its hold covers and beyond which it never trades: its limit; of a stop buy
    /// without one, its stop price and the market's band above it. Zero: there is none. Requires:
    /// special.
    [[nodiscard]] static Ticks worst_price(const Market& market, const Taking& taking);
    [[nodiscard]] static Amount waiting_hold(const Market& market, const Taking& taking);

    /// Zero when the account has no such open order.
    [[nodiscard]] SlotIndex find(const Market& market, const Named& named) const;
    /// Whether an order that find() gave may be cancelled now.
    [[nodiscard]] static Reject check_cancel(const Market& market, SlotIndex at,
                                             CancelRestriction restriction);
    template <class Command>
    void cancel_named(const Command& command, CancelRestriction restriction);

    // Changes; nothing is refused any more.
    void execute(const PlaceOrder& command, Taking& taking, const Plan& plan);
    /// The order comes into being: its id and its events so far.
    void accept(Market& market, const PlaceOrder& command, Taking& taking);
    /// Its way through the book to its end as a taker: it trades, then rests or expires.
    void work(Market& market, Taking& taking, const Plan& plan);
    [[nodiscard]] std::uint64_t take(Market& market, Taking& taking, const Plan& plan);
    void trade(Market& market, Taking& taking, const Fill& fill);
    void prevent(Market& market, Taking& taking, const Prevention& prevention);
    void show_slice(const Market& market, SlotIndex at, Lots hidden_before);
    [[nodiscard]] static EndReason why_ended(const Market& market, const Taking& taking,
                                             const Plan& plan);
    void rest(Market& market, const Taking& taking);
    /// After all of that, what its trades start.
    void taker_ended(Market& market, const Taking& taking);
    /// What a print reaches joins the queue. `before`: the last price before the taker.
    void queue_reached(Market& market, Triggers::Touched& touched, Ticks before);
    /// OrderConditioned, where there is something to tell.
    void tell_conditions(const Conditions& conditions, const Taking& taking, const Market& market);
    void tell_valid(const PlaceOrder& command, const Taking& taking);
    /// Off the book, with `held` of its funds.
    void wait(Market& market, Taking& taking, WaitsFor what, Amount held);
    /// Those whose time has come, as many as may in this tick, each to its end before the next.
    void wake(Market& market);
    void awake(Market& market, SlotIndex at);
    /// What it does when it starts to work, or why it ends instead.
    [[nodiscard]] std::expected<Plan, EndReason> plan_start(const Market& market,
                                                            const Taking& taking) const;
    /// It stops waiting, to work.
    void lift(Market& market, SlotIndex at, Taking& taking);
    void cancel(Market& market, SlotIndex at, EndReason reason);
    void end_waiting(Market& market, SlotIndex at, EndReason reason);
    [[nodiscard]] std::expected<MarketTerms, Reject> plan(const ListMarket& command) const;

    void refuse(Reject reason, MarketId market, AccountId account) {
        events_.push(CommandRefused{.reason = reason, .market = market, .account = account});
    }

    Exchange::State& state_;
    Timestamp now_;
    const Arena& texts_;
    Events& events_;
    int wakes_left_ = kWakesMost;
};

}  // namespace divmid
