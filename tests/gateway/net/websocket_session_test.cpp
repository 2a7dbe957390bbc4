// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tests/gateway/net/client_frames.hpp"
#include "tests/gateway/net/loopback.hpp"

namespace divmid::gateway::net {

namespace {

using namespace std::chrono_literals;
using Catch::Contains;
using Catch::StartsWith;

/// A control frame as the server sends it.
std::string from_server(unsigned opcode, std::string_view payload = {}) {
    return encode({.opcode = opcode, .payload = payload, .masked = false});
}

std::string handshake(std::string_view path, std::string_view changed, std::string_view to) {
    std::string text = fmt::format(
        "GET {} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        path);
    if (!changed.empty()) text.replace(text.find(changed), changed.size(), to);
    return text;
}

}  // namespace

TEST_CASE("a handshake makes a conversation, and texts go both ways", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade();
    client.send(masked_text("hello") + masked_text("again"));
    CHECK(client.receive_until(text_frame("again")) == text_frame("hello") + text_frame("again"));
}

TEST_CASE("what is said before the handshake is answered follows it", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade("/ws/greeting");
    CHECK(client.receive_until("welcome") == text_frame("welcome"));
}

TEST_CASE("what follows the handshake in the same packet is not lost", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.send(handshake("/ws", {}, {}) + masked_text("early"));
    client.receive_until(text_frame("early"));
}

TEST_CASE("a handshake that is none is refused", "[websocket]") {
    Loopback server;
    RawClient client{server};
    const auto answer = [&](std::string_view path, std::string_view from, std::string_view to) {
        client.send(handshake(path, from, to));
        return client.receive_until("\"}");
    };
    CHECK_THAT(answer("/nowhere", "", ""), StartsWith("HTTP/1.1 404 "));
    CHECK_THAT(answer("/ws", "Version: 13", "Version: 8"),
               StartsWith("HTTP/1.1 426 ") && Contains("Sec-WebSocket-Version: 13"));
    CHECK_THAT(answer("/ws", "dGhl", "d"), StartsWith("HTTP/1.1 400 "));
    CHECK_THAT(answer("/ws", "GET", "POST"), StartsWith("HTTP/1.1 400 "));
    CHECK(server.endpoint.talks.empty());
}

TEST_CASE("an endpoint refuses a handshake with a response of its own", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.send(handshake("/ws/refused", {}, {}));
    CHECK_THAT(client.receive_until("\r\n\r\n"),
               StartsWith("HTTP/1.1 429 ") && Contains("Retry-After: 7\r\n") &&
                   !Contains("101 Switching") && !Contains("never sent"));
    CHECK(server.endpoint.talks.empty());
}

TEST_CASE("fragments are joined, and a ping between them is answered first", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade();
    client.send(encode({.payload = "frag", .last = false}) +
                encode({.opcode = kPing, .payload = "p"}) +
                encode({.opcode = kContinuation, .payload = "ments"}));
    CHECK(client.receive_until("fragments") == from_server(kPong, "p") + text_frame("fragments"));
}

TEST_CASE("the closing handshake ends the connection", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade();
    SECTION("the client begins it") {
        client.send(encode({.opcode = kClose, .payload = close_payload(1000, "bye")}));
        CHECK(client.receive_all() == from_server(kClose, close_payload(1000)));
    }
    SECTION("the client begins it without a code") {
        client.send(encode({.opcode = kClose}));
        CHECK(client.receive_all() == from_server(kClose));
    }
    SECTION("we begin it, after all that was said") {
        server.settle();
        Outbox& outbox = server.endpoint.talks.front()->outbox();
        outbox.send_text("last words");
        outbox.close(1008, "enough");
        outbox.send_text("not sent");
        CHECK(client.receive_all() ==
              text_frame("last words") + from_server(kClose, close_payload(1008, "enough")));
    }
    SECTION("by a violation") {
        client.send(masked_text("\xff"));
        CHECK(client.receive_all() == from_server(kClose, close_payload(1007)));
    }
    SECTION("by a message that is too big") {
        client.send(masked_text(std::string((16 << 10) + 1, 'x')));
        CHECK(client.receive_all() == from_server(kClose, close_payload(1009)));
    }
    SECTION("by a stop") {
        server.listener.stop_connections();
        CHECK_THAT(client.receive_all(), Contains("going away"));
    }
    client.shut_down();
    server.run_until([&] { return server.listener.connections() == 0; });
    CHECK(server.endpoint.closed == 1);
}

TEST_CASE("a client that vanishes is gone for its conversation too", "[websocket]") {
    Loopback server;
    {
        RawClient client{server};
        client.upgrade();
    }
    server.run_until([&] { return server.endpoint.closed == 1; });
    CHECK(server.listener.connections() == 0);
}

TEST_CASE("a connection that has lived its time is closed, once it has its answers",
          "[websocket]") {
    NetLimits limits;
    limits.websocket_life = 30s;
    Loopback server{limits};
    RawClient client{server};
    client.upgrade();
    server.endpoint.talks.front()->owed = 1;
    server.advance(31s);
    client.send(masked_text("too late"));
    server.settle();
    CHECK(server.endpoint.talks.front()->heard.empty());
    server.endpoint.talks.front()->owed = 0;
    server.endpoint.talks.front()->outbox().send_text("answer");
    CHECK(client.receive_all() ==
          text_frame("answer") +
              from_server(kClose, close_payload(1001, "The connection has lived its time.")));
}

TEST_CASE("a client is pinged, and gone without a pong", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade();
    server.advance(21s);
    CHECK(client.receive_now() == from_server(kPing));
    client.send(encode({.opcode = kPong}));
    server.settle();
    server.advance(21s);
    server.advance(21s);
    CHECK(client.receive_now() == from_server(kPing) + from_server(kPing));
    server.advance(21s);
    CHECK(client.receive_all().empty());
    server.run_until([&] { return server.listener.connections() == 0; });
}

namespace {

/// A reader that does not read and one that does, while everybody is told numbered texts until the
/// first one is found too slow.
struct SlowAndGood {
    static NetLimits small_queues() {
        NetLimits limits;
        limits.outgoing_bytes = 1 << 20;
        return limits;
    }
    static std::string text(std::size_t number) {
        return std::to_string(number) + std::string(1000, 'x');
    }

