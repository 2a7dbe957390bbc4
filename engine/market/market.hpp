// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/market/account_orders.hpp"
#include "engine/market/busted_trades.hpp"
#include "engine/market/calendar.hpp"
#include "engine/market/client_ids.hpp"
#include "engine/market/expiry.hpp"
#include "engine/market/matching.hpp"
#include "engine/market/order_book.hpp"
#include "engine/market/order_ids.hpp"
#include "engine/market/order_lists.hpp"
#include "engine/market/order_pool.hpp"
#include "engine/market/reference_price.hpp"
#include "engine/market/self_trade.hpp"
#include "engine/market/special_orders.hpp"
#include "engine/market/triggers.hpp"
#include "engine/market/waiting_orders.hpp"
#include "engine/market_rules.hpp"
#include "engine/terms.hpp"
#include "engine/types.hpp"

namespace divmid {

/// An order that goes to rest, or one that did.
struct OpenOrder {
    OrderId id;
    AccountId account;
    Side side{};
    Ticks price;
    Lots lots;
    Lots executed;               ///< Traded before.
    std::uint32_t fee_credit{};  ///< Millionths of a unit paid too much, as FeeCredit.
    Ppm maker_fee;
    Ppm taker_fee;
    bool post_only{};                  ///< A limit maker.
    SelfTradePrevention prevention{};  ///< Should it take again.
    std::string_view client_id;        ///< May be empty.
    Timestamp expiry;                  ///< Zero: none.
    /// Null: a plain one. Its hidden lots are among `lots`.
    const SpecialOrder* special{};
};

/// One market: its rules, its book and every index of its open orders, which stand and fall
/// together. Knows nothing of money but the price of a lot.
class Market {
public:
    static constexpr std::size_t kMost = 256;  ///< Markets of an exchange.
    static constexpr std::size_t kSymbolMost = 20;

    /// Requires: the terms are those of the rules, but for what no rule changes.
    Market(const MarketTerms& terms, const MarketRules& rules, std::string_view symbol);

    /// What the rules say in the market's own steps.
    [[nodiscard]] const MarketTerms& terms() const { return terms_; }
    [[nodiscard]] const MarketRules& rules() const { return rules_; }
    [[nodiscard]] const std::string& symbol() const { return symbol_; }
    [[nodiscard]] const OrderBook& book() const { return book_; }

    // Counters; never reused.
    [[nodiscard]] OrderId last_order() const { return ids_.last(); }
    [[nodiscard]] TradeId last_trade() const { return last_trade_; }
    [[nodiscard]] PreventionId last_prevention() const { return last_prevention_; }
    OrderId issue_order() { return ids_.issue(); }
    TradeId issue_trade() { return last_trade_ = TradeId{last_trade_.value() + 1}; }
    PreventionId issue_prevention() {
        return last_prevention_ = PreventionId{last_prevention_.value() + 1};
    }

    /// Of the last trade; zero before the first.
    [[nodiscard]] Ticks last_price() const { return last_price_; }
    void print(Ticks price, Timestamp now) {
        last_price_ = price;
        if (reference_.on()) reference_.add(now, terms_.price(price));
    }
    /// The mean of the latest trades, what stands in for it, or zero: there is none.
    [[nodiscard]] Price reference(Timestamp now) const {
        const Price mean = reference_.mean(now);
        return mean == Price{} ? rules_.first_reference : mean;
    }
    [[nodiscard]] const ReferencePrice& reference_price() const { return reference_; }
    /// As saved.
    void restore(const ReferencePrice::Bucket& bucket) { reference_.restore(bucket); }
    /// Whether takers may have to stay within a band around the reference price.
    [[nodiscard]] bool has_band() const { return (rules_.band_below | rules_.band_above) != 0; }
    /// Wide open while there is no reference price.
    [[nodiscard]] PriceBand band(Timestamp now) const;

    /// Whether a filter is on that few markets have: most notional, percent price, position.
    [[nodiscard]] bool has_rare_filters() const { return has_rare_filters_; }

    /// For new orders from now on. Requires: `terms` are those of the rules, and tick and lot size
    /// change only while no order is open.
    void set_rules(const MarketRules& rules, const MarketTerms& terms);
    /// Prices that the book has room for: those of the rules, and of rules before as long as orders
    /// from then may be open.
    [[nodiscard]] Ticks book_low() const { return book_.low(); }
    [[nodiscard]] Ticks book_high() const { return book_.high(); }
    /// For these prices too.
    void widen_book(Ticks low, Ticks high);

    // What it does, and what was taken back.
    [[nodiscard]] Calendar& calendar() { return calendar_; }
    [[nodiscard]] const Calendar& calendar() const { return calendar_; }
    [[nodiscard]] BustedTrades& busted() { return busted_; }
    [[nodiscard]] const BustedTrades& busted() const { return busted_; }
    /// When the next order ends by date; kNever: none does, or none as long as the market is
    /// closed.
    [[nodiscard]] Timestamp next_date() const {
        return expiry_.empty() || calendar_.phase == Phase::closed ? kNever : expiry_.soonest().due;
    }
    /// Whether the best bid and the best ask could trade. Only in an auction call.
    [[nodiscard]] bool crossed() const {
        const Ticks ask = book_.best(Side::sell);
        return ask != Ticks{} && book_.best(Side::buy) >= ask;
    }

