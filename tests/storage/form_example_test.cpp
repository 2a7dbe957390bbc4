// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "storage/canonical/record_form.hpp"
#include "storage/digest.hpp"

namespace divmid::storage {

namespace {

/// The example of storage/README.md, as it is told there.
Record example() {
    Record record;
    record.sequence = Sequence{42};
    record.tick.time = Timestamp{1'700'000'000'000'000};
    record.tick.nonce = 0x0123'4567'89ab'cdef;
    PlaceOrder place;
    place.account = AccountId{100};
    place.key = KeyId{1};
    place.market = MarketId{1};
    place.side = Side::sell;
    place.client_id = record.tick.commands.arena.add("hello");
    place.price = Price{1'000'000};
    place.quantity = Quantity{70'000};
    record.tick.commands.push(place);
    record.events.begin_command();
    OrderAccepted accepted;
    accepted.order = OrderId{7};
    accepted.account = place.account;
    accepted.market = place.market;
    accepted.side = place.side;
    accepted.client_id = place.client_id;
    accepted.price = Ticks{10'000};
    accepted.lots = Lots{7};
    accepted.maker_fee = Ppm{100};
    accepted.taker_fee = Ppm{200};
    record.events.push(accepted);
    record.events.push(OrderRested{accepted.order, accepted.account, accepted.price, accepted.lots,
                                   accepted.market, accepted.side});
    return record;
}

/// The bytes of the code block after `heading`: of each line, what stands before two spaces.
std::string bytes_in_readme(const std::string& heading) {
    std::ifstream readme{DIVMID_STORAGE_README};
    REQUIRE(readme);
    std::string line;
    while (std::getline(readme, line) && line != heading) {
    }
    while (std::getline(readme, line) && line != "```text") {
    }
    std::string digits;
    while (std::getline(readme, line) && line != "```")
        for (const char c : line.substr(0, line.find("  ")))
            if (c != ' ') digits += c;
    std::string bytes;
    REQUIRE(from_hex(digits, digits.size() / 2, bytes));
    return bytes;
}

}  // namespace

TEST_CASE("the worked example of the documentation is what the code writes", "[record_form]") {
    std::string form;
    RecordEncoder{}.encode(example(), {.epoch = 1, .previous = {}}, form);
    CHECK(hex(form) == hex(bytes_in_readme("### The record")));
    CHECK(hex(Sha256{}.of(form)) == hex(bytes_in_readme("### Its digest")));
}

}  // namespace divmid::storage
