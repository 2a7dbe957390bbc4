// SPDX-License-Identifier: Apache-2.0
#include "proto/convert_feed.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

namespace divmid::proto {
namespace {

template <class Number>
Number any() {
    return Number{*rc::gen::arbitrary<typename Number::rep>()};
}
template <class Number>
Number any_but_zero() {
    return Number{*rc::gen::nonZero<typename Number::rep>()};
}

Side any_side() {
    return *rc::gen::element(Side::buy, Side::sell);
}

Level any_level() {
    return {.price = any<Price>(), .quantity = any<Quantity>()};
}

std::vector<Level> any_levels() {
    std::vector<Level> levels(*rc::gen::inRange<std::size_t>(0, 20));
    for (Level& level : levels) level = any_level();
    return levels;
}

PublicMessage any_public() {
    const auto market = any_but_zero<MarketId>();
    const auto last = any_but_zero<UpdateId>();
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            return Trade{.market = market,
                         .trade = any_but_zero<TradeId>(),
                         .price = any<Price>(),
                         .quantity = any<Quantity>(),
                         .taker_side = any_side(),
                         .time = any<Timestamp>()};
        case 1:
            return LevelChange{
                .market = market, .update = last, .side = any_side(), .level = any_level()};
        case 2:
            return DepthDiff{.market = market,
                             .first = UpdateId{*rc::gen::inRange<std::uint64_t>(1, last.value())},
                             .last = last,
                             .bids = any_levels(),
                             .asks = any_levels(),
                             .time = any<Timestamp>()};
        default:
            return DepthSnapshot{
                .market = market, .last = last, .bids = any_levels(), .asks = any_levels()};
    }
}

PrivateMessage any_private() {
    if (*rc::gen::arbitrary<bool>())
        return Balance{.account = any_but_zero<AccountId>(),
                       .asset = any_but_zero<AssetId>(),
                       .available = any<Amount>(),
                       .held = any<Amount>(),
                       .sequence = any<Sequence>()};
    return OrderUpdate{.account = any<AccountId>(),
                       .market = any_but_zero<MarketId>(),
                       .order = any_but_zero<OrderId>(),
                       .client_id = std::string(*rc::gen::inRange<std::size_t>(0, 37), 'c'),
                       .side = any_side(),
                       .status = *rc::gen::element(ReportedStatus::open, ReportedStatus::expired),
                       .price = any<Price>(),
                       .quantity = any<Quantity>(),
                       .executed = any<Quantity>(),
                       .executed_quote = any<Amount>(),
                       .trade = any<TradeId>(),
                       .last_price = any<Price>(),
                       .last_quantity = any<Quantity>(),
                       .fee = any<Amount>(),
                       .maker = *rc::gen::arbitrary<bool>(),
                       .time = any<Timestamp>()};
}

/// Through bytes, as a client gets it.
template <class Message>
Message delivered(const Message& message) {
    Message arrived;
    RC_ASSERT(arrived.ParseFromString(message.SerializeAsString()));
    return arrived;
}

}  // namespace

TEST_CASE("any public message is the same after delivery", "[feed]") {
    CHECK(rc::check("public", [] {
        const PublicMessage message = any_public();
        const auto back = from_proto(delivered(to_proto(message)));
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == message);
    }));
}

TEST_CASE("any private message is the same after delivery", "[feed]") {
    CHECK(rc::check("private", [] {
        const PrivateMessage message = any_private();
        const auto back = from_proto(delivered(to_proto(message)));
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == message);
    }));
}

TEST_CASE("a feed message that means nothing is refused", "[feed]") {
    feed::Public message;
    CHECK(from_proto(message).error() == "no known message");
    CHECK(from_proto(feed::Private{}).error() == "no known message");

    SECTION("a market beyond 16 bits") {
        message.mutable_trade()->set_market(65'536);
        message.mutable_trade()->set_trade(1);
        CHECK(from_proto(message).error() == "malformed divmid.proto.feed.Trade");
    }
    SECTION("updates that run backwards") {
        message.mutable_depth_diff()->set_market(1);
        message.mutable_depth_diff()->set_first(5);
        message.mutable_depth_diff()->set_last(4);
        CHECK(from_proto(message).error() == "malformed divmid.proto.feed.DepthDiff");
    }
    SECTION("a change of no level") {
        message.mutable_level_change()->set_market(1);
        message.mutable_level_change()->set_update(1);
        CHECK(from_proto(message).error() == "malformed divmid.proto.feed.LevelChange");
    }
    SECTION("a side that nobody knows") {
        message.mutable_trade()->set_market(1);
        message.mutable_trade()->set_trade(1);
        CHECK(from_proto(message).has_value());
        message.mutable_trade()->set_taker_side(static_cast<feed::Side>(2));
        CHECK_FALSE(from_proto(message).has_value());
    }
    SECTION("a client id longer than any order has") {
        feed::Private report;
        report.mutable_order_update()->set_market(1);
        report.mutable_order_update()->set_order(1);
        report.mutable_order_update()->set_client_id(std::string(37, 'c'));
        CHECK(from_proto(report).error() == "malformed divmid.proto.feed.OrderUpdate");
    }
}

}  // namespace divmid::proto
