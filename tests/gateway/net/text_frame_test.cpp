// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "gateway/endpoint.hpp"

namespace divmid::gateway {

namespace {

std::string head_of(std::size_t size) {
    const std::string payload(size, 'x');
    const std::string frame = text_frame(payload);
    REQUIRE(frame.ends_with(payload));
    return frame.substr(0, frame.size() - size);
}

}  // namespace

TEST_CASE("a text frame writes its size in as few bytes as it fits", "[websocket]") {
    using namespace std::string_literals;
    CHECK(head_of(0) == "\x81\x00"s);
    CHECK(head_of(125) == "\x81\x7d"s);
    CHECK(head_of(126) == "\x81\x7e\x00\x7e"s);
    CHECK(head_of(65535) == "\x81\x7e\xff\xff"s);
    CHECK(head_of(65536) == "\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"s);
}

TEST_CASE("frames are appended one behind the other", "[websocket]") {
    std::string two;
    append_text_frame(two, "a");
    append_text_frame(two, "bc");
    CHECK(two == text_frame("a") + text_frame("bc"));
}

}  // namespace divmid::gateway
