// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/asked.hpp"
#include "engine/ledger/fees.hpp"
#include "engine/record.hpp"
#include "engine/reject.hpp"
#include "engine/state.hpp"
#include "engine/taking.hpp"

namespace divmid {

/// What one tick does to the exchange: a visitor of its commands. Each of them is either refused,
/// by one CommandRefused, before anything changed, or carried out. Lives as long as one apply().
class Turn {
public:
    Turn(Exchange::State& state, const Tick& tick, Events& events)
        : state_{state}, now_{tick.time}, texts_{tick.commands.arena}, events_{events} {}

    /// Orders that may awake in one tick, over all markets. The others open the next one.
    static constexpr int kWakesMost = 1'000;

    /// Timers due by the tick's time, in the order of timers.hpp.
    void fire_timers(const Commands& commands);
    /// Awakes what the last tick left in the queues, market by market: wake_orders.cpp.
    void open_queues();

    /// As the operators below, unless the command before it was a number that was used up.
    template <class Command>
    void carry_out(const Command& command) {
        if (!std::exchange(skips_, false)) (*this)(command);
    }
    /// At the end of the record: where the markets in an auction call stand.
    void indicate();

    // What is flat takes in what it calls: calls were a fifth of a plain order's instructions.

    // Orders: check_order.cpp, check_filters.cpp, plan_order.cpp (checks), place_order.cpp,
    // execute_order.cpp (changes), cancel_orders.cpp, replace_order.cpp.
    [[gnu::flatten]] void operator()(const PlaceOrder& command);
    [[gnu::flatten]] void operator()(const CancelOrder& command);
    void operator()(const CancelAll& command);
    void operator()(const CancelOrderIf& command);
    void operator()(const ReplaceOrder& command);
    void operator()(const PlaceConditional& command);
    void operator()(const ReplaceConditional& command);

    // Lists, and cancels of many: place_list.cpp, cancel_many.cpp; amend_order.cpp.
    void operator()(const PlaceList& command);
    void operator()(const AmendOrder& command);
    void operator()(const CancelList& command);
    void operator()(const CancelMany& command);

    // Administration: administration.cpp, list_market.cpp, set_market_rules.cpp.
    void operator()(const ListAsset& command);
    void operator()(const ListMarket& command);
    void operator()(const OpenAccount& command);
    void operator()(const AddKey& command);
    void operator()(const RevokeKey& command);
    void operator()(const Deposit& command);
    void operator()(const SetTradeGroup& command);
    void operator()(const SetFeeTier& command);
    void operator()(const SetMarketRules& command);

    // Phases and their calendar: phases.cpp, uncross.cpp.
    void operator()(const SetPhase& command);
    void operator()(const SchedulePhase& command);
    void operator()(const ClearSchedule& command);
    void operator()(const Delist& command);

    // What protects: safety.cpp, bust_trade.cpp.
    void operator()(const Numbered& command);
    void operator()(const SwitchKill& command);
    void operator()(const SetDeadMan& command);
    void operator()(const SessionEnded& command);
    void operator()(const BustTrade& command);

    // What the source observed.
    void operator()(const Started& command);
    void operator()(const StorageLow& command);
    void operator()(const StorageOk& command);

private:
    /// Tells of a taker's matches; guarded: those with its own orders are prevented.
    template <bool Guarded>
    struct Telling;
    /// What a market does, how long, and what follows: as in PhaseChanged.
    struct Period {
        Phase phase{};
        Timestamp until;
        Phase next{};
    };
    /// Two orders of a crossed book that meet.
    struct Pair {
        SlotIndex older{};    ///< Counts as the maker.
        SlotIndex younger{};  ///< Its mode prevents.
    };
    /// The last price before an uncross, and after.
    struct Print {
        Ticks before;
        Ticks price;
    };

