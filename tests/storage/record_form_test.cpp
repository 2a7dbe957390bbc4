// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/record_form.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "storage/canonical/record_header.hpp"
#include "tests/storage/arbitrary_record.hpp"

namespace divmid::storage {

namespace {

constexpr Link kLink{.epoch = 3, .previous = {1, 2, 3}};

std::string encoded(const Record& record) {
    std::string bytes;
    RecordEncoder{}.encode(record, kLink, bytes);
    return bytes;
}

bool reads_as(const std::string& bytes, const Record& record) {
    Record back;
    const auto link = RecordDecoder{}.decode(bytes, back);
    return link && *link == kLink && same(back, record);
}

Record sample() {
    return ArbitraryRecords{11}.next(12);
}

}  // namespace

TEST_CASE("any record is read back as it was written", "[record_form]") {
    RecordEncoder encoder;
    RecordDecoder decoder;
    CHECK(rc::check("round trip", [&](std::uint64_t seed) {
        ArbitraryRecords records{seed};
        Record back;
        for (const std::size_t size : {0U, 1U, 2U, 20U, 100U}) {
            const Record record = records.next(size);
            std::string bytes;
            encoder.encode(record, kLink, bytes);
            const auto link = decoder.decode(bytes, back);
            RC_ASSERT(link.has_value());
            RC_ASSERT(*link == kLink);
            RC_ASSERT(same(back, record));
        }
    }));
}

TEST_CASE("an empty record is read back", "[record_form]") {
    Record record;
    record.sequence = Sequence{1};
    CHECK(encoded(record).size() == RecordHeader::kSize);
    CHECK(reads_as(encoded(record), record));
}

TEST_CASE("the same record has the same bytes whatever was encoded before it", "[record_form]") {
    RecordEncoder used;
    std::string ignored;
    used.encode(ArbitraryRecords{5}.next(50), kLink, ignored);
    std::string bytes;
    used.encode(sample(), kLink, bytes);
    CHECK(bytes == encoded(sample()));
}

TEST_CASE("the tick of a record is read without its events", "[record_form]") {
    Record record = sample();
    Record back;
    REQUIRE(RecordDecoder{}.decode_tick(encoded(record), back));
    CHECK(back.events.empty());
    record.events.clear();
    CHECK(same(back, record));
}

TEST_CASE("a record cut at any length is corrupt", "[record_form]") {
    const std::string bytes = encoded(sample());
    Record back;
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const auto link = RecordDecoder{}.decode(bytes.substr(0, length), back);
        REQUIRE_FALSE(link);
        CHECK(link.error().fault == Fault::corrupt);
    }
}

TEST_CASE("a record with anything behind it is corrupt", "[record_form]") {
    Record back;
    CHECK_FALSE(RecordDecoder{}.decode(encoded(sample()) + '\0', back));
}

TEST_CASE("no changed bit reads as the same record", "[record_form]") {
    const Record record = sample();
    std::string bytes = encoded(record);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        char& byte = bytes[bit / 8];
        byte = static_cast<char>(byte ^ 1 << bit % 8);
        CHECK_FALSE(reads_as(bytes, record));
        byte = static_cast<char>(byte ^ 1 << bit % 8);
    }
    CHECK(reads_as(bytes, record));
}

TEST_CASE("a record of a newer format is told apart from a corrupt one", "[record_form]") {
    std::string bytes = encoded(sample());
    bytes[0] = kRecordFormat + 1;
    Record back;
    const auto link = RecordDecoder{}.decode(bytes, back);
    REQUIRE_FALSE(link);
    CHECK(link.error().fault == Fault::version);
}

}  // namespace divmid::storage
