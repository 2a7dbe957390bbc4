// SPDX-License-Identifier: Apache-2.0
#include "engine/market/market.hpp"

#include <algorithm>
#include <utility>

namespace divmid {

namespace {

constexpr std::uint32_t kTicksMost = (1U << 31) - 1;

bool any_rare_filter(const MarketRules& rules) {
    return rules.notional_max != Amount{} || rules.position_max != Quantity{} ||
           (rules.bid_percent_min | rules.bid_percent_max | rules.ask_percent_min |
            rules.ask_percent_max) != 0;
}

}  // namespace

Market::Market(const MarketTerms& terms, const MarketRules& rules, std::string_view symbol)
    : terms_{terms}, rules_{rules}, symbol_{symbol}, book_{terms.price_min, terms.price_max} {
    reference_.set_up(rules.reference_bucket, rules.reference_buckets);
    has_rare_filters_ = any_rare_filter(rules);
}

PriceBand Market::band(Timestamp now) const {
    const Price at = has_band() ? reference(now) : Price{};
    if (at == Price{}) return band_around(at, terms_.tick_size, 0, 0);
    return band_around(at, terms_.tick_size, rules_.band_below, rules_.band_above);
}

void Market::set_rules(const MarketRules& rules, const MarketTerms& terms) {
    if (rules.tick_size != rules_.tick_size) {
        const std::int64_t ticks = terms_.price(last_price_).value() / rules.tick_size.value();
        last_price_ = Ticks{static_cast<std::uint32_t>(std::min(ticks, std::int64_t{kTicksMost}))};
    }
    if (rules.reference_bucket != rules_.reference_bucket ||
        rules.reference_buckets != rules_.reference_buckets)
        reference_.set_up(rules.reference_bucket, rules.reference_buckets);
    terms_ = terms;
    rules_ = rules;
    has_rare_filters_ = any_rare_filter(rules);
    if (open_orders() == 0)
        book_ = OrderBook{terms_.price_min, terms_.price_max};
    else
        widen_book(terms_.price_min, terms_.price_max);
}

void Market::widen_book(Ticks low, Ticks high) {
    OrderBook book{std::min(low, book_.low()), std::max(high, book_.high())};
    for (const Side side : {Side::buy, Side::sell})
        for (Ticks price = book_.best(side); price != Ticks{}; price = book_.worse(side, price))
            book.adopt(side, price, book_.level(side, price));
    book_ = std::move(book);
}

SlotIndex Market::rest(const OpenOrder& order) {
    const SlotIndex at = enter(order);
    book_.rest(pool_, at);
    // The level counts what is hidden too.
    if (order.special != nullptr) pool_[at].lots -= special_[at].hidden;
    return at;
}

SlotIndex Market::enter(const OpenOrder& order) {
    const SlotIndex at = pool_.acquire();
    pool_[at] = OrderSlot{
        .lots = order.lots,
        .ticks_bits = order.price.value() & 0x7FFF'FFFFU,
        .side_bit = order.side == Side::sell,
        .account_bits = order.account.value() & 0xFF'FFFFU,
        .fee_credit = order.fee_credit & 0xF'FFFFU,
        .maker_fee_bits = order.maker_fee.value() & 0x1'FFFFU,
        .has_note = !order.client_id.empty() || order.expiry != Timestamp{},
        .has_fills = false,
        .is_special = false,
        .id = order.id,
    };
    OrderNote& note = pool_.note(at);
    note = OrderNote{
        .client_id_bytes = {},
        .client_id_size = 0,
        .has_expiry = order.expiry != Timestamp{},
        .is_post_only = order.post_only,
        .prevention_bits = static_cast<std::uint32_t>(order.prevention) & 7U,
        .taker_fee_bits = order.taker_fee.value() & 0x1'FFFFU,
        .timer = 0,
        .executed = {},
    };
    if (order.special != nullptr) make_special(at) = *order.special;
    ids_.add(order.id, at);
    by_account_.add(order.account, order.side, order.id,
                    [this](OrderId id) { return find(id) != 0; });
    if (!order.client_id.empty()) {
        note.set_client_id(order.client_id);
        by_client_id_.add(pool_, at);
    }
    if (order.expiry != Timestamp{}) expiry_.add(pool_, at, order.expiry);
    if (order.executed != Lots{}) pool_.add_executed(at, order.executed);
    return at;
}

SpecialOrder& Market::make_special(SlotIndex at) {
    if (!pool_[at].is_special) special_.add(at, {});
    pool_[at].is_special = true;
    return special_[at];
}

[[gnu::flatten]] void Market::cancel(SlotIndex at) {
    if (waits(at)) {
        stop_waiting(at);
        return forget(at);
    }
    if (pool_[at].is_special) reveal(at, special_[at].hidden);
    book_.remove(pool_, at);
    forget(at);
}

Lots Market::show_slice(SlotIndex at) {
    SpecialOrder& order = special_[at];
    return reveal(at, std::min(order.asked.visible, order.hidden));
}

Lots Market::reveal(SlotIndex at, Lots lots) {
    if (!pool_[at].is_special) return Lots{};
    Lots& hidden = special_[at].hidden;
    const Lots before = hidden;
    const Lots shown = std::min(lots, hidden);
    pool_[at].lots += shown;
    hidden -= shown;
    return shown == Lots{} ? Lots{} : before;
}

void Market::lose(SlotIndex at, Level& level, Lots lots) {
    if (lots == Lots{}) return;
    pool_[at].lots -= lots;
    level.lots -= lots.value();
    make_special(at).prevented += lots;
}

void Market::forget_more(SlotIndex at) {
    const OrderSlot& order = pool_[at];
    if (order.has_note) {
        if (pool_.note(at).client_id_size != 0) by_client_id_.remove(pool_, at);
        if (pool_.note(at).has_expiry) expiry_.remove(pool_, at);
    }
    if (order.is_special) special_.remove(at);
}

OpenOrder Market::describe(SlotIndex at) const {
    const OrderSlot& order = pool_[at];
    const OrderNote& note = pool_.note(at);
    return {
        .id = order.id,
        .account = order.account(),
        .side = order.side(),
        .price = order.ticks(),
        .lots = open_lots(at),
        .executed = pool_.executed(at),
        .fee_credit = static_cast<std::uint32_t>(order.fee_credit),
        .maker_fee = order.maker_fee(),
        .taker_fee = note.taker_fee(),
        .post_only = note.is_post_only != 0,
        .prevention = note.prevention(),
        .client_id = note.client_id(),
        .expiry = note.has_expiry ? expiry_.due(pool_, at) : Timestamp{},
        .special = special(at),
    };
}

std::vector<SlotIndex> Market::orders_of(AccountId account) const {
    std::vector<SlotIndex> open;
    for (const OrderId id : by_account_.candidates(account))
        if (const SlotIndex at = find(id); at != 0) open.push_back(at);
    if (by_account_.in_order(account)) return open;
    std::ranges::sort(open, {}, [this](SlotIndex at) { return pool_[at].id; });
    const auto repeated = std::ranges::unique(open);
    open.erase(repeated.begin(), repeated.end());
    return open;
}

void Market::restore(const Counters& counters, std::size_t open_orders) {
    ids_.restore(counters.last_order, open_orders);
    last_trade_ = counters.last_trade;
    last_prevention_ = counters.last_prevention;
    last_price_ = counters.last_price;
}

void Market::check_invariants() const {
    const std::size_t orders = check_side(Side::buy) + check_side(Side::sell) + waiting_.size();
    ENSURE(orders == pool_.open() && orders == ids_.size());
    ENSURE(!crossed() || calendar_.in_call());
    ENSURE(calendar_.phase != Phase::delisted || orders == 0);
    check_waiting();
    check_lists();
    reference_.check_invariants();
    ENSURE(terms_.tick_size == rules_.tick_size && terms_.lot_size == rules_.lot_size);
    ENSURE(book_.low() <= terms_.price_min && book_.high() >= terms_.price_max);
}

std::size_t Market::check_side(Side side) const {
    std::size_t orders = 0;
    for (Ticks price = book_.best(side); price != Ticks{}; price = book_.worse(side, price)) {
        const Level& level = book_.level(side, price);
        ENSURE(level.head != 0);
        std::uint64_t lots = 0;
        SlotIndex last = 0;
        for (SlotIndex at = level.head; at != 0; last = at, at = pool_[at].next, ++orders) {
            ENSURE(pool_[at].prev == last);
            check_order(at, side, price);
            lots += open_lots(at).value();
        }
        ENSURE(level.tail == last && level.lots == lots);
    }
    return orders;
}

void Market::check_order(SlotIndex at, Side side, Ticks price) const {
    ENSURE(pool_[at].side() == side && pool_[at].ticks() == price && !waits(at));
    ENSURE(pool_[at].lots != Lots{});
    const SpecialOrder* const beyond = special(at);
    // A slice may be larger than asked for after an uncross or an amend, not absent.
    ENSURE(beyond == nullptr || beyond->hidden == Lots{} || beyond->asked.visible != Lots{});
    check_indexes(at);
}

void Market::check_indexes(SlotIndex at) const {
    const OpenOrder order = describe(at);
    ENSURE(find(order.id) == at);
    ENSURE(order.client_id.empty() || find(order.account, order.client_id) == at);
    ENSURE(order.expiry == Timestamp{} || expiry_.soonest().due <= order.expiry);
    ENSURE(pool_[at].has_note == (!order.client_id.empty() || order.expiry != Timestamp{}));
}

}  // namespace divmid