    // The order of refusals, in groups; each goes on where the one before ended.
    [[nodiscard]] static Asked asked(const PlaceOrder& order, const Conditions& conditions);
    /// All that depends on neither book nor balance.
    [[nodiscard]] std::expected<Steps, Reject> checked(const Asked& asked) const;
    template <class Command>
    [[nodiscard]] Reject check_sender(const Command& command, bool market_known) const {
        if (!state_.accounts.known(command.account)) return Reject::unknown_account;
        if (!market_known) return Reject::unknown_market;
        if (command.deadline != Timestamp{} && now_ > command.deadline)
            return Reject::deadline_passed;
        return state_.keys.check(command.key, command.account, Scope::trade);
    }
    [[nodiscard]] Reject check_kind(const Asked& asked) const;
    /// Whether the account may trade in the market now.
    [[nodiscard]] Reject check_state(AccountId account, const Market& market) const;
    [[nodiscard, gnu::flatten]] std::expected<Steps, Reject> check_steps(const Asked& asked) const;
    [[nodiscard]] Reject check_prices(const Asked& asked, Steps& steps) const;
    [[nodiscard]] Reject check_value(const PlaceOrder& order, const Steps& steps) const;
    [[nodiscard]] Reject check_market_value(const PlaceOrder& order) const;
    [[nodiscard]] Reject check_percent(const Market& market, Side side, Price price) const;
    /// Whether it may become one of the open orders.
    [[nodiscard]] bool stays_open(const Asked& asked) const;
    [[nodiscard]] Reject check_counts(const Asked& asked, const Steps& steps) const;
    [[nodiscard]] Reject check_conditions(const Asked& asked, const Steps& steps) const;
    [[nodiscard]] Reject check_position(const Market& market, AccountId account, Quantity more,
                                        Int128 earlier = 0) const;
    /// Zero when that side of the book is empty; the last level when there are fewer.
    [[nodiscard]] static Ticks pegged_price(const Market& market, Side side, Peg peg,
                                            std::uint16_t levels);
    /// The order as it goes into the book, but for its id and its special side.
    [[nodiscard]] Taking start(const Asked& asked, const Steps& steps) const;
    [[nodiscard]] static SpecialOrder special_of(const Conditions& conditions, const Steps& steps);
    /// The last refusals, and what it does if there are none. Requires: it was just started.
    [[nodiscard]] Reject prepare(const Asked& asked, const Steps& steps, Ready& ready) const;
    /// What of the checks a cancel in between may have changed.
    [[nodiscard]] std::expected<Steps, Reject> recheck(const Asked& asked) const;
    /// In an auction call, where every order that is allowed rests.
    [[nodiscard]] std::expected<Plan, Reject> plan_call(const Market& market,
                                                        const Taking& taking) const;
    /// What depends on the book and on the balance: the last refusals.
    [[nodiscard, gnu::flatten]] std::expected<Plan, Reject> plan(const Market& market,
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
               (taking.group != TradeGroupId{} ||
                market.open_orders(taking.order.account, opposite(taking.order.side)) != 0);
    }
    [[nodiscard]] Guard guard_of(const Taking& taking) const {
        return {taking.order.prevention, taking.order.account, taking.group, state_.profiles};
    }
    void keep_within_band(const Market& market, const Taking& taking, Plan& plan) const;
    /// What it would trade as planned: a dry walk, prevention considered.
    [[nodiscard]] Reach reach(const Market& market, const Taking& taking, const Plan& plan) const;
    [[nodiscard]] bool affords(const Market& market, const Taking& taking, Amount worst_case) const;
    /// The last refusals of an order that waits for a stop price.
    [[nodiscard]] Reject check_wait(const Market& market, const Taking& taking) const;
    /// The price that its hold covers and beyond which it never trades: its limit; of a stop buy
    /// without one, its stop price, or of a trailing one where it follows from and its distance,
    /// and the market's band above that. Zero: there is none. Requires: special.
    [[nodiscard]] static Ticks worst_price(const Market& market, const Taking& taking);
    [[nodiscard]] static Amount waiting_hold(const Market& market, const Taking& taking);

    /// What the legs of a list have to be among themselves.
    [[nodiscard]] Reject check_shape(const PlaceList& command) const;
    [[nodiscard]] Reject check_list(const PlaceList& command, ListLegs& legs) const;
    [[nodiscard]] Reject check_leg(ListLeg& leg) const;
    /// Each counts together with those before it.
    [[nodiscard]] Reject check_legs(ListLegs& legs) const;

