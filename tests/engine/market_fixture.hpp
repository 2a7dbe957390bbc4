// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/exchange.hpp"
#include "engine/ledger/postings.hpp"
#include "engine/market_terms.hpp"

namespace divmid::test {

/// The demo market's terms: ticks of 0.0001 USD, lots of 0.01 DVM, so that one lot at a price of
/// one tick costs one smallest unit of USD. Prices from 1 to 1,000,000 ticks.
struct MarketSpec {
    std::string_view symbol = "DVMUSD";
    AssetId base{1};
    AssetId quote{2};
    std::int64_t tick_size = 100;
    std::int64_t lot_size = 10'000;
    std::int64_t price_min = 100;
    std::int64_t price_max = 100'000'000;
    std::int64_t quantity_min = 10'000;
    std::int64_t quantity_max = 10'000'000'000;
    std::int64_t notional_min = 0;
    std::uint32_t open_orders_max = 100'000;
    std::uint32_t maker_fee = 0;
    std::uint32_t taker_fee = 0;
};

/// An order in the market's steps. Only what matters in a test is written.
struct Order {
    AccountId account{100};
    Side side = Side::buy;
    std::int64_t lots = 1;
    std::int64_t price = 100;
    OrderType type = OrderType::limit;
    TimeInForce time_in_force = TimeInForce::good_till_canceled;
    std::string_view client_id = {};
    std::int64_t expiry = 0;
    std::int64_t budget = 0;
};

/// An exchange with DVM and USD, one market, and users that have plenty of both and a key each, the
/// same number for key and user: alice is account 100 with key 1, bob 101 with key 2, carol 102
/// with key 3. Every command is a tick of its own and the exchange's invariants are checked after.
class MarketFixture {
public:
    static constexpr AccountId kAlice{100};
    static constexpr AccountId kBob{101};
    static constexpr AccountId kCarol{102};
    static constexpr AssetId kDvm{1};
    static constexpr AssetId kUsd{2};
    static constexpr MarketId kMarket{1};
    static constexpr std::int64_t kPlenty = 1'000'000'000'000'000;

    explicit MarketFixture(const MarketSpec& spec = {}, std::int64_t funds = kPlenty);

    // One tick each; the record of it is valid until the next.
    const Record& place(const Order& order);
    const Record& cancel(AccountId account, OrderId order);
    const Record& cancel(AccountId account, std::string_view client_id);
    const Record& cancel_all(AccountId account, MarketId market = kMarket);
    const Record& deposit(AccountId account, AssetId asset, std::int64_t amount);
    const Record& list(const MarketSpec& spec);

    /// Applies a tick with one command made by hand.
    template <class Command>
    const Record& send(const Command& command) {
        tick.commands.push(command);
        return apply();
    }
    /// Applies the tick as it is filled so far.
    const Record& apply();

    /// The command as the fixture would send it, to be changed by hand. Texts go into `tick`.
    [[nodiscard]] PlaceOrder command(const Order& order);
    [[nodiscard]] ListMarket command(const MarketSpec& spec);
    [[nodiscard]] static KeyId key_of(AccountId account) { return KeyId{account.value() - 99}; }

    /// Why the last tick's only command was refused; none when it was not.
    [[nodiscard]] Reject refusal() const;
    /// Id of the last order that was accepted.
    [[nodiscard]] OrderId last_order() const { return last_order_; }
    [[nodiscard]] std::vector<TradeExecuted> trades() const { return all<TradeExecuted>(); }
    template <class Event>
    [[nodiscard]] std::vector<Event> all() const {
        const auto events = record.events.all<Event>();
        return {events.begin(), events.end()};
    }

    /// Available and held amounts, summed from the postings of all events so far.
    [[nodiscard]] std::int64_t available(AccountId account, AssetId asset) const;
    [[nodiscard]] std::int64_t held(AccountId account, AssetId asset) const;

    [[nodiscard]] const MarketTerms& terms() const { return terms_[0]; }

    Exchange exchange;
    Tick tick;      ///< The next one.
    Record record;  ///< The last one.

private:
    struct Money {
        std::int64_t available{};
        std::int64_t held{};
    };

    void book_events();
    [[nodiscard]] Money money(AccountId account, AssetId asset) const;
    void add(const Posting& posting);

    std::vector<MarketTerms> terms_;  ///< By market from 1.
    std::map<std::pair<AccountId, AssetId>, Money> money_;
    OrderId last_order_;
};

}  // namespace divmid::test