    // Open orders. A slot is valid until its order ends.
    [[nodiscard]] std::size_t open_orders() const { return pool_.open(); }
    /// With `more` orders on top of those that are open.
    [[nodiscard]] bool full(std::size_t more = 0) const { return pool_.full(more); }
    [[nodiscard]] std::uint32_t open_orders(AccountId account) const {
        return by_account_.open(account);
    }
    [[nodiscard]] std::uint32_t open_orders(AccountId account, Side side) const {
        return by_account_.open(account, side);
    }
    [[nodiscard]] OrderSlot& operator[](SlotIndex at) { return pool_[at]; }
    [[nodiscard]] const OrderSlot& operator[](SlotIndex at) const { return pool_[at]; }
    [[nodiscard]] OpenOrder describe(SlotIndex at) const;
    /// Null: a plain order.
    [[nodiscard]] const SpecialOrder* special(SlotIndex at) const {
        return pool_[at].is_special ? &special_[at] : nullptr;
    }
    /// The same to be changed, made if there is none.
    [[nodiscard]] SpecialOrder& make_special(SlotIndex at);
    /// What is left of an order, hidden or not.
    [[nodiscard]] Lots open_lots(SlotIndex at) const {
        return pool_[at].is_special ? pool_[at].lots + special_[at].hidden : pool_[at].lots;
    }
    /// Zero when there is none.
    [[nodiscard]] SlotIndex find(OrderId id) const { return ids_.find(pool_, id); }
    [[nodiscard]] SlotIndex find(AccountId account, std::string_view client_id) const {
        return by_client_id_.find(pool_, account, client_id);
    }
    [[nodiscard]] const Expiry& expiry() const { return expiry_; }

    /// The account's open orders by rising id.
    [[nodiscard]] std::vector<SlotIndex> orders_of(AccountId account) const;
    /// Their ids.
    [[nodiscard]] std::vector<OrderId> ids_of(AccountId account) const;
    /// All open orders, rising. Costs a walk over everything.
    [[nodiscard]] std::vector<OrderId> open_ids() const;

    // What a command will touch, brought into the cache some time before.
    void prefetch(OrderId id) const { ids_.prefetch(id); }
    void prefetch(SlotIndex at) const { pool_.prefetch(at); }
    void prefetch(AccountId account) const { by_account_.prefetch(account); }
    void prefetch_tail(Side side, Ticks price) const { pool_.prefetch(book_.tail(side, price)); }

    /// As reach() of matching.hpp.
    [[nodiscard]] Reach reach(Side taker, Ticks limit, std::uint64_t lots) const {
        return divmid::reach(book_, terms_, taker, limit, lots);
    }
    [[nodiscard]] Reach reach(Side taker, Ticks limit, Amount budget) const {
        return divmid::reach(book_, terms_, taker, limit, budget);
    }

    /// As match() of matching.hpp. `tell.fill(const Fill&)` sees the maker before it is gone, and
    /// `tell.slice_shown(SlotIndex, Lots hidden_before)` an iceberg that shows another part. Where
    /// `Tell::kGuarded`, it has `wants` and `owns` as there, its `mode`, and `tell.prevented(const
    /// Prevention&)` sees the maker with what is left of it, before it is gone.
    template <class Tell>
    std::uint64_t match(const Wanted& wanted, Tell&& tell) {
        return divmid::match(book_, pool_, wanted, Meeting<std::remove_cvref_t<Tell>>{*this, tell});
    }

    /// Puts an order at the tail of its level. Requires: !full(), its id issued, its client id
    /// free.
    SlotIndex rest(const OpenOrder& order);
    /// Nothing of an order in the book is hidden any more. Gives what was.
    Lots show_whole(SlotIndex at) {
        return pool_[at].is_special ? reveal(at, special_[at].hidden) : Lots{};
    }
    /// Takes an open order out, resting or waiting.
    void cancel(SlotIndex at);

    // Amends, of orders that stay where they are.

    /// Fewer lots. Requires: in the book, nothing of it hidden.
    void shrink(SlotIndex at, Lots lots);
    /// Requires: it waits.
    void amend_waiting(SlotIndex at, Ticks price, Lots lots, Amount held);
    /// Requires: free, or its own.
    void rename(SlotIndex at, std::string_view client_id);

    // Orders that wait, off the book. Among the open orders like any other.

