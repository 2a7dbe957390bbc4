// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/user_client.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

/// Writes down what it hears.
class Diary final : public AccountListener {
public:
    Diary() : AccountListener{KeyId{}, TimeUnit::microseconds} {}
    void hear(std::string_view event) override { heard.emplace_back(event); }
    void key_ended() override {}

    std::vector<std::string> heard;
};

/// What the feed is made of, as a start makes it: empty.
struct Restarted {
    explicit Restarted(RunningDialect& exchange)
        : store{*storage::Store::open(directory.path() / "data")},
          history{*storage::RocksHistory::open(store, exchange.reactor, exchange.stage)} {}

    void apply(const Record& record) {
        time = record.tick.time;
        feed.apply(record);
        history->apply(record);
        projections.apply(record);
        feed.publish();
    }

    storage::TemporaryDirectory directory;
    storage::Store store;
    std::unique_ptr<storage::RocksHistory> history;
    Projections projections;
    Timestamp time;
    AccountFeed feed{projections, *history, [this] { return time; }};
};

void trade(RunningDialect& exchange, Random& random) {
    const Trader& trader = random.coin() ? exchange.alice : exchange.bob;
    exchange.place(trader, std::string{random.coin() ? "side=BUY" : "side=SELL"} +
                               "&type=LIMIT&timeInForce=GTC&quantity=2&price=1." +
                               std::to_string(1 + random.below(9)));
    exchange.clock.advance(std::chrono::milliseconds{1});
}

}  // namespace

TEST_CASE("events of the same records are the same after a restart, numbers and all",
          "[user_stream]") {
    RunningDialect exchange;
    Random random{7};
    for (int i = 0; i < 50; ++i) trade(exchange, random);
    Diary before;
    exchange.account_feed->add(exchange.alice.account, before);
    const std::size_t begun = exchange.log.size();
    for (int i = 0; i < 100; ++i) trade(exchange, random);
    exchange.account_feed->remove(exchange.alice.account, before);
    REQUIRE(before.heard.size() > 100);

    Restarted again{exchange};
    Diary after;
    for (std::size_t i = 0; i < exchange.log.size(); ++i) {
        if (i == begun) again.feed.add(exchange.alice.account, after);
        again.apply(exchange.log[i]);
    }
    again.feed.remove(exchange.alice.account, after);
    CHECK(after.heard == before.heard);
}

}  // namespace divmid::gateway
