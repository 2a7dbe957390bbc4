// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "tests/engine/random_ticks.hpp"

namespace divmid {

namespace {

constexpr std::int64_t kSecond = 1'000'000;

}  // namespace

void RandomTicks::special_command(Commands& to) {
    auto topic = static_cast<Topic>(random_.below(kTopicNames.size()));
    for (int tries = 0; tries < 8 && !has(topic); ++tries)
        topic = static_cast<Topic>(random_.below(kTopicNames.size()));
    if (!has(topic)) return place(to);
    switch (topic) {
        case Topic::lists:
            return once_in(4) ? cancel_list(to) : list(to);
        case Topic::amends:
            return amend(to);
        case Topic::cancels:
            return cancel_many(to);
        case Topic::phases:
            return phase(to);
        case Topic::schedules:
            return schedule(to);
        case Topic::kills:
            return once_in(3) ? kill(to) : place(to);
        case Topic::dead_man:
            return dead_man(to);
        case Topic::sessions:
            return to.push(SessionEnded{SmallWorld::user(random_.below(SmallWorld::kUsers)),
                                        SessionId{random_.below(4)}});
        case Topic::busts:
            return bust(to);
        case Topic::tiers:
        case Topic::groups:
            return once_in(3) ? profile(to) : place(to);
        case Topic::filters:
        case Topic::band:
            return once_in(6) ? rules(to) : place(to);
        case Topic::icebergs:
        case Topic::pegs:
        case Topic::stops:
        case Topic::trailing:
        case Topic::numbers:
        case Topic::prevention:
            return place(to);
    }
}

Conditions RandomTicks::some_conditions(PlaceOrder& order) {
    Conditions conditions;
    if (has(Topic::icebergs) && once_in(4)) {
        conditions.visible = Quantity{20 * (1 + random_.below(4))};
        if (order.time_in_force != TimeInForce::good_till_date && !once_in(10))
            order.time_in_force = TimeInForce::good_till_canceled;
        if (once_in(30)) conditions.visible = Quantity{random_.below(500) - std::int64_t{20}};
    }
    if (has(Topic::stops) && once_in(3)) condition_stop(order, conditions);
    if (has(Topic::pegs) && once_in(5)) {
        conditions.peg = static_cast<Peg>(1 + random_.below(2));
        if (once_in(2)) conditions.peg_levels = static_cast<std::uint16_t>(random_.below(4));
        if (!once_in(10)) order.price = Price{};
    }
    if (has(Topic::sessions) && once_in(4)) conditions.session = SessionId{random_.below(4)};
    if (has(Topic::dead_man) && once_in(5)) conditions.keep = true;
    if (has(Topic::tiers) && once_in(20)) conditions.strategy = random_.below(1'000);
    return conditions;
}

void RandomTicks::condition_stop(PlaceOrder& order, Conditions& conditions) {
    conditions.trigger = static_cast<Trigger>(1 + random_.below(2));
    conditions.stop_price = some_price();
    if (order.type == OrderType::market_by_budget && !once_in(20)) {
        order.type = OrderType::market;
        order.quantity = some_quantity();
        order.budget_or_expiry = 0;
        order.price = Price{};
    }
    if (!has(Topic::trailing) || once_in(2)) return;
    conditions.trailing = 300 * random_.below(8);
    if (once_in(2)) conditions.stop_price = Price{};
}

void RandomTicks::list(Commands& to) {
    PlaceList list{};
    list.kind = static_cast<ListKind>(1 + random_.below(3));
    list.client_id = client_id(to.arena);
    const auto head = by_somebody<PlaceOrder>();
    const Side side = random_.side();
    const Quantity quantity = once_in(10) ? some_quantity() : Quantity{40 + 20 * random_.below(4)};
    PlaceConditional* gain = &list.first;
    PlaceConditional* loss = &list.second;
    if (list.kind != ListKind::one_cancels_other) {
        list.first = leg(head, side, quantity, to.arena);
        list.first.order.type = static_cast<OrderType>(random_.below(2));
        list.first.order.price = some_price();
        list.first.conditions = some_conditions(list.first.order);
        if (!once_in(10)) list.first.conditions.trigger = Trigger::none;
        if (list.first.conditions.trigger == Trigger::none) {
            list.first.conditions.stop_price = Price{};
            list.first.conditions.trailing = 0;
        }
        gain = &list.second;
        loss = &list.third;
    }
    const Side then = once_in(3) ? side : opposite(side);
    if (list.kind == ListKind::one_triggers_other) {
        list.second = PlaceConditional{some_order(to.arena), {}};
        PlaceOrder& next = list.second.order;
        next.account = head.account;
        next.key = head.key;
        next.market = head.market;
        next.deadline = head.deadline;
        next.validate_only = false;
        list.second.conditions = some_conditions(next);
        return to.push(list);
    }
    if (once_in(2)) std::swap(gain, loss);
    *gain = leg(head, then, quantity, to.arena);
    *loss = leg(head, then, quantity, to.arena);
    make_pair(*gain, *loss);
    to.push(list);
}

PlaceConditional RandomTicks::leg(const PlaceOrder& head, Side side, Quantity quantity,
                                  Arena& texts) {
    PlaceConditional leg{head, {}};
    leg.order.side = once_in(50) ? random_.side() : side;
    leg.order.quantity = once_in(50) ? some_quantity() : quantity;
    leg.order.client_id = client_id(texts);
    if (once_in(4)) {
        leg.order.time_in_force = TimeInForce::good_till_date;
        leg.order.budget_or_expiry = soon().value();
    }
    if (has(Topic::prevention))
        leg.order.self_trade_prevention = static_cast<SelfTradePrevention>(random_.below(5));
    return leg;
}

/// One takes a profit or rests for it, the other stops a loss, mostly on its side of the market.
void RandomTicks::make_pair(PlaceConditional& gain, PlaceConditional& loss) {
    const auto price = [&](bool above) {
        const std::int64_t ticks = above ? 12 + random_.below(5) : 7 + random_.below(5);
        return Price{ticks * SmallWorld::kTickSize.value()};
    };
    const bool gains_above = gain.order.side == Side::sell;
    gain.order.type = static_cast<OrderType>(random_.below(2));
    gain.order.price = price(gains_above);
    if (once_in(3)) {
        gain.conditions.trigger = Trigger::take_profit;
        gain.conditions.stop_price = price(gains_above);
    }
    loss.conditions.trigger = once_in(30) ? Trigger::take_profit : Trigger::stop_loss;
    loss.conditions.stop_price = price(!gains_above);
    loss.order.price = price(!gains_above);
    if (once_in(3) && loss.order.time_in_force == TimeInForce::good_till_canceled) {
        loss.order.type = OrderType::market;
        loss.order.price = Price{};
    }
    if (has(Topic::trailing) && once_in(4)) loss.conditions.trailing = 500 * random_.below(5);
    if (has(Topic::icebergs) && once_in(4) && gain.order.type != OrderType::market)
        gain.conditions.visible = Quantity{20 * (1 + random_.below(2))};
    if (has(Topic::pegs) && once_in(8)) {
        gain.order.price = Price{};
        gain.conditions.peg = static_cast<Peg>(1 + random_.below(2));
    }
}

void RandomTicks::amend(Commands& to) {
    auto amend = by_somebody<AmendOrder>();
    if (!once_in(4)) amend.order = some_id(amend.market);
    if (amend.order == OrderId{} || once_in(6)) amend.client_id = client_id(to.arena);
    if (once_in(4)) amend.new_client_id = client_id(to.arena);
    if (once_in(2)) amend.price = some_price();
    if (amend.price == Price{} || once_in(2)) amend.quantity = some_quantity();
    amend.keep_priority = once_in(5);
    if (once_in(40)) amend.price = Price{std::int64_t{random_.below(100)} - 20};
    if (once_in(40)) amend.quantity = Quantity{std::int64_t{random_.below(500)} - 20};
    to.push(amend);
}

void RandomTicks::cancel_many(Commands& to) {
    auto many = by_somebody<CancelMany>();
    if (once_in(3)) many.market = MarketId{};
    many.sides = static_cast<Sides>(random_.below(3));
    if (once_in(2)) many.price_min = some_price();
    if (once_in(2)) many.price_max = some_price();
    to.push(many);
}

void RandomTicks::cancel_list(Commands& to) {
    auto cancel = by_somebody<CancelList>();
    if (!once_in(4))
        cancel.list =
            ListId{newest_list_ - std::min<std::uint64_t>(newest_list_, random_.below(4))};
    if (cancel.list == ListId{} || once_in(6)) cancel.client_id = client_id(to.arena);
    to.push(cancel);
}

void RandomTicks::dead_man(Commands& to) {
    auto set = by_somebody<SetDeadMan>();
    set.timeout = Duration{once_in(4) ? 0 : random_.below(6) * kSecond / 2};
    if (once_in(20)) set.timeout = Duration{random_.below(2'000)};
    to.push(set);
}

void RandomTicks::number(Commands& to) {
    const std::uint32_t index = random_.below(SmallWorld::kUsers);
    Numbered numbered{};
    numbered.account = SmallWorld::user(once_in(50) ? 9 : index);
    numbered.key = once_in(30) ? KeyId{random_.below(keys_ + 2)} : SmallWorld::key(index);
    numbered.lane = static_cast<std::uint8_t>(once_in(30) ? 16 : random_.below(2));
    if (once_in(2)) ++newest_number_;
    numbered.number = newest_number_ - std::min<std::uint64_t>(newest_number_, random_.below(3));
    numbered.identity = random_.below(3);
    to.push(numbered);
}

void RandomTicks::kill(Commands& to) {
    SwitchKill kill{};
    kill.lifted = !once_in(3);
    const std::uint32_t index = random_.below(SmallWorld::kUsers);
    switch (random_.below(4)) {
        case 0:
            kill.market = once_in(20) ? MarketId{7} : some_market();
            break;
        case 1:
            kill.account = SmallWorld::user(index);
            if (once_in(20)) kill.market = some_market();
            break;
        case 2:
            kill.account = SmallWorld::user(index);
            kill.key = SmallWorld::key(once_in(20) ? 0 : index);
            break;
        default:
            break;
    }
    to.push(kill);
}

void RandomTicks::rules(Commands& to) {
    SetMarketRules set{};
    set.market = some_market();
    set.rules = SmallWorld::rules(set.market);
    MarketRules& next = set.rules;
    const auto millionths = [&] { return 50'000 * random_.below(8); };
    if (has(Topic::filters) && !once_in(3)) {
        next.open_orders_max = 2 + random_.below(8);
        next.algo_orders_max = 1 + random_.below(4);
        next.lists_max = random_.below(4);
        next.iceberg_parts_max = random_.below(8);
        next.trailing_above_max = 500 * (1 + random_.below(4));
        next.trailing_below_min = 100 * (1 + random_.below(4));
        if (once_in(2)) next.market_quantity_min = Quantity{20 * (1 + random_.below(5))};
        if (once_in(2)) next.market_quantity_max = Quantity{20 * (6 + random_.below(8))};
        if (once_in(2)) next.position_max = Quantity{1'000 + 100 * random_.below(20)};
        next.notional_min = Amount{10 * random_.below(6)};
        if (once_in(2)) next.notional_max = Amount{100 + 20 * random_.below(10)};
        next.notional_min_to_market = once_in(2);
        next.notional_max_to_market = once_in(2);
        next.preventions = static_cast<std::uint8_t>(random_.below(32) | 0b01001U);
    }
    if (has(Topic::band) || once_in(2)) {
        next.reference_bucket = Duration{(1 + random_.below(2)) * kSecond};
        next.reference_buckets = 2 + random_.below(4);
        if (!once_in(3)) next.first_reference = some_price();
    }
    if (has(Topic::band)) {
        if (!once_in(4)) next.band_below = millionths();
        if (!once_in(4)) next.band_above = millionths();
        next.band_calls_auction = has(Topic::phases) && once_in(3);
        next.auction_call_least = Duration{once_in(4) ? kSecond / 2 : kSecond};
    }
    if (has(Topic::filters) && once_in(2)) {
        next.bid_percent_min = 1'000'000 - millionths();
        next.bid_percent_max = 1'000'000 + millionths();
        next.ask_percent_min = 1'000'000 - millionths();
        next.ask_percent_max = 1'000'000 + millionths();
    }
    next.cancel_only_after_start = has(Topic::phases) && once_in(6);
    if (once_in(2)) next.maker_fee = Ppm{random_.below(100'000)};
    to.push(set);
}

void RandomTicks::phase(Commands& to) {
    SetPhase set{};
    set.market = once_in(30) ? MarketId{7} : some_market();
    if (once_in(3)) {
        set.phase = Phase::auction_call;
        if (once_in(2)) set.until = soon();
        if (once_in(4)) set.next = static_cast<Phase>(random_.below(6));
    } else if (once_in(3)) {
        set.phase = static_cast<Phase>(random_.below(6));
    }
    if (once_in(30)) set.until = soon();
    to.push(set);
}

void RandomTicks::schedule(Commands& to) {
    if (once_in(5)) return to.push(ClearSchedule{some_market()});
    SchedulePhase schedule{};
    schedule.market = some_market();
    schedule.at = soon();
    if (once_in(4)) schedule.every = Duration{60 * kSecond};
    if (once_in(2)) {
        schedule.phase = Phase::auction_call;
        schedule.lasts = Duration{random_.below(4) * kSecond};
        if (once_in(3)) schedule.next = static_cast<Phase>(random_.below(6));
    } else if (once_in(3)) {
        schedule.phase = static_cast<Phase>(random_.below(6));
    }
    to.push(schedule);
}

void RandomTicks::profile(Commands& to) {
    const AccountId account = SmallWorld::user(once_in(30) ? 9 : random_.below(SmallWorld::kUsers));
    if (has(Topic::groups) && (!has(Topic::tiers) || once_in(2)))
        return to.push(SetTradeGroup{account, TradeGroupId{random_.below(3)}});
    SetFeeTier tier{};
    tier.account = account;
    tier.lifted = once_in(3);
    if (!tier.lifted) {
        tier.maker_fee = Ppm{random_.below(100'001)};
        tier.taker_fee = Ppm{random_.below(once_in(10) ? 200'000 : 100'001)};
    }
    to.push(tier);
}

void RandomTicks::bust(Commands& to) {
    if (trades_.empty()) return;
    const Traded& traded = trades_[random_.below(static_cast<std::uint32_t>(trades_.size()))];
    const TradeExecuted& trade = traded.trade;
    const bool taker_buys = trade.taker_side == Side::buy;
    to.push(BustTrade{.market = trade.market,
                      .trade = once_in(30) ? TradeId{99'999} : trade.trade,
                      .buyer = taker_buys ? trade.taker : trade.maker,
                      .seller = taker_buys ? trade.maker : trade.taker,
                      .price = trade.price,
                      .lots = trade.lots,
                      .buyer_fee = taker_buys ? trade.taker_fee : trade.maker_fee,
                      .seller_fee = taker_buys ? trade.maker_fee : trade.taker_fee,
                      .traded = traded.at,
                      .note = once_in(20) ? TextRef{} : to.arena.add("wrong")});
}

}  // namespace divmid