    /// An order waits; `reached`: the last price is at its stop price already, and it queues.
    /// Requires: !full(), its id issued, its client id free, special.
    void wait(const OpenOrder& order, const WaitingOrder& waiting, bool reached);
    /// Likewise, as saved: queued later, if it was, and following from `extreme` on if it did.
    void restore(const OpenOrder& order, const WaitingOrder& waiting, std::optional<Ticks> extreme,
                 bool queued);
    /// Whether it is off the book.
    [[nodiscard]] bool waits(SlotIndex at) const {
        return pool_[at].is_special && special_[at].waits;
    }
    [[nodiscard]] const WaitingOrders& waiting() const { return waiting_; }
    [[nodiscard]] const WaitingOrder& waiting(SlotIndex at) const { return waiting_[pool_[at].id]; }
    /// Its time has come. Requires: waits, and no trigger of its own is set any more.
    void queue(SlotIndex at) { waiting_.queue(pool_[at].id); }
    /// Whether an order could awake now.
    [[nodiscard]] bool wakes() const {
        return waiting_.queue_size() != 0 && matches(calendar_.phase);
    }
    /// What the last price has to do for it. Requires: it waits for a stop price.
    [[nodiscard]] TriggerTerms trigger_terms(SlotIndex at) const;
    [[nodiscard]] Triggers& triggers() { return triggers_; }
    [[nodiscard]] const Triggers& triggers() const { return triggers_; }

    [[nodiscard]] OrderLists& lists() { return lists_; }
    [[nodiscard]] const OrderLists& lists() const { return lists_; }

    // An uncross, where the orders that meet both rest: pairing.cpp.

    /// That many of its lots are hidden from now on. Gives what was hidden before. Requires: less
    /// than its open lots, none for an order that is no iceberg.
    Lots hide(SlotIndex at, Lots hidden);
    /// It traded lots; with none left it is gone. Requires: at most its lots, nothing hidden.
    void fill(SlotIndex at, Lots lots);
    /// It lost lots, perhaps none, to self-trade prevention; with none left it is gone. Requires:
    /// as fill().
    void prevent(SlotIndex at, Lots lots);

    struct Counters {
        OrderId last_order;
        TradeId last_trade;
        PreventionId last_prevention;
        Ticks last_price;
    };
    /// As saved, before the orders rest again, each side from the best price and from the head.
    void restore(const Counters& counters, std::size_t open_orders);
    /// After the last of them.
    void restored() { by_account_.sort(); }

    /// Ends the process when an index disagrees with the book, or the book is crossed.
    void check_invariants() const;

private:
    template <class Tell>
    struct Meeting;

    /// Into all indexes but the book.
    SlotIndex enter(const OpenOrder& order);
    /// Out of all indexes but the book, and its memory free again.
    void forget(SlotIndex at) {
        const OrderSlot& order = pool_[at];
        ids_.remove(order.id, at);
        by_account_.remove(order.account(), order.side());
        if (order.has_note || order.is_special) forget_more(at);
        pool_.release(at);
    }
    void forget_more(SlotIndex at);
    void stop_waiting(SlotIndex at);
    /// An iceberg whose slice is used up shows the next one. Gives what was hidden before.
    Lots show_slice(SlotIndex at);
    /// Hidden lots are shown, as many as an order loses, so that it loses those.
    Lots reveal(SlotIndex at, Lots lots);
    /// An order in the book loses lots to self-trade prevention.
    void lose(SlotIndex at, Level& level, Lots lots);
    [[nodiscard]] std::size_t check_side(Side side) const;
    void check_order(SlotIndex at, Side side, Ticks price) const;
    void check_indexes(SlotIndex at) const;
    void check_waiting() const;
    void check_lists() const;

    MarketTerms terms_;
    MarketRules rules_;
    std::string symbol_;
    TradeId last_trade_;
    PreventionId last_prevention_;
    Ticks last_price_;
    ReferencePrice reference_;
    bool has_rare_filters_ = false;
    OrderPool pool_;
    OrderBook book_;
    OrderIds ids_;
    ClientIds by_client_id_;
    AccountOrders by_account_;
    Expiry expiry_;
    SpecialOrders special_;
    Calendar calendar_;
    BustedTrades busted_;
    WaitingOrders waiting_;
    Triggers triggers_;
    OrderLists lists_;
};

template <class Tell>
struct Market::Meeting {
    static constexpr bool kGuarded = Tell::kGuarded;

    Market& market;
    Tell& tell;

    void fill(const Fill& fill) {
        if (!fill.maker_filled) market.pool_.add_executed(fill.at, fill.lots);
        tell.fill(fill);
    }
    [[nodiscard]] bool hides(SlotIndex at) const { return market.special_[at].hidden != Lots{}; }
    void next_slice(SlotIndex at) {
        tell.slice_shown(at, market.show_slice(at));
        tell.refilled(at);
    }
    void done(SlotIndex at) { market.forget(at); }

    [[nodiscard]] std::uint64_t wants(SlotIndex at, std::uint64_t left) const {
        return tell.wants(market.pool_[at].ticks(), left);
    }
    [[nodiscard]] bool owns(const OrderSlot& maker) const { return tell.owns(maker); }
    bool prevent(SlotIndex at, Level& level, std::uint64_t& left) {
        const Loss loss = loss_of(tell.mode, market.open_lots(at), left);
        const Lots before = market.reveal(at, loss.maker);
        if (before != Lots{}) tell.slice_shown(at, before);
        market.lose(at, level, loss.maker);
        left -= loss.taker;
        tell.prevented(Prevention{at, loss});
        return loss.maker_done;
    }
};

}  // namespace divmid
