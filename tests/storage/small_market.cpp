// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/small_market.hpp"

#include <utility>

namespace divmid::storage {

namespace {

constexpr std::int64_t kUnit = 1'000'000;  // Of both assets, whose scale is 6.
constexpr std::int64_t kTick = 100;
constexpr std::int64_t kLot = 10'000;

ListMarket terms(Arena& arena) {
    ListMarket list;
    list.symbol = arena.add("DVMUSD");
    list.base = AssetId{1};
    list.quote = AssetId{2};
    list.tick_size = Price{kTick};
    list.lot_size = Quantity{kLot};
    list.price_min = Price{kTick};
    list.price_max = Price{1000 * kUnit};
    list.quantity_min = Quantity{kLot};
    list.quantity_max = Quantity{1000 * kUnit};
    list.open_orders_max = 200;
    list.maker_fee = Ppm{100};
    list.taker_fee = Ppm{200};
    return list;
}

}  // namespace

Tick SmallMarket::next() {
    if (ticks_++ == 0) return set_up();
    now_ = now_ + Duration{static_cast<std::int64_t>(1 + below(1000))};
    Tick tick;
    tick.time = now_;
    tick.nonce = random_();
    for (std::uint64_t commands = 1 + below(8); commands > 0; --commands) {
        const std::uint64_t kind = below(9);
        if (kind < 3)
            cancel(tick.commands);
        else if (kind == 3)
            replace(tick.commands);
        else
            place(tick.commands);
    }
    return tick;
}

Tick SmallMarket::set_up() {
    Tick tick;
    tick.time = now_;
    tick.nonce = random_();
    Commands& to = tick.commands;
    to.push(Started{});
    for (const char* symbol : {"DVM", "USD"}) to.push(ListAsset{to.arena.add(symbol), 6});
    to.push(terms(to.arena));
    for (std::uint32_t i = 0; i < kAccounts; ++i) {
        const AccountId account{kFirstUser.value() + i};
        to.push(OpenAccount{});
        AddKey key;
        key.account = account;
        key.scopes = kAllScopes;
        key.name = to.arena.add(std::string(63, 'k') + static_cast<char>('0' + i));
        to.push(key);
        for (const AssetId asset : {AssetId{1}, AssetId{2}})
            to.push(Deposit{account, asset, Amount{100'000 * kUnit}, to.arena.add("a gift")});
    }
    return tick;
}

AccountId SmallMarket::some_account() {
    return AccountId{kFirstUser.value() + static_cast<std::uint32_t>(below(kAccounts))};
}

void SmallMarket::place(Commands& to) {
    to.push(some_order(to.arena));
}

PlaceOrder SmallMarket::some_order(Arena& texts) {
    PlaceOrder order;
    order.account = some_account();
    order.key = KeyId{order.account.value() - kFirstUser.value() + 1};
    order.market = kMarket;
    order.side = below(2) == 0 ? Side::buy : Side::sell;
    order.price = Price{kTick * static_cast<std::int64_t>(9'990 + below(21))};
    order.quantity = Quantity{kLot * static_cast<std::int64_t>(1 + below(30))};
    const std::uint64_t kind = below(10);
    if (kind == 0) order.time_in_force = TimeInForce::immediate_or_cancel;
    if (kind == 1) {
        order.type = OrderType::market;
        order.price = Price{};
    }
    if (kind == 3) {
        order.type = OrderType::market_by_budget;
        order.price = Price{};
        order.quantity = Quantity{};
        // Below one lot, or for some.
        const std::uint64_t most = below(2) == 0 ? 9'000 : 90'000;
        order.budget_or_expiry = static_cast<std::int64_t>(1 + below(most));
    }
    if (kind == 2) {
        order.time_in_force = TimeInForce::good_till_date;
        order.budget_or_expiry = now_.value() + static_cast<std::int64_t>(1 + below(20'000));
    }
    ++placed_;
    if (below(2) == 0) order.client_id = texts.add("order-" + std::to_string(placed_));
    return order;
}

void SmallMarket::cancel(Commands& to) {
    if (below(20) == 0) {
        CancelAll all;
        all.account = some_account();
        all.key = KeyId{all.account.value() - kFirstUser.value() + 1};
        return to.push(all);
    }
    CancelOrder order;
    order.account = some_account();
    order.key = KeyId{order.account.value() - kFirstUser.value() + 1};
    order.market = kMarket;
    order.order = some_id();
    if (below(2) == 0) order.cancel_id = to.arena.add("cancel");
    if (below(4) != 0) return to.push(order);
    to.push(CancelOrderIf{.account = order.account,
                          .key = order.key,
                          .market = order.market,
                          .client_id = order.client_id,
                          .order = order.order,
                          .cancel_id = order.cancel_id,
                          .deadline = order.deadline,
                          .restriction = static_cast<CancelRestriction>(below(3))});
}

void SmallMarket::replace(Commands& to) {
    ReplaceOrder replace = ReplaceOrder::by(some_order(to.arena));
    replace.mode = static_cast<ReplaceMode>(below(2));
    replace.restriction = static_cast<CancelRestriction>(below(3));
    replace.replaced = some_id();
    replace.cancel_id = to.arena.add("replaced");
    to.push(replace);
}

OrderId SmallMarket::some_id() {
    return OrderId{placed_ < 40 ? 1 + below(40) : placed_ - below(40)};
}

}  // namespace divmid::storage
