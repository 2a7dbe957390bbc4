// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "engine/ledger/assets.hpp"
#include "engine/market/market.hpp"
#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice = MarketFixture::kAlice;
constexpr AccountId kBob = MarketFixture::kBob;
constexpr AccountId kCarol = MarketFixture::kCarol;
constexpr AssetId kUsd = MarketFixture::kUsd;

/// A market that is easy to offend, and an alice with one key for each offence.
struct StrictFixture : MarketFixture {
    StrictFixture()
        : MarketFixture{{.price_min = 1'000,
                         .price_max = 1'000'000,
                         .quantity_min = 20'000,
                         .quantity_max = 1'000'000,
                         .notional_min = 5'000,
                         .open_orders_max = 1}} {
        tick.time = Timestamp{1'000};
        apply();
        revoked = add_key(kBob, Scope::read);
        send(RevokeKey{.key = revoked});
        reads_only = add_key(kAlice, Scope::read);
    }

    KeyId add_key(AccountId account, Scope scope) {
        const std::string name = "anotherkeynumber" + std::to_string(keys_++);
        send(AddKey{.account = account,
                    .scopes = Scopes{static_cast<std::uint8_t>(scope)},
                    .algorithm = KeyAlgorithm::hmac_sha256,
                    .name = tick.commands.arena.add(name),
                    .public_key = {}});
        return record.events.all<KeyAdded>()[0].key;
    }

    /// What the order is refused with. The client id must be added again for each tick.
    Reject refusal_of(PlaceOrder order) {
        if (order.client_id.length != 0) order.client_id = tick.commands.arena.add("taken");
        send(order);
        return refusal();
    }

    KeyId revoked;
    KeyId reads_only;

private:
    int keys_ = 0;
};

}  // namespace

