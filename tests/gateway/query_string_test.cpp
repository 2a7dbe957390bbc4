// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/query_string.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace divmid::gateway {
namespace {

std::string payload(RawRequest request) {
    std::string text;
    append_signed_payload(request, text);
    return text;
}

}  // namespace

TEST_CASE("parameters are taken from query and body, decoded, and the query wins",
          "[query_string]") {
    Parameters parameters;
    std::string scratch;
    parse_query_string({"symbol=DVMUSD&note=a%20b+c&side=BUY", "side=SELL&price=1.5"}, parameters,
                       scratch);
    CHECK(parameters.text("symbol") == "DVMUSD");
    CHECK(parameters.text("note") == "a b c");
    CHECK(parameters.text("side") == "BUY");
    CHECK(parameters.text("price") == "1.5");
    CHECK_FALSE(parameters.finish(true));
}

TEST_CASE("one name twice in one place is refused", "[query_string]") {
    std::string scratch;
    for (const RawRequest request : {RawRequest{"a=1&a=2", ""}, RawRequest{"", "a=1&a=1"}}) {
        Parameters parameters;
        parse_query_string(request, parameters, scratch);
        REQUIRE(parameters.failed());
        CHECK(parameters.fault().code == -1101);
    }
}

TEST_CASE("a malformed escape is refused", "[query_string]") {
    std::string scratch;
    for (const std::string_view query : {"a=%", "a=%1", "a=%zz", "%=1", "a=%-1"}) {
        Parameters parameters;
        parse_query_string({query, ""}, parameters, scratch);
        REQUIRE(parameters.failed());
        CHECK(parameters.fault().code == -1100);
    }
}

TEST_CASE("more parameters than there can be are refused", "[query_string]") {
    std::string query;
    for (int i = 0; i < 100; ++i) query += "p" + std::to_string(i) + "=1&";
    Parameters parameters;
    std::string scratch;
    parse_query_string({query, ""}, parameters, scratch);
    REQUIRE(parameters.failed());
    CHECK(parameters.fault().code == -1101);
}

TEST_CASE("the signed payload is query and body as received, without the signature",
          "[query_string]") {
    CHECK(payload({"b=2&a=%20&signature=ff", ""}) == "b=2&a=%20");
    CHECK(payload({"signature=ff&b=2", ""}) == "b=2");
    CHECK(payload({"b=2&signature=ff&a=1", ""}) == "b=2&a=1");
    CHECK(payload({"a=1", "b=2&signature=ff"}) == "a=1b=2");
    CHECK(payload({"", "b=2&signature=ff"}) == "b=2");
    CHECK(payload({"a=1&&b=2&", ""}) == "a=1&&b=2&");
    CHECK(payload({"signature=ff", ""}).empty());
}

TEST_CASE("encoding a value is what JavaScript's encodeURIComponent does", "[query_string]") {
    std::string text;
    append_encoded("aZ9-_.!~*'()", text);
    CHECK(text == "aZ9-_.!~*'()");
    text.clear();
    append_encoded("a/b:c d\xc3\xa9", text);
    CHECK(text == "a%2Fb%3Ac%20d%C3%A9");
}

}  // namespace divmid::gateway
