// SPDX-License-Identifier: Apache-2.0
#include "proto/convert_record.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "storage/canonical/bits.hpp"
#include "storage/canonical/record_form.hpp"
#include "tests/storage/arbitrary_record.hpp"

namespace divmid::proto {
namespace {

/// Of those that storage tests with, one that could be in a log.
Record arbitrary_record(std::uint64_t seed, std::size_t size) {
    Record record = storage::ArbitraryRecords{seed}.next(size);
    if (record.sequence == Sequence{}) record.sequence = Sequence{1};
    if (record.tick.time < Timestamp{}) record.tick.time = Timestamp{};
    for (std::uint8_t& byte : record.digest) byte = static_cast<std::uint8_t>(seed >> (seed % 50));
    return record;
}

Record sample() {
    Record record;
    record.sequence = Sequence{7};
    record.tick.time = Timestamp{1'700'000'000'000'000};
    record.tick.nonce = ~std::uint64_t{0};
    Commands& commands = record.tick.commands;
    const TextRef id = commands.arena.add("first");
    commands.push(PlaceOrder{.account = AccountId{100},
                             .key = KeyId{2},
                             .market = MarketId{1},
                             .side = Side::sell,
                             .client_id = id,
                             .price = Price{1'600'000},
                             .quantity = Quantity{10'000},
                             .deadline = Timestamp{}});
    record.events.begin_command();
    record.events.push(OrderAccepted{.order = OrderId{9},
                                     .account = AccountId{100},
                                     .market = MarketId{1},
                                     .side = Side::sell,
                                     .client_id = id,
                                     .price = Ticks{16'000},
                                     .lots = Lots{1},
                                     .maker_fee = Ppm{},
                                     .taker_fee = Ppm{}});
    return record;
}

std::string fault(const journal::Record& message) {
    const auto record = from_proto(message);
    REQUIRE_FALSE(record);
    return record.error();
}

std::string canonical(const Record& record) {
    std::string bytes;
    storage::RecordEncoder{}.encode(record, {}, bytes);
    return bytes;
}

}  // namespace

TEST_CASE("any record is the same after a journey as Protobuf bytes", "[proto]") {
    CHECK(rc::check("round trip", [](std::uint64_t seed) {
        for (const std::size_t size : {0U, 1U, 20U, 100U}) {
            const Record record = arbitrary_record(seed, size);
            journal::Record arrived;
            RC_ASSERT(arrived.ParseFromString(to_proto(record).SerializeAsString()));
            const auto back = from_proto(arrived);
            RC_ASSERT(back.has_value());
            RC_ASSERT(storage::same(*back, record));
            RC_ASSERT(back->digest == record.digest);
            RC_ASSERT(canonical(*back) == canonical(record));
        }
    }));
}

TEST_CASE("damaged Protobuf bytes are refused or are another sound record", "[proto]") {
    CHECK(rc::check("damage", [](std::uint64_t seed, std::uint32_t at, std::uint8_t flip) {
        std::string bytes = to_proto(arbitrary_record(seed, 20)).SerializeAsString();
        bytes[at % bytes.size()] = static_cast<char>(bytes[at % bytes.size()] ^ flip);
        journal::Record arrived;
        if (!arrived.ParseFromString(bytes)) return;
        const auto back = from_proto(arrived);
        if (!back) return;
        const auto again = from_proto(to_proto(*back));
        RC_ASSERT(again.has_value());
        RC_ASSERT(storage::same(*again, *back));
    }));
}

TEST_CASE("a record is one line of JSON that names what happened", "[proto]") {
    const auto line = to_json_line(sample());
    REQUIRE(line);
    CHECK(line->find('\n') == std::string::npos);
    CHECK_THAT(*line, Catch::StartsWith("{\"sequence\":\"7\",\"rulesVersion\":1,"));
    CHECK_THAT(*line, Catch::Contains("{\"command\":{\"placeOrder\":{\"account\":100,\"key\":2,"
                                      "\"market\":1,\"side\":\"SELL\",\"type\":\"LIMIT\","));
    CHECK_THAT(*line, Catch::Contains("\"clientId\":\"first\",\"price\":\"1600000\""));
    CHECK_THAT(*line, Catch::Contains("\"events\":[{\"orderAccepted\":{\"order\":\"9\","));
}

TEST_CASE("a message that is no record is refused with the reason", "[proto]") {
    journal::Record message = to_proto(sample());

    SECTION("sequence") {
        message.set_sequence(0);
        CHECK(fault(message) == "sequence is zero");
    }
    SECTION("rules version") {
        message.set_rules_version(65'536);
        CHECK(fault(message) == "rules_version too large");
    }
    SECTION("time") {
        message.set_time(-1);
        CHECK(fault(message) == "time before 1970");
    }
    SECTION("digest") {
        message.set_digest("short");
        CHECK(fault(message) == "digest is not 32 bytes");
    }
    SECTION("a turn without a command") {
        message.add_turns();
        CHECK(fault(message) == "malformed command");
    }
    SECTION("an unknown name") {
        message.mutable_turns(0)->mutable_command()->mutable_place_order()->set_side(
            static_cast<journal::Side>(2));
        CHECK(fault(message) == "malformed command");
    }
    SECTION("a number too large for its type") {
        message.mutable_turns(0)->mutable_command()->mutable_place_order()->set_market(65'536);
        CHECK(fault(message) == "malformed command");
    }
    SECTION("a text that the arena does not hold") {
        message.mutable_turns(0)->mutable_command()->mutable_place_order()->set_client_id("other");
        CHECK(fault(message) == "malformed command");
    }
    SECTION("a text beyond the arena") {
        message.set_text_offsets(1, std::numeric_limits<std::uint32_t>::max());
        CHECK(fault(message) == "malformed event");
    }
    SECTION("an event of no kind") {
        message.add_timer_events();
        CHECK(fault(message) == "malformed timer event");
    }
    SECTION("an offset too many") {
        message.add_text_offsets(0);
        CHECK(fault(message) == "text_offsets without a text");
    }
}

TEST_CASE("every refusal that the log may hold has a name in Protobuf, and no other", "[proto]") {
    for (std::uint64_t number = 0; number < 256; ++number) {
        Reject reason{};
        INFO(number);
        CHECK(storage::from_bits(number, reason) ==
              journal::Reject_IsValid(static_cast<int>(number)));
    }
}

}  // namespace divmid::proto