TEST_CASE("of several reasons to refuse an order the first one is told", "[refusals]") {
    StrictFixture market;
    market.place({.account = kAlice, .lots = 100, .price = 100, .client_id = "taken"});
    market.place({.account = kBob, .side = Side::sell, .lots = 100, .price = 200});
    market.send(StorageLow{});

    // Everything is wrong with it; then one thing after the other is put right.
    PlaceOrder order{.account = AccountId{999},
                     .key = KeyId{999},
                     .market = MarketId{9},
                     .side = Side::buy,
                     .type = OrderType::limit_maker,
                     .time_in_force = TimeInForce::fill_or_kill,
                     .self_trade_prevention = {},
                     .validate_only = false,
                     .client_id = TextRef{0, 5},
                     .price = Price{-50},
                     .quantity = Quantity{-50},
                     .budget_or_expiry = 1,
                     .deadline = Timestamp{1}};
    CHECK(market.refusal_of(order) == Reject::unknown_account);
    order.account = kAlice;
    CHECK(market.refusal_of(order) == Reject::unknown_market);
    order.market = MarketFixture::kMarket;
    CHECK(market.refusal_of(order) == Reject::deadline_passed);
    order.deadline = Timestamp{1'000};
    CHECK(market.refusal_of(order) == Reject::unknown_key);
    order.key = market.revoked;
    CHECK(market.refusal_of(order) == Reject::key_revoked);
    order.key = market.reads_only;
    order.account = kFees;
    CHECK(market.refusal_of(order) == Reject::key_of_other_account);
    order.account = kAlice;
    CHECK(market.refusal_of(order) == Reject::scope_missing);
    order.key = MarketFixture::key_of(kAlice);
    CHECK(market.refusal_of(order) == Reject::storage_low);
    market.send(StorageOk{});
    CHECK(market.refusal_of(order) == Reject::unsupported_combination);
    order.time_in_force = TimeInForce::good_till_date;
    CHECK(market.refusal_of(order) == Reject::expiry_passed);
    order.budget_or_expiry = 2'000;
    CHECK(market.refusal_of(order) == Reject::duplicate_client_id);
    order.client_id = {};
    CHECK(market.refusal_of(order) == Reject::price_not_positive);
    order.price = Price{50};
    CHECK(market.refusal_of(order) == Reject::price_below_min);
    order.price = Price{1'000'050};
    CHECK(market.refusal_of(order) == Reject::price_above_max);
    order.price = Price{20'050};
    CHECK(market.refusal_of(order) == Reject::price_off_tick);
    order.price = Price{20'000};
    CHECK(market.refusal_of(order) == Reject::quantity_not_positive);
    order.quantity = Quantity{50};
    CHECK(market.refusal_of(order) == Reject::quantity_below_min);
    order.quantity = Quantity{1'000'050};
    CHECK(market.refusal_of(order) == Reject::quantity_above_max);
    order.quantity = Quantity{200'050};
    CHECK(market.refusal_of(order) == Reject::quantity_off_lot);
    order.quantity = Quantity{200'000};
    CHECK(market.refusal_of(order) == Reject::notional_below_min);
    order.quantity = Quantity{1'000'000};
    CHECK(market.refusal_of(order) == Reject::too_many_open_orders);
    market.cancel(kAlice, "taken");
    CHECK(market.refusal_of(order) == Reject::would_take);
    order.price = Price{19'900};
    CHECK(market.refusal_of(order) == Reject::none);
}

TEST_CASE("a limit maker that would take is told so even without the money", "[refusals]") {
    MarketFixture market{{}, 0};
    market.deposit(kBob, MarketFixture::kDvm, 10'000);
    market.place({.account = kBob, .side = Side::sell});
    Order order{.account = kAlice, .type = OrderType::limit_maker};
    market.place(order);
    CHECK(market.refusal() == Reject::would_take);
    order.price = 99;
    market.place(order);
    CHECK(market.refusal() == Reject::insufficient_balance);
}

TEST_CASE("an empty book is told to an order by budget even without the money", "[refusals]") {
    MarketFixture market{{}, 0};
    const Order order{.account = kAlice, .type = OrderType::market_by_budget, .budget = 1'000};
    market.place(order);
    CHECK(market.refusal() == Reject::book_empty);
    market.deposit(kBob, MarketFixture::kDvm, 10'000);
    market.place({.account = kBob, .side = Side::sell});
    market.place(order);
    CHECK(market.refusal() == Reject::insufficient_balance);
}

TEST_CASE("fields that an order's kind has no use for are refused", "[refusals]") {
    MarketFixture market;
    const auto refusal = [&](PlaceOrder order) {
        market.send(order);
        return market.refusal();
    };
    PlaceOrder order = market.command(Order{.type = OrderType::market});
    order.price = Price{100};
    CHECK(refusal(order) == Reject::unsupported_combination);
    order = market.command(Order{.type = OrderType::market});
    order.time_in_force = TimeInForce::fill_or_kill;
    CHECK(refusal(order) == Reject::unsupported_combination);
    order = market.command(Order{.type = OrderType::market_by_budget, .budget = 100});
    order.quantity = Quantity{10'000};
    CHECK(refusal(order) == Reject::unsupported_combination);
    order = market.command(Order{.expiry = 5});
    CHECK(refusal(order) == Reject::unsupported_combination);
    order = market.command(Order{});
    order.type = static_cast<OrderType>(200);
    CHECK(refusal(order) == Reject::unsupported_combination);
    order = market.command(Order{});
    order.side = static_cast<Side>(7);
    CHECK(refusal(order) == Reject::unsupported_combination);
    order = market.command(Order{});
    order.client_id = market.tick.commands.arena.add(std::string(37, 'x'));
    CHECK(refusal(order) == Reject::unsupported_combination);
}

TEST_CASE("cancels are refused in the same order, and work while storage is low", "[refusals]") {
    StrictFixture market;
    market.place({.account = kAlice, .lots = 100, .price = 100});
    market.send(StorageLow{});
    CancelOrder cancel{.account = AccountId{999},
                       .key = KeyId{},
                       .market = MarketId{},
                       .client_id = {},
                       .order = OrderId{77},
                       .cancel_id = {},
                       .deadline = Timestamp{1}};
    const auto refusal = [&] {
        market.send(cancel);
        return market.refusal();
    };
    CHECK(refusal() == Reject::unknown_account);
    cancel.account = kCarol;
    CHECK(refusal() == Reject::unknown_market);
    cancel.market = MarketFixture::kMarket;
    CHECK(refusal() == Reject::deadline_passed);
    cancel.deadline = {};
    CHECK(refusal() == Reject::unknown_key);
    cancel.key = MarketFixture::key_of(kCarol);
    CHECK(refusal() == Reject::unknown_order);
    cancel.order = OrderId{1};
    CHECK(refusal() == Reject::unknown_order);  // Somebody else's.
    market.cancel(kAlice, OrderId{1});
    CHECK(market.refusal() == Reject::none);
}

TEST_CASE("an order named by both ids is cancelled only if both are its own", "[refusals]") {
    MarketFixture market;
    market.place({.account = kAlice, .client_id = "mine"});
    CancelOrder cancel{.account = kAlice,
                       .key = MarketFixture::key_of(kAlice),
                       .market = MarketFixture::kMarket,
                       .client_id = market.tick.commands.arena.add("another"),
                       .order = OrderId{1},
                       .cancel_id = {},
                       .deadline = {}};
    market.send(cancel);
    CHECK(market.refusal() == Reject::unknown_order);
    cancel.client_id = market.tick.commands.arena.add("mine");
    market.send(cancel);
    CHECK(market.refusal() == Reject::none);
}

TEST_CASE("a cancel of everything that finds nothing is refused", "[refusals]") {
    MarketFixture market;
    market.cancel_all(kAlice);
    CHECK(market.refusal() == Reject::unknown_order);
    market.cancel_all(kAlice, MarketId{});
    CHECK(market.refusal() == Reject::unknown_order);
    market.cancel_all(kAlice, MarketId{9});
    CHECK(market.refusal() == Reject::unknown_market);
}

TEST_CASE("a refused command changes nothing", "[refusals]") {
    MarketFixture market;
    market.place({.account = kAlice, .lots = 3, .client_id = "taken"});
    std::string before;
    market.exchange.save(before);
    market.place({.account = kAlice, .client_id = "taken"});
    std::string after;
    market.exchange.save(after);
    // All but the sequence, which follows the mark and the format.
    CHECK(before.substr(18) == after.substr(18));
}

TEST_CASE("every reason has a text of its own", "[refusals]") {
    std::set<std::string_view> texts;
    std::size_t reasons = 0;
    for (unsigned number = 0; number <= 255; ++number)
        if (const std::string_view told = text(static_cast<Reject>(number)); !told.empty()) {
            ++reasons;
            texts.insert(told);
            CHECK(told.back() != '.');
        }
    CHECK(reasons == 66);
    CHECK(texts.size() == reasons);
}

TEST_CASE("a market is listed only with sound terms", "[refusals]") {
    MarketFixture market;
    const auto refusal = [&](const MarketSpec& spec) {
        market.list(spec);
        return market.refusal();
    };
    CHECK(refusal({.symbol = "A", .base = AssetId{9}}) == Reject::unknown_asset);
    CHECK(refusal({.symbol = "A", .base = kUsd}) == Reject::unsupported_combination);
    CHECK(refusal({.symbol = "a/b"}) == Reject::symbol_malformed);
    CHECK(refusal({.symbol = ""}) == Reject::symbol_malformed);
    CHECK(refusal({.symbol = "DVMUSD"}) == Reject::symbol_taken);
    CHECK(refusal({.symbol = "A", .tick_size = 10, .lot_size = 10}) == Reject::steps_not_whole);
    CHECK(refusal({.symbol = "A", .tick_size = 0}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .price_min = 150}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .price_min = 200, .price_max = 100}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .price_max = 100LL << 31}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .quantity_min = 0}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .quantity_max = 10'000LL << 32}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .price_max = 100LL << 30, .quantity_max = 10'000LL << 24}) ==
          Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .notional_min = -1}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .open_orders_max = 0}) == Reject::limits_malformed);
    CHECK(refusal({.symbol = "A", .taker_fee = 100'001}) == Reject::fee_out_of_range);
    CHECK(refusal({.symbol = "A",
                   .price_max = 100LL << 30,
                   .quantity_max = 10'000LL << 23,
                   .taker_fee = 100'000}) == Reject::none);
}

TEST_CASE("assets, deposits and keys are refused for what is wrong with them", "[refusals]") {
    MarketFixture market;
    const auto list_asset = [&](std::string_view symbol, std::uint8_t scale) {
        market.send(ListAsset{.symbol = market.tick.commands.arena.add(symbol), .scale = scale});
        return market.refusal();
    };
    CHECK(list_asset("lower", 6) == Reject::symbol_malformed);
    CHECK(list_asset("USD", 13) == Reject::symbol_taken);
    CHECK(list_asset("EUR", 13) == Reject::scale_out_of_range);
    CHECK(list_asset("EUR", 12) == Reject::none);

    const auto deposit = [&](AccountId account, AssetId asset, std::int64_t amount) {
        market.deposit(account, asset, amount);
        return market.refusal();
    };
    CHECK(deposit(AccountId{999}, AssetId{9}, 0) == Reject::unknown_account);
    CHECK(deposit(kFees, AssetId{9}, 0) == Reject::unknown_asset);
    CHECK(deposit(kFees, kUsd, 0) == Reject::account_forbidden);
    CHECK(deposit(kAlice, kUsd, 0) == Reject::amount_not_positive);
    CHECK(deposit(kAlice, kUsd, std::int64_t{1} << 62) == Reject::balance_overflow);
    CHECK(deposit(kAlice, AssetId{3}, std::int64_t{1} << 62) == Reject::none);

    market.send(RevokeKey{.key = KeyId{77}});
    CHECK(market.refusal() == Reject::unknown_key);
    market.send(RevokeKey{.key = KeyId{1}});
    market.send(RevokeKey{.key = KeyId{1}});
    CHECK(market.refusal() == Reject::key_revoked);
}

TEST_CASE("there is a limit to assets and to markets", "[refusals]") {
    MarketFixture market;
    for (std::size_t i = 2; i < Assets::kMost; ++i)
        market.tick.commands.push(ListAsset{
            .symbol = market.tick.commands.arena.add("A" + std::to_string(i)), .scale = 0});
    for (std::size_t i = 1; i < Market::kMost; ++i)
        market.tick.commands.push(
            market.command(MarketSpec{.symbol = "M" + std::to_string(i), .price_max = 1'000}));
    market.apply();
    CHECK(market.refusal() == Reject::none);
    market.send(ListAsset{.symbol = market.tick.commands.arena.add("LAST"), .scale = 0});
    CHECK(market.refusal() == Reject::limit_reached);
    market.list({.symbol = "LAST"});
    CHECK(market.refusal() == Reject::limit_reached);
}

}  // namespace divmid::test
