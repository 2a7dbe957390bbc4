// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/small_world.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace divmid {
namespace {

constexpr Scopes kTrade{static_cast<std::uint8_t>(Scope::trade)};
constexpr Scopes kRead{static_cast<std::uint8_t>(Scope::read)};

void add_key(Commands& to, AccountId account, std::uint32_t number, Scopes scopes) {
    const std::string digits = std::to_string(number);
    AddKey key{};
    key.account = account;
    key.scopes = scopes;
    key.name = to.arena.add("SmallWorldKey" + std::string(8 - digits.size(), '0') + digits);
    to.push(key);
}

void list_market(Commands& to, std::string_view symbol, AssetId base, Ppm maker_fee) {
    to.push(ListMarket{.symbol = to.arena.add(symbol),
                       .base = base,
                       .quote = AssetId{2},
                       .tick_size = SmallWorld::kTickSize,
                       .lot_size = SmallWorld::kLotSize,
                       .price_min = Price{5},
                       .price_max = Price{5'000},
                       .quantity_min = Quantity{40},
                       .quantity_max = Quantity{400},
                       .notional_min = Amount{30},
                       .open_orders_max = 6,
                       .maker_fee = maker_fee,
                       .taker_fee = Ppm{30'000}});
}

}  // namespace

Tick SmallWorld::founding() {
    Tick tick;
    tick.time = kBegin;
    Commands& to = tick.commands;
    for (const char* symbol : {"DVM", "USD", "EUR"})
        to.push(ListAsset{.symbol = to.arena.add(symbol), .scale = 2});
    list_market(to, "DVMUSD", AssetId{1}, Ppm{12'345});
    list_market(to, "EURUSD", AssetId{3}, Ppm{0});
    for (std::uint32_t i = 0; i < kUsers; ++i) to.push(OpenAccount{});
    for (std::uint32_t i = 0; i < kUsers; ++i) {
        add_key(to, user(i), i, kTrade);
        for (std::uint16_t asset = 1; asset <= kAssets; ++asset)
            to.push(Deposit{user(i), AssetId{asset}, Amount{1'500}, TextRef{}});
    }
    return tick;
}

PlaceOrder SmallWorld::place(const Limit& limit) {
    PlaceOrder order{};
    order.account = user(limit.user);
    order.key = key(limit.user);
    order.market = kMarkets[0];
    order.side = limit.side;
    order.type = OrderType::limit;
    order.time_in_force = limit.time_in_force;
    order.price = Price{limit.ticks * kTickSize.value()};
    order.quantity = Quantity{limit.lots * kLotSize.value()};
    return order;
}

Tick RandomTicks::next() {
    Tick tick;
    now_ = now_ + Duration{random_.below(3) * 500'000};
    tick.time = now_;
    tick.nonce = random_.next();
    for (std::uint32_t left = random_.below(5); left > 0; --left) command(tick.commands);
    return tick;
}

void RandomTicks::command(Commands& to) {
    const std::uint32_t kind = random_.below(100);
    if (kind < 60)
        place(to);
    else if (kind < 72)
        replace(to);
    else if (kind < 96)
        cancel(to);
    else
        administration(to);
}

template <class Command>
Command RandomTicks::by_somebody() {
    const std::uint32_t index = random_.below(SmallWorld::kUsers);
    Command command{};
    command.account = SmallWorld::user(once_in(100) ? 9 : index);
    command.key = once_in(50) ? KeyId{random_.below(keys_ + 2)} : SmallWorld::key(index);
    command.market = once_in(100) ? MarketId{7} : SmallWorld::kMarkets[random_.below(2)];
    if (once_in(30)) command.deadline = soon();
    return command;
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
    to.push(some_order(to.arena));
    ++placed_;
}

PlaceOrder RandomTicks::some_order(Arena& texts) {
    auto order = by_somebody<PlaceOrder>();
    order.side = random_.side();
    order.type = OrderType::limit;
    if (once_in(3)) order.type = static_cast<OrderType>(random_.below(4));
    if (once_in(3)) order.time_in_force = static_cast<TimeInForce>(random_.below(4));
    order.validate_only = once_in(20);
    order.client_id = client_id(texts);
    order.price = Price{5 * (8 + random_.below(9))};
    order.quantity = Quantity{20 * (1 + random_.below(12))};
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
    if (!once_in(3)) cancel.order = some_id();
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
    const PlaceOrder next = some_order(to.arena);
    ReplaceOrder replace = ReplaceOrder::by(next);
    replace.mode = static_cast<ReplaceMode>(random_.below(2));
    if (once_in(3)) replace.restriction = static_cast<CancelRestriction>(random_.below(3));
    if (!once_in(3)) replace.replaced = some_id();
    // Often the same id for both.
    if (replace.replaced == OrderId{} || once_in(6))
        replace.replaced_client_id = once_in(2) ? next.client_id : client_id(to.arena);
    to.push(replace);
    if (!once_in(3)) ++placed_;
}

OrderId RandomTicks::some_id() {
    // Six of ten are accepted, in one of two markets, and most young ones are open.
    const std::uint32_t newest = placed_ * 3 / 10;
    return OrderId{newest - std::min(newest, random_.below(30))};
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
            add_key(to, account, keys_++, once_in(2) ? kTrade : kRead);
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
