// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/random_ticks.hpp"

#include <algorithm>
#include <string_view>

namespace divmid {

namespace {

constexpr Scopes kRead{static_cast<std::uint8_t>(Scope::read)};
constexpr std::size_t kTradesKept = 8;

}  // namespace

Tick RandomTicks::next() {
    Tick tick;
    now_ = now_ + Duration{random_.below(3) * 500'000};
    if (once_in(300)) now_ = now_ + Duration{90'000'000};
    tick.time = now_;
    tick.nonce = random_.next();
    for (std::uint32_t left = random_.below(5); left > 0; --left) command(tick.commands);
    return tick;
}

void RandomTicks::learn(const Record& record) {
    record.events.visit(Overloaded{
        [&](std::size_t, const OrderAccepted& event) {
            newest_.at(event.market.value()) = event.order.value();
        },
        [&](std::size_t, const ListAccepted& event) { newest_list_ = event.list.value(); },
        [&](std::size_t, const TradeExecuted& event) {
            trades_.push_back({event, record.tick.time});
        },
        [&](std::size_t, const AuctionTraded& event) {
            trades_.push_back({event.trade, record.tick.time});
        },
        [](std::size_t, const auto&) {},
    });
    if (trades_.size() > kTradesKept) trades_.erase(trades_.begin(), trades_.end() - kTradesKept);
}

void RandomTicks::command(Commands& to) {
    if (has(Topic::numbers) && once_in(8)) number(to);
    const std::uint32_t kind = random_.below(100);
    if (kind < 48)
        place(to);
    else if (kind < 70)
        special_command(to);
    else if (kind < 78)
        replace(to);
    else if (kind < 96)
        cancel(to);
    else
        administration(to);
}

TextRef RandomTicks::client_id(Arena& texts) {
    if (!once_in(3)) return {};
    const char letter = static_cast<char>('a' + random_.below(5));
    return texts.add(std::string_view{&letter, 1});
}

Timestamp RandomTicks::soon() {
    return now_ + Duration{(std::int64_t{random_.below(12)} - 2) * 500'000};
}

void RandomTicks::place(Commands& to) {
    PlaceOrder order = some_order(to.arena);
    const Conditions conditions = some_conditions(order);
    if (conditions == Conditions{})
        to.push(order);
    else
        to.push(PlaceConditional{order, conditions});
}

PlaceOrder RandomTicks::some_order(Arena& texts) {
    auto order = by_somebody<PlaceOrder>();
    order.side = random_.side();
    order.type = OrderType::limit;
    if (once_in(3)) order.type = static_cast<OrderType>(random_.below(4));
    if (once_in(3)) order.time_in_force = static_cast<TimeInForce>(random_.below(4));
    order.validate_only = once_in(20);
    order.client_id = client_id(texts);
    order.price = some_price();
    order.quantity = some_quantity();
    if (has(Topic::prevention) && !once_in(4))
        order.self_trade_prevention = static_cast<SelfTradePrevention>(random_.below(5));
    if (order.type >= OrderType::market && !once_in(20)) order.price = Price{};
    if (order.type == OrderType::market_by_budget && !once_in(20)) {
        order.quantity = Quantity{};
        order.budget_or_expiry = random_.below(900);
    }
    if (order.time_in_force == TimeInForce::good_till_date && order.type <= OrderType::limit_maker)
        order.budget_or_expiry = soon().value();
    if (once_in(30)) order.price = Price{std::int64_t{random_.below(100)} - 20};
    if (once_in(30)) order.quantity = Quantity{std::int64_t{random_.below(4'000)} - 20};
    if (once_in(100)) order.budget_or_expiry = random_.below(3);
    return order;
}

void RandomTicks::cancel(Commands& to) {
    if (once_in(12)) {
        auto all = by_somebody<CancelAll>();
        if (once_in(3)) all.market = MarketId{};
        to.push(all);
        return;
    }
    auto cancel = by_somebody<CancelOrder>();
    if (!once_in(3)) cancel.order = some_id(cancel.market);
    if (cancel.order == OrderId{} || once_in(6)) cancel.client_id = client_id(to.arena);
    if (!once_in(3)) return to.push(cancel);
    to.push(CancelOrderIf{.account = cancel.account,
                          .key = cancel.key,
                          .market = cancel.market,
                          .client_id = cancel.client_id,
                          .order = cancel.order,
                          .cancel_id = cancel.cancel_id,
                          .deadline = cancel.deadline,
                          .restriction = static_cast<CancelRestriction>(random_.below(3))});
}

void RandomTicks::replace(Commands& to) {
    PlaceOrder next = some_order(to.arena);
    const Conditions conditions = some_conditions(next);
    ReplaceOrder replace = ReplaceOrder::by(next);
    replace.mode = static_cast<ReplaceMode>(random_.below(2));
    if (once_in(3)) replace.restriction = static_cast<CancelRestriction>(random_.below(3));
    if (!once_in(3)) replace.replaced = some_id(next.market);
    // Often the same id for both.
    if (replace.replaced == OrderId{} || once_in(6))
        replace.replaced_client_id = once_in(2) ? next.client_id : client_id(to.arena);
    if (conditions == Conditions{})
        to.push(replace);
    else
        to.push(ReplaceConditional{replace, conditions});
}

OrderId RandomTicks::some_id(MarketId market) {
    const std::uint64_t newest = market.value() < newest_.size() ? newest_[market.value()] : 0;
    return OrderId{newest - std::min<std::uint64_t>(newest, random_.below(20))};
}

void RandomTicks::administration(Commands& to) {
    switch (random_.below(6)) {
        case 0:
            once_in(4) ? to.push(StorageLow{}) : to.push(StorageOk{});
            break;
        case 1:
            to.push(StorageOk{});
            break;
        case 2: {
            const AccountId account = SmallWorld::user(random_.below(SmallWorld::kUsers));
            SmallWorld::add_key(to, account, keys_++, once_in(2) ? SmallWorld::kTrade : kRead);
            break;
        }
        case 3:
            if (keys_ > SmallWorld::kUsers)
                to.push(RevokeKey{
                    KeyId{SmallWorld::kUsers + 1 + random_.below(keys_ - SmallWorld::kUsers)}});
            break;
        case 4:
            to.push(Started{});
            break;
        default: {
            const AssetId asset{static_cast<std::uint16_t>(1 + random_.below(3))};
            const AccountId account = SmallWorld::user(random_.below(SmallWorld::kUsers));
            to.push(Deposit{account, asset, Amount{1 + random_.below(300)}, TextRef{}});
        }
    }
}

}  // namespace divmid
