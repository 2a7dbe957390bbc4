// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/special_market.hpp"

#include <algorithm>
#include <string>

#include "storage/each_trade.hpp"

namespace divmid::storage {

namespace {

constexpr std::int64_t kTick = 100;
constexpr std::int64_t kLot = 10'000;

KeyId key_of(AccountId account) {
    return KeyId{account.value() - kFirstUser.value() + 1};
}

}  // namespace

Tick SpecialMarket::next() {
    Tick tick = plain_.next();
    if (ticks_++ == 0)
        set_up(tick.commands);
    else
        for (std::uint64_t commands = below(5); commands > 0; --commands) add_some(tick.commands);
    return tick;
}

void SpecialMarket::saw(const Record& record) {
    orders_ += record.events.all<OrderAccepted>().size();
    each_trade(record.events, [&](const TradeExecuted& trade) {
        trade_ = trade;
        traded_ = record.tick.time;
    });
}

void SpecialMarket::set_up(Commands& to) {
    for (const std::uint32_t member : {0U, 1U})
        to.push(SetTradeGroup{AccountId{kFirstUser.value() + member}, TradeGroupId{7}});
}

void SpecialMarket::add_some(Commands& to) {
    const std::uint64_t kind = below(20);
    if (kind < 10) return place(to);
    if (kind < 14) return place_list(to);
    if (kind < 18) return amend(to);
    if (kind == 18) return bust(to);
    change_phase(to);
}

void SpecialMarket::place(Commands& to) {
    PlaceConditional place;
    place.order = some_order(to.arena);
    place.conditions = some_conditions(place.order);
    if (below(4) == 0) number(to, place.order);
    to.push(place);
}

void SpecialMarket::number(Commands& to, const PlaceOrder& order) {
    // Some come again, with the same payload or another one.
    if (numbers_ == 0 || below(3) != 0) ++numbers_;
    to.push(Numbered{.account = order.account,
                     .key = order.key,
                     .lane = 3,
                     .number = numbers_,
                     .identity = numbers_ * (1 + below(2))});
}

void SpecialMarket::place_list(Commands& to) {
    PlaceList list;
    list.kind = static_cast<ListKind>(1 + below(3));
    if (below(2) == 0) list.client_id = to.arena.add("list-" + std::to_string(++named_));
    list.first.order = some_order(to.arena);
    list.second.order = list.first.order;
    PlaceOrder& stop = list.second.order;
    list.first.order.type = OrderType::limit_maker;
    stop.type = OrderType::limit;
    stop.client_id = {};
    if (list.kind != ListKind::one_cancels_other) {
        list.first.order.type = OrderType::limit;
        stop.side = opposite(stop.side);
    }
    // A pair lies on both sides of where trading is.
    const bool buys = stop.side == Side::buy;
    const auto shifted = [&](std::int64_t ticks) {
        return Price{list.first.order.price.value() + (buys ? ticks : -ticks) * kTick};
    };
    stop.price = shifted(18);
    list.second.conditions.trigger = Trigger::stop_loss;
    list.second.conditions.stop_price = shifted(15);
    if (list.kind == ListKind::one_triggers_a_pair) {
        list.third.order = stop;
        list.third.order.type = OrderType::limit_maker;
        list.third.order.price = shifted(-15);
    }
    to.push(list);
}

void SpecialMarket::amend(Commands& to) {
    AmendOrder amend;
    amend.account =
        AccountId{kFirstUser.value() + static_cast<std::uint32_t>(below(SmallMarket::kAccounts))};
    amend.key = key_of(amend.account);
    amend.market = SmallMarket::kMarket;
    amend.order = some_id();
    if (below(2) == 0) amend.price = some_price();
    amend.quantity = Quantity{kLot * static_cast<std::int64_t>(1 + below(30))};
    if (below(3) == 0) amend.new_client_id = to.arena.add("order-" + std::to_string(++named_));
    to.push(amend);
}

void SpecialMarket::bust(Commands& to) {
    if (trade_.trade == TradeId{}) return;
    const bool taker_buys = trade_.taker_side == Side::buy;
    to.push(BustTrade{.market = trade_.market,
                      .trade = trade_.trade,
                      .buyer = taker_buys ? trade_.taker : trade_.maker,
                      .seller = taker_buys ? trade_.maker : trade_.taker,
                      .price = trade_.price,
                      .lots = trade_.lots,
                      .buyer_fee = taker_buys ? trade_.taker_fee : trade_.maker_fee,
                      .seller_fee = taker_buys ? trade_.maker_fee : trade_.taker_fee,
                      .traded = traded_,
                      .note = to.arena.add("a mistake")});
}

void SpecialMarket::change_phase(Commands& to) {
    in_call_ = !in_call_ && below(3) == 0;
    to.push(SetPhase{.market = SmallMarket::kMarket,
                     .phase = in_call_ ? Phase::auction_call : Phase::continuous,
                     .until = {},
                     .next = {},
                     .note = to.arena.add("a call")});
}

PlaceOrder SpecialMarket::some_order(Arena& texts) {
    PlaceOrder order;
    order.account =
        AccountId{kFirstUser.value() + static_cast<std::uint32_t>(below(SmallMarket::kAccounts))};
    order.key = key_of(order.account);
    order.market = SmallMarket::kMarket;
    order.side = below(2) == 0 ? Side::buy : Side::sell;
    order.price = some_price();
    order.quantity = Quantity{kLot * static_cast<std::int64_t>(1 + below(30))};
    order.self_trade_prevention = static_cast<SelfTradePrevention>(below(5));
    if (below(2) == 0) order.client_id = texts.add("order-" + std::to_string(++named_));
    return order;
}

Conditions SpecialMarket::some_conditions(PlaceOrder& order) {
    Conditions conditions;
    if (below(3) == 0) conditions.strategy = static_cast<std::int64_t>(below(1'000'000));
    const std::uint64_t kind = below(6);
    if (kind == 0) conditions.visible = Quantity{order.quantity.value() / kLot / 4 * kLot + kLot};
    if (kind == 1) {
        conditions.peg = Peg::primary;
        conditions.peg_levels = static_cast<std::uint16_t>(below(3));
        order.price = {};
    }
    if (kind >= 2 && kind < 5) {
        const bool is_stop = below(2) == 0;
        conditions.trigger = is_stop ? Trigger::stop_loss : Trigger::take_profit;
        conditions.stop_price = some_price();
        if (below(3) == 0) conditions.trailing = static_cast<std::uint32_t>(10 + below(40));
        if (conditions.trailing != 0 && below(2) == 0) conditions.stop_price = {};
        if (below(3) == 0) {
            order.type = OrderType::market;
            order.price = {};
        }
    }
    return conditions;
}

OrderId SpecialMarket::some_id() {
    return OrderId{orders_ < 60 ? 1 + below(60) : orders_ - below(60)};
}

Price SpecialMarket::some_price() {
    return Price{kTick * static_cast<std::int64_t>(9'990 + below(21))};
}

}  // namespace divmid::storage
