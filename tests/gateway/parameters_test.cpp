// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/parameters.hpp"

#include <catch2/catch.hpp>

namespace divmid::gateway {
namespace {

Parameters sent(std::string_view name, std::string_view value) {
    Parameters parameters;
    parameters.add(name, value);
    return parameters;
}

template <class Read>
int fault_of(std::string_view name, std::string_view value, Read read) {
    Parameters parameters = sent(name, value);
    read(parameters);
    return parameters.failed() ? parameters.fault().code : 0;
}

}  // namespace

TEST_CASE("what is missing, empty or malformed has a code each", "[parameters]") {
    const auto price = [](Parameters& parameters) { (void)parameters.decimal("price", 2); };
    CHECK(fault_of("price", "1.25", price) == 0);
    CHECK(fault_of("cost", "1", price) == -1102);
    CHECK(fault_of("price", "", price) == -1102);
    CHECK(fault_of("price", "one", price) == -1100);
    CHECK(fault_of("price", "1.255", price) == -1111);
    CHECK(fault_of("price", "99999999999999999999", price) == -1108);

    const auto id = [](Parameters& parameters) { (void)parameters.maybe_integer("orderId"); };
    CHECK(fault_of("orderId", "9", id) == 0);
    CHECK(fault_of("orderId", "", id) == -1105);
    CHECK(fault_of("orderId", "-9", id) == -1100);
    CHECK(fault_of("orderId", "99999999999999999999", id) == -1108);
}

TEST_CASE("a client order id has 1 to 36 of the allowed characters", "[parameters]") {
    const auto read = [](Parameters& parameters) { (void)parameters.maybe_client_id("id"); };
    CHECK(fault_of("id", ".A-Z:/a-z0-9_-", read) == 0);
    CHECK(fault_of("id", "123456789012345678901234567890123456", read) == 0);
    CHECK(fault_of("id", "1234567890123456789012345678901234567", read) == -1100);
    CHECK(fault_of("id", "a b", read) == -1100);
    CHECK(fault_of("id", "a;b", read) == -1100);
    CHECK(fault_of("id", "\xc3\xa9", read) == -1100);
    CHECK(fault_of("id", "", read) == -1105);
}

TEST_CASE("limits and flags take their values and no other", "[parameters]") {
    CHECK(sent("limit", "5000").limit(100, 5000) == 5000);
    CHECK(Parameters{}.limit(100, 5000) == 100);
    const auto limit = [](Parameters& parameters) { (void)parameters.limit(100, 5000); };
    CHECK(fault_of("limit", "0", limit) == -1130);
    CHECK(fault_of("limit", "5001", limit) == -1130);
    CHECK(sent("x", "true").flag("x", false));
    CHECK_FALSE(sent("x", "false").flag("x", true));
    CHECK(Parameters{}.flag("x", true));
    CHECK(fault_of("x", "yes", [](Parameters& parameters) { (void)parameters.flag("x", false); }) ==
          -1130);
}

TEST_CASE("a parameter that nobody reads is refused, and the first fault is the one told",
          "[parameters]") {
    Parameters parameters;
    parameters.add("symbol", "DVMUSD");
    parameters.add("quantiy", "1");
    (void)parameters.text("symbol");
    CHECK(parameters.finish(true)->code == -1104);
    CHECK(parameters.finish(true)->message ==
          "Not all sent parameters were read; read '1' parameter(s) but was sent '2'.");
    CHECK(parameters.finish(false)->code == -1101);
    (void)parameters.text("quantity");
    CHECK(parameters.finish(true)->code == -1102);
}

}  // namespace divmid::gateway