    // amend_order.cpp
    struct Amended;
    [[nodiscard]] Reject check_terms(const AmendOrder& command, const Market& market, SlotIndex at,
                                     Amended& amended) const;
    /// The filters that only more lots can meet: of the order now, and open ones after.
    [[nodiscard]] static Reject check_parts(const Market& market, SlotIndex at, Lots open);
    [[nodiscard]] Reject check_growth(const Market& market, SlotIndex at, Lots open) const;
    [[nodiscard]] static Amended amended_to(const Market& market, SlotIndex at, Ticks price,
                                            Lots lots);
    /// The other order of its pair, where it changes too; the two share one hold.
    [[nodiscard]] static Reject amend_sibling(const Market& market, Amended& own,
                                              std::optional<Amended>& other);
    [[nodiscard]] Reject check_funds(const Market& market, const Amended& own,
                                     const Amended* other) const;
    void amend(Market& market, const Amended& amended, TextRef client_id);
    void amend_waiting(Market& market, const Amended& amended, TextRef client_id);

    /// Zero when the account has no such open order.
    [[nodiscard]] SlotIndex find(const Market& market, const Named& named) const;
    /// Whether an order that find() gave may be cancelled now.
    [[nodiscard]] static Reject check_cancel(const Market& market, SlotIndex at,
                                             CancelRestriction restriction);
    template <class Command>
    void cancel_named(const Command& command, CancelRestriction restriction);

    // Changes; nothing is refused any more.
    [[gnu::flatten]] void place(const Asked& asked);
    void replace(const ReplaceOrder& command, const Conditions* conditions);
    [[gnu::flatten]] void execute(const Asked& asked, Ready& ready);
    /// The order comes into being: its id and its events so far.
    void accept(Market& market, const Asked& asked, Taking& taking);
    /// Its way through the book to its end as a taker: it trades, then rests or expires.
    [[gnu::flatten]] void work(Market& market, Taking& taking, const Plan& plan);
    [[nodiscard]] std::uint64_t take(Market& market, Taking& taking, const Plan& plan);
    void trade(Market& market, Taking& taking, const Fill& fill);
    void prevent(Market& market, Taking& taking, const Prevention& prevention);
    void show_slice(const Market& market, SlotIndex at, Lots hidden_before);
    [[nodiscard]] static EndReason why_ended(const Market& market, const Taking& taking,
                                             const Plan& plan);
    void rest(Market& market, Taking& taking, const Plan& plan);
    void expire(const Market& market, const Taking& taking, EndReason reason);
    void rest_special(Market& market, const Taking& taking);
    /// After all of that, what its trades start.
    void taker_ended(Market& market, const Taking& taking);
    /// What a print reaches joins the queue. `before`: the last price before the taker.
    void queue_reached(Market& market, Triggers::Touched& touched, Ticks before);
    /// OrderConditioned, where there is something to tell.
    void tell_conditions(const Conditions& conditions, const Taking& taking, const Market& market);
    /// Off the book, with `held` of its funds.
    void wait(Market& market, Taking& taking, WaitsFor what, Amount held);
    /// Those whose time has come, as many as may in this tick, each to its end before the next.
    void wake(Market& market);
    void awake(Market& market, SlotIndex at);
    /// What it does when it starts to work, or why it ends instead.
    [[nodiscard]] std::expected<Plan, EndReason> plan_start(const Market& market,
                                                            Taking& taking) const;
    [[nodiscard]] std::expected<Plan, EndReason> plan_pending(const Market& market,
                                                              Taking& taking) const;
    /// It stops waiting, to work.
    void lift(Market& market, SlotIndex at, Taking& taking);
    void accept_list(const PlaceList& command, ListLegs& legs);
    /// The pending orders of a list start together, or end together.
    void start_pending(Market& market, const OrderList& list);
    /// Those that wait for a stop price first: a pair has one hold, the larger one.
    void set_to_work(Market& market, std::span<Starting> orders);

    // What an order's trades and its end mean for its list: list_legs.cpp.
    /// An order of a list, or of none.
    struct Leg {
        ListId list;  ///< Zero: of none.
        OrderId order;
        bool whole{};  ///< Nothing of it was prevented.
    };
    [[nodiscard]] static Leg leg_of(const Market& market, SlotIndex at);
    void leg_traded(Market& market, const Leg& leg, bool filled);
    /// Right after a trade and the slice that it showed.
    void tell_lists(Market& market, const Taking& taking, SlotIndex maker, bool maker_filled);
    /// A taker is done; `filled` also where some of it was prevented.
    void leg_took(Market& market, const Taking& taking, EndReason reason);
    /// The other one of its pair ends.
    void leg_worked(Market& market, ListId id, OrderId order);
    /// It ended, which was told; `filled` only without anything prevented.
    void leg_done(Market& market, ListId id, OrderId order, EndReason reason);
    void end_leg(Market& market, OrderList& list, std::size_t leg, EndReason reason);

