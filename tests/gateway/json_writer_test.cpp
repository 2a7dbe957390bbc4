// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/json_writer.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace divmid::gateway {

TEST_CASE("JSON is appended with its commas where they belong", "[json]") {
    std::string text;
    JsonWriter json{text};
    json.begin_object().member("a").number(1).member("b").begin_array();
    json.text("x").decimal(1250, 2).boolean(false).begin_object().end_object().end_array();
    json.member("c").raw("null").end_object();
    CHECK(text == R"({"a":1,"b":["x","12.50",false,{}],"c":null})");
}

TEST_CASE("no text of a client breaks out of its string", "[json]") {
    std::string text;
    append_json_string(text, "\"\\\n\r\t\x01\x1f/\xc3\xa9");
    CHECK(text == "\"\\\"\\\\\\n\\r\\t\\u0001\\u001f/\xc3\xa9\"");
}

}  // namespace divmid::gateway
