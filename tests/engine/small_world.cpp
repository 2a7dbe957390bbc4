// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/small_world.hpp"

#include <string>
#include <string_view>

namespace divmid {
namespace {

constexpr std::array kMakerFees{Ppm{12'345}, Ppm{0}};

void list_market(Commands& to, std::string_view symbol, AssetId base, MarketId market) {
    const MarketRules rules = SmallWorld::rules(market);
    to.push(ListMarket{.symbol = to.arena.add(symbol),
                       .base = base,
                       .quote = AssetId{2},
                       .tick_size = rules.tick_size,
                       .lot_size = rules.lot_size,
                       .price_min = rules.price_min,
                       .price_max = rules.price_max,
                       .quantity_min = rules.quantity_min,
                       .quantity_max = rules.quantity_max,
                       .notional_min = rules.notional_min,
                       .open_orders_max = rules.open_orders_max,
                       .maker_fee = rules.maker_fee,
                       .taker_fee = rules.taker_fee});
}

}  // namespace

Tick SmallWorld::founding() {
    Tick tick;
    tick.time = kBegin;
    Commands& to = tick.commands;
    for (const char* symbol : {"DVM", "USD", "EUR"})
        to.push(ListAsset{.symbol = to.arena.add(symbol), .scale = 2});
    list_market(to, "DVMUSD", AssetId{1}, kMarkets[0]);
    list_market(to, "EURUSD", AssetId{3}, kMarkets[1]);
    for (std::uint32_t i = 0; i < kUsers; ++i) to.push(OpenAccount{});
    for (std::uint32_t i = 0; i < kUsers; ++i) {
        add_key(to, user(i), i, kTrade);
        for (std::uint16_t asset = 1; asset <= kAssets; ++asset)
            to.push(Deposit{user(i), AssetId{asset}, Amount{1'500}, TextRef{}});
    }
    return tick;
}

void SmallWorld::add_key(Commands& to, AccountId account, std::uint32_t number, Scopes scopes) {
    const std::string digits = std::to_string(number);
    AddKey key{};
    key.account = account;
    key.scopes = scopes;
    key.name = to.arena.add("SmallWorldKey" + std::string(8 - digits.size(), '0') + digits);
    to.push(key);
}

MarketRules SmallWorld::rules(MarketId market) {
    MarketRules rules;
    rules.tick_size = kTickSize;
    rules.price_min = Price{5};
    rules.price_max = Price{5'000};
    rules.lot_size = kLotSize;
    rules.quantity_min = Quantity{40};
    rules.quantity_max = Quantity{400};
    rules.notional_min = Amount{30};
    rules.open_orders_max = 6;
    rules.algo_orders_max = 200;
    rules.lists_max = 20;
    rules.iceberg_parts_max = 10;
    rules.trailing_above_min = rules.trailing_below_min = 10;
    rules.trailing_above_max = rules.trailing_below_max = 2'000;
    rules.default_prevention = SelfTradePrevention::expire_maker;
    rules.preventions = 0b11111;
    rules.bust_within = Duration{86'400'000'000};
    rules.maker_fee = kMakerFees[market.value() - 1U];
    rules.taker_fee = Ppm{30'000};
    return rules;
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

}  // namespace divmid