    /// Ends an open order, and what of its list hangs on it.
    [[gnu::flatten]] void cancel(Market& market, SlotIndex at, EndReason reason);
    /// The order alone.
    void end(Market& market, SlotIndex at, EndReason reason);
    void end_resting(Market& market, SlotIndex at, EndReason reason);
    /// Ends those of the account's orders in a market that `fits(market, at)`. Whether there were
    /// any.
    template <class Fits>
    bool cancel_where(Market& market, AccountId account, Fits&& fits);
    void end_waiting(Market& market, SlotIndex at, EndReason reason);
    [[nodiscard]] std::expected<MarketTerms, Reject> plan(const ListMarket& command) const;
    [[nodiscard]] Reject check(const SetMarketRules& command) const;

    // timers.cpp
    void fire(const Timer& timer);
    /// The orders that are over end, before anything can trade with them.
    void end_overdue(Market& market);

    // phases.cpp
    void fire_calendar(Market& market);
    void end_period(Market& market);
    /// A call of which the end came while nobody could take part lasts its least time once more,
    /// and what was due meanwhile follows it.
    void extend_call(Market& market, const Period& next);
    /// On the way out of an auction call with an uncross, on the way in to continuous trading with
    /// what waited for it.
    void enter(Market& market, const Period& period);

    // auction_call.cpp
    /// Where a market order rests in a call.
    [[nodiscard]] Ticks price_in_call(const Market& market, Side side) const;
    /// The same for any order: a limit, or what the hold of a stop-market buy covers, is its own.
    [[nodiscard]] Ticks worst_in_call(const Market& market, const Taking& taking) const;
    /// What met an order outside the band goes on in an auction call, if it may.
    void call_auction(Market& market, Taking& taking);
    [[nodiscard]] bool joins_call(const Market& market, const Taking& taking, Ticks price) const;

    // uncross.cpp
    void uncross(Market& market);
    [[nodiscard]] AuctionPrice auction_price(const Market& market) const;
    /// Whether anything traded.
    bool pair_up(Market& market, Ticks price);
    [[nodiscard]] bool prevents(const Market& market, Pair pair) const;
    void trade(Market& market, Pair pair, Ticks price);
    void prevent(Market& market, Pair pair);
    /// What market orders the uncross left ends.
    void end_at_market(Market& market, const std::vector<OrderId>& orders);
    void tell_uncrossed(const Market& market, const AuctionPrice& found);
    void reveal_icebergs(Market& market, const std::vector<OrderId>& orders);
    void hide_icebergs(Market& market, const std::vector<OrderId>& orders);

    // safety.cpp, bust_trade.cpp
    void end_orders(Market& market, const std::vector<OrderId>& orders, EndReason reason);
    /// `wanted(const SpecialOrder*)`: null for a plain order.
    template <class Wanted>
    void end_orders_of(AccountId account, EndReason reason, Wanted&& wanted);
    [[nodiscard]] Reject check_kill(const SwitchKill& command) const;
    void switch_account(const SwitchKill& command);
    void fire_dead_man(AccountId account);
    void hold_back(Market& market);
    /// Whether the balances that it moves stay within what there can be.
    [[nodiscard]] bool has_room(const BustTrade& command) const;
    [[nodiscard]] Reject check_bust(const BustTrade& command) const;
    /// What the account can't give of it, though its orders that hold the asset end.
    [[nodiscard]] Amount collect(AccountId account, AssetId asset, Amount amount);

    void refuse(Reject reason, MarketId market, AccountId account) {
        events_.push(CommandRefused{.reason = reason, .market = market, .account = account});
    }

    Exchange::State& state_;
    Timestamp now_;
    const Arena& texts_;
    Events& events_;
    int wakes_left_ = kWakesMost;
    bool skips_ = false;     ///< The next command.
    bool starting_ = false;  ///< The tick begins with Started.
};

}  // namespace divmid
