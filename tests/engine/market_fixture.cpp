// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/market_fixture.hpp"

#include <algorithm>
#include <type_traits>

namespace divmid::test {

MarketFixture::MarketFixture(const MarketSpec& spec, std::int64_t funds) {
    for (const std::string_view symbol : {"DVM", "USD"})
        send(ListAsset{.symbol = tick.commands.arena.add(symbol), .scale = 6});
    list(spec);
    for (const AccountId account : {kAlice, kBob, kCarol}) {
        send(OpenAccount{});
        const std::string name = "demokeyofaccount" + std::to_string(account.value());
        send(AddKey{.account = account,
                    .scopes = kAllScopes,
                    .algorithm = KeyAlgorithm::hmac_sha256,
                    .name = tick.commands.arena.add(name),
                    .public_key = {}});
        for (const AssetId asset : {kDvm, kUsd})
            if (funds > 0) deposit(account, asset, funds);
    }
}

const Record& MarketFixture::apply() {
    tick.time = Timestamp{std::max(tick.time.value(), exchange.time().value())};
    Record next = exchange.apply(std::move(tick));
    tick = exchange.recycle(std::exchange(record, std::move(next)));
    exchange.check_invariants();
    book_events();
    return record;
}

PlaceOrder MarketFixture::command(const Order& order) {
    const bool limit = order.type == OrderType::limit || order.type == OrderType::limit_maker;
    const bool by_budget = order.type == OrderType::market_by_budget;
    const MarketSpec steps;
    return {.account = order.account,
            .key = key_of(order.account),
            .market = kMarket,
            .side = order.side,
            .type = order.type,
            .time_in_force = order.time_in_force,
            .self_trade_prevention = {},
            .validate_only = false,
            .client_id = tick.commands.arena.add(order.client_id),
            .price = limit ? Price{order.price * steps.tick_size} : Price{},
            .quantity = by_budget ? Quantity{} : Quantity{order.lots * steps.lot_size},
            .budget_or_expiry = by_budget ? order.budget : order.expiry,
            .deadline = {}};
}

ListMarket MarketFixture::command(const MarketSpec& spec) {
    return {.symbol = tick.commands.arena.add(spec.symbol),
            .base = spec.base,
            .quote = spec.quote,
            .tick_size = Price{spec.tick_size},
            .lot_size = Quantity{spec.lot_size},
            .price_min = Price{spec.price_min},
            .price_max = Price{spec.price_max},
            .quantity_min = Quantity{spec.quantity_min},
            .quantity_max = Quantity{spec.quantity_max},
            .notional_min = Amount{spec.notional_min},
            .open_orders_max = spec.open_orders_max,
            .maker_fee = Ppm{spec.maker_fee},
            .taker_fee = Ppm{spec.taker_fee}};
}

const Record& MarketFixture::place(const Order& order) {
    return send(command(order));
}

const Record& MarketFixture::cancel(AccountId account, OrderId order) {
    return send(CancelOrder{.account = account,
                            .key = key_of(account),
                            .market = kMarket,
                            .client_id = {},
                            .order = order,
                            .cancel_id = {},
                            .deadline = {}});
}

const Record& MarketFixture::cancel(AccountId account, std::string_view client_id) {
    return send(CancelOrder{.account = account,
                            .key = key_of(account),
                            .market = kMarket,
                            .client_id = tick.commands.arena.add(client_id),
                            .order = {},
                            .cancel_id = {},
                            .deadline = {}});
}

const Record& MarketFixture::cancel_all(AccountId account, MarketId market) {
    return send(
        CancelAll{.account = account, .key = key_of(account), .market = market, .deadline = {}});
}

const Record& MarketFixture::deposit(AccountId account, AssetId asset, std::int64_t amount) {
    return send(Deposit{.account = account, .asset = asset, .amount = Amount{amount}, .note = {}});
}

const Record& MarketFixture::list(const MarketSpec& spec) {
    return send(command(spec));
}

Reject MarketFixture::refusal() const {
    const auto refused = record.events.all<CommandRefused>();
    return refused.empty() ? Reject::none : refused.front().reason;
}

std::int64_t MarketFixture::available(AccountId account, AssetId asset) const {
    return money(account, asset).available;
}

std::int64_t MarketFixture::held(AccountId account, AssetId asset) const {
    return money(account, asset).held;
}

MarketFixture::Money MarketFixture::money(AccountId account, AssetId asset) const {
    const auto found = money_.find({account, asset});
    return found == money_.end() ? Money{} : found->second;
}

void MarketFixture::add(const Posting& posting) {
    Money& money = money_[{posting.account, posting.asset}];
    money.available += posting.available.value();
    money.held += posting.held.value();
}

void MarketFixture::book_events() {
    const auto post = [this](const Posting& posting) { add(posting); };
    record.events.visit([&](std::size_t, const auto& event) {
        using Event = std::decay_t<decltype(event)>;
        if constexpr (std::is_same_v<Event, MarketListed>)
            terms_.push_back(terms_of(event));
        else if constexpr (std::is_same_v<Event, OrderAccepted>)
            last_order_ = event.order;
        else if constexpr (requires { each_posting(event, post); })
            each_posting(event, post);
        else if constexpr (requires { each_posting(event, terms_[0], post); })
            each_posting(event, terms_[market_of(event).value() - 1U], post);
    });
}

}  // namespace divmid::test
