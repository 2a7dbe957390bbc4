// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/messages.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "gateway/net/pulled.hpp"
#include "tests/gateway/net/client_frames.hpp"

namespace divmid::gateway::net {

namespace {

constexpr std::size_t kMost = 16 << 10;

std::string told(const Message& message) {
    const auto code = static_cast<unsigned>(message.code);
    switch (message.kind) {
        case Message::Kind::starved:
            return "starved";
        case Message::Kind::text:
            return fmt::format("text {}", message.payload);
        case Message::Kind::ping:
            return fmt::format("ping {}", message.payload);
        case Message::Kind::pong:
            return fmt::format("pong {}", message.payload);
        case Message::Kind::close:
            return fmt::format("close {} {}", code, message.payload);
        case Message::Kind::broken:
            return fmt::format("broken {}", code);
    }
    return "?";
}

/// What is said in bytes that arrive in pieces of a size, each thing followed by a bar.
std::string said(std::string bytes, std::size_t piece) {
    Input input;
    Pulled<Message> source{messages(frames(input, kMost), kMost)};
    std::string all;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const std::size_t size = std::min(piece, bytes.size() - at);
        input.arrived({bytes.data() + at, size});
        for (;;) {
            const Message* message = source.next();
            if (!message) return all;
            if (message->kind == Message::Kind::starved) break;
            all += told(*message) + "|";
        }
        input.keep();
    }
    return all;
}

struct Case {
    std::string what;
    std::string bytes;
    std::string expected;
};

std::string text(std::string_view payload, bool last = true) {
    return encode({.opcode = kText, .payload = payload, .last = last});
}
std::string more(std::string_view payload, bool last = true) {
    return encode({.opcode = kContinuation, .payload = payload, .last = last});
}
std::string ping(std::string_view payload, bool last = true) {
    return encode({.opcode = kPing, .payload = payload, .last = last});
}
std::string closing(std::string_view payload) {
    return encode({.opcode = kClose, .payload = payload});
}

std::vector<Case> well_formed() {
    const std::string long125(125, 'a');
    const std::string long126(126, 'b');
    const std::string long65535 = std::string(kMost, 'c');
    return {
        {"an empty text", text(""), "text |"},
        {"a short text", text("hello"), "text hello|"},
        {"seven bits of size", text(long125), "text " + long125 + "|"},
        {"sixteen bits of size", text(long126), "text " + long126 + "|"},
        {"a text at the limit", text(long65535), "text " + long65535 + "|"},
        {"two texts", text("a") + text("b"), "text a|text b|"},
        {"two fragments", text("a", false) + more("b"), "text ab|"},
        {"three fragments", text("a", false) + more("b", false) + more("c"), "text abc|"},
        {"empty fragments", text("", false) + more("", false) + more("x"), "text x|"},
        {"a ping between fragments", text("a", false) + ping("p") + more("b"), "ping p|text ab|"},
        {"a character split over fragments", text("\xe2\x82", false) + more("\xac"),
         "text \xe2\x82\xac|"},
        {"four-byte characters", text("\xf0\x9f\x98\x80"), "text \xf0\x9f\x98\x80|"},
        {"an empty ping", ping(""), "ping |"},
        {"the largest ping", ping(long125), "ping " + long125 + "|"},
        {"an unasked pong", encode({.opcode = kPong, .payload = "x"}), "pong x|"},
        {"a close without code", closing(""), "close 1005 |"},
        {"a close with code", closing(close_payload(1000)), "close 1000 |"},
        {"a close with reason", closing(close_payload(1001, "bye")), "close 1001 bye|"},
        {"a private close code", closing(close_payload(4999)), "close 4999 |"},
        {"nothing is read after a close", closing("") + text("x"), "close 1005 |"},
    };
}

std::vector<Case> violations() {
    std::vector<Case> cases{
        {"an unmasked frame", encode({.payload = "x", .masked = false}), "broken 1002|"},
        {"a ping in fragments", ping("x", false), "broken 1002|"},
        {"a ping of 126 bytes", ping(std::string(126, 'x')), "broken 1002|"},
        {"a close of one byte", closing("x"), "broken 1002|"},
        {"a continuation of nothing", more("x"), "broken 1002|"},
        {"a text inside a text", text("a", false) + text("b"), "broken 1002|"},
        {"a binary message", encode({.opcode = kBinary, .payload = "x"}), "broken 1003|"},
        {"size in two bytes that fits seven bits", encode({.payload = "x", .size_bytes = 2}),
         "broken 1002|"},
        {"size in eight bytes that fits two",
         encode({.payload = std::string(200, 'x'), .size_bytes = 8}), "broken 1002|"},
        {"a text above the limit", text(std::string(kMost + 1, 'x')), "broken 1009|"},
        {"fragments above the limit together", text(std::string(kMost, 'x'), false) + more("y"),
         "broken 1009|"},
        {"a size of 2^63 and more", std::string{"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10},
         "broken 1009|"},
        {"a lone continuation byte", text("\x80"), "broken 1007|"},
        {"an overlong character", text("\xc0\xaf"), "broken 1007|"},
        {"a surrogate", text("\xed\xa0\x80"), "broken 1007|"},
        {"a character beyond Unicode", text("\xf4\x90\x80\x80"), "broken 1007|"},
        {"a text that ends inside a character", text("\xe2\x82"), "broken 1007|"},
        {"a close reason that is no UTF-8", closing(close_payload(1000, "\xff")), "broken 1007|"},
        {"what came before counts", text("a") + encode({.masked = false}), "text a|broken 1002|"},
    };
    for (unsigned bits = 1; bits < 8; ++bits)
        cases.push_back({fmt::format("reserved bits {}", bits), encode({.reserved_bits = bits}),
                         "broken 1002|"});
    for (const unsigned opcode : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U})
        cases.push_back(
            {fmt::format("opcode {}", opcode), encode({.opcode = opcode}), "broken 1002|"});
    for (const unsigned code : {0U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 2000U, 2999U, 5000U})
        cases.push_back(
            {fmt::format("close code {}", code), closing(close_payload(code)), "broken 1002|"});
    return cases;
}

void check(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        INFO(one.what);
        CHECK(said(one.bytes, one.bytes.size()) == one.expected);
        CHECK(said(one.bytes, 1) == one.expected);
        CHECK(said(one.bytes, 7) == one.expected);
    }
}

}  // namespace

TEST_CASE("what a client may say is understood, however it arrives", "[websocket]") {
    check(well_formed());
}

TEST_CASE("each violation of the WebSocket protocol has its close code", "[websocket]") {
    check(violations());
}

TEST_CASE("every size of text arrives as it was sent", "[websocket]") {
    std::string payload;
    for (std::size_t size = 0; size < 600; ++size) {
        const std::string expected = "text " + payload + "|";
        REQUIRE(said(text(payload), 64) == expected);
        payload.push_back(static_cast<char>('a' + size % 26));
    }
}

TEST_CASE("an idle input keeps no memory", "[websocket]") {
    Input input;
    std::string bytes = text("hello");
    Pulled<Message> source{messages(frames(input, kMost), kMost)};
    input.arrived(bytes);
    REQUIRE(source.next()->payload == "hello");
    REQUIRE(source.next()->kind == Message::Kind::starved);
    input.keep();
    CHECK(input.empty());
}

}  // namespace divmid::gateway::net