    SlowAndGood() {
        slow.upgrade();
        slow.stop_reading();
        good.upgrade();
        server.run_until([this] {
            for (int at = 0; at < 100; ++at) tell_everybody();
            server.settle();
            received += good.receive_now().size();
            return server.said.str().find("slow reader") != std::string::npos;
        });
    }

    void tell_everybody() {
        const auto frame = std::make_shared<const std::string>(text_frame(text(told++)));
        for (FakeEndpoint::Talk* talk : server.endpoint.talks) talk->outbox().send_frame(frame);
        sent += frame->size();
    }

    Loopback server{small_queues()};
    RawClient slow{server};
    RawClient good{server};
    std::size_t told = 0;
    std::size_t sent = 0;
    std::size_t received = 0;
};

}  // namespace

TEST_CASE("a reader that is too slow is told so after what it missed, without a hole",
          "[websocket]") {
    SlowAndGood they;
    they.tell_everybody();
    they.slow.read_again();
    const std::string all = they.slow.receive_all();
    std::size_t at = 0;
    std::string next = text_frame(SlowAndGood::text(0));
    for (std::size_t number = 1; all.compare(at, next.size(), next) == 0; ++number) {
        at += next.size();
        next = text_frame(SlowAndGood::text(number));
    }
    const std::string last = all.substr(at);
    CHECK(at > std::size_t{1} << 20);
    CHECK(last.substr(0, 1) == "\x88");
    CHECK(last.substr(2, 2) == "\x03\xf0");
    CHECK(last.find("Too slow") == 4);
}

TEST_CASE("a reader that never reads is disconnected, and nobody else notices", "[websocket]") {
    SlowAndGood they;
    they.server.settle();
    CHECK(they.received + they.good.receive_now().size() == they.sent);
    they.server.advance(31s);
    they.server.advance(1s);
    they.server.run_until([&] { return they.server.endpoint.closed == 1; });
    they.good.send(masked_text("still here"));
    they.good.receive_until("still here");
}

TEST_CASE("many slow readers together have less room each", "[websocket]") {
    NetLimits limits;
    limits.outgoing_bytes = 64 << 20;
    limits.outgoing_bytes_together = 1 << 20;
    limits.outgoing_bytes_crowded = 1 << 10;
    Loopback server{limits};
    RawClient slow{server};
    slow.upgrade();
    slow.stop_reading();
    RawClient good{server};
    good.upgrade();
    const std::string much(100'000, 'x');
    server.run_until([&] {
        server.settle();
        if (server.endpoint.closed == 0) server.endpoint.talks.front()->outbox().send_text(much);
        CHECK(server.io.unsent() <= limits.outgoing_bytes_together + much.size() + 100);
        return server.endpoint.closed == 1;
    });
    CHECK(server.io.unsent() == 0);
    good.send(masked_text("still here"));
    good.receive_until("still here");
}

TEST_CASE("one who talks without end leaves room for the others", "[websocket]") {
    NetLimits limits;
    limits.messages_per_pass = 4;
    Loopback server{limits};
    RawClient client{server};
    client.upgrade();
    server.settle();
    std::string many;
    for (int at = 0; at < 100; ++at) many += masked_text(std::to_string(at));
    client.send(many);
    auto& heard = server.endpoint.talks.front()->heard;
    std::size_t before = heard.size();
    server.run_until([&] {
        CHECK(heard.size() - before <= 2 * limits.messages_per_pass);
        before = heard.size();
        return heard.size() == 100;
    });
    CHECK(heard.front() == "0");
    CHECK(heard.back() == "99");
}

TEST_CASE("while the exchange takes nothing, pings are answered and texts wait", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade();
    server.settle();
    server.paused = true;
    client.send(masked_text("one") + encode({.opcode = kPing, .payload = "alive"}) +
                masked_text("two"));
    CHECK(client.receive_until("alive") == from_server(kPong, "alive"));
    CHECK(client.receive_now().empty());
    SECTION("then they are taken in order") {
        server.paused = false;
        CHECK(client.receive_until("two") == text_frame("one") + text_frame("two"));
    }
    SECTION("bounded: beyond the limit the socket is not read") {
        std::string more;
        for (int at = 0; at < 200; ++at) more += masked_text(std::string(1000, 'x'));
        client.send(more);
        server.settle();
        server.advance(61s);
        server.paused = false;
        client.send(masked_text("last"));
        client.receive_until("last");
        CHECK(server.endpoint.talks.front()->heard.size() == 203);
    }
}

TEST_CASE("who asks much at once and reads all of it keeps its connection", "[websocket]") {
    NetLimits limits;
    Loopback server{limits};
    server.endpoint.answer = std::string(1 << 20, 'x');
    RawClient client{server};
    client.upgrade();
    constexpr std::size_t kQuestions = 64;
    std::string all;
    for (std::size_t at = 0; at < kQuestions; ++at) all += masked_text("depth");
    client.send(all);
    const std::size_t size = text_frame(server.endpoint.answer).size();
    std::size_t received = 0;
    std::size_t most = 0;
    server.run_until([&] {
        received += client.receive_now().size();
        most = std::max(most, server.io.unsent());
        return received == kQuestions * size || server.endpoint.closed == 1;
    });
    CHECK(received == kQuestions * size);
    CHECK(most < limits.unread_responses_bytes + size);
}

TEST_CASE("a conversation without room is not read, and loses nothing", "[websocket]") {
    Loopback server;
    RawClient client{server};
    client.upgrade();
    server.settle();
    server.endpoint.room = 2;
    client.send(masked_text("1") + masked_text("2") + masked_text("3"));
    client.send(masked_text("4"));
    server.settle();
    const auto& heard = server.endpoint.talks.front()->heard;
    CHECK(heard.size() == 2);
    server.endpoint.room = 10;
    client.receive_until(text_frame("4"));
    CHECK(heard == std::vector<std::string>{"1", "2", "3", "4"});
}

TEST_CASE("at a stop, every answer that is owed comes before the last word and the close frame",
          "[websocket]") {
    Loopback server;
    server.endpoint.last_word = "farewell";
    RawClient client{server};
    client.upgrade();
    server.settle();
    FakeEndpoint::Talk& talk = *server.endpoint.talks.front();
    talk.owed = 2;
    server.listener.stop_accepting();
    server.listener.stop_connections();
    client.send(masked_text("too late"));
    server.settle();
    for (const std::string_view answer : {"first answer", "second answer"}) {
        talk.outbox().send_text(answer);
        --talk.owed;
        server.settle();
    }
    CHECK(client.receive_all() ==
          text_frame("first answer") + text_frame("second answer") + text_frame("farewell") +
              from_server(kClose, close_payload(1001, "The server is going away.")));
    client.shut_down();
    server.run_until([&] { return server.listener.connections() == 0; });
}

}  // namespace divmid::gateway::net
