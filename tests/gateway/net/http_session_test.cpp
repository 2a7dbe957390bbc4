// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "tests/gateway/net/loopback.hpp"

namespace divmid::gateway::net {

namespace {

using namespace std::chrono_literals;
using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;

std::string get(std::string_view path, std::string_view headers = {}) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: x\r\n{}\r\n", path, headers);
}

HttpResponse saying(std::string body) {
    HttpResponse response;
    response.body = std::move(body);
    return response;
}

}  // namespace

TEST_CASE("a request is answered, and the connection goes on", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send(get("/a?b=c", "X-MBX-APIKEY: key\r\n"));
    const std::string response = client.receive_until("GET /a?b=c key ");
    CHECK_THAT(response, StartsWith("HTTP/1.1 200 OK\r\nDate: "));
    CHECK_THAT(response, Contains("\r\nContent-Type: application/json;charset=UTF-8\r\n"));
    CHECK_THAT(response, Contains("\r\nContent-Length: 15\r\n"));
    CHECK_THAT(response, Contains("\r\nX-Fake: yes\r\n"));
    client.send(get("/second"));
    client.receive_until("GET /second?  ");
    CHECK(server.listener.connections() == 1);
}

TEST_CASE("pipelined requests are answered in order, whenever each answer is there", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send(get("/later/1") + get("/now") + get("/later/2"));
    server.run_until([&] { return server.endpoint.later.size() == 2; });
    server.endpoint.later["/later/2"]->respond(saying("[2]"));
    CHECK(client.receive_now().empty());
    server.endpoint.later["/later/1"]->respond(saying("[1]"));
    const std::string all = client.receive_until("[2]");
    CHECK(all.find("[1]") < all.find("/now"));
    CHECK(all.find("/now") < all.find("[2]"));
}

TEST_CASE("an answer that comes after its connection has gone is swallowed", "[http]") {
    Loopback server;
    {
        RawClient client{server};
        client.send(get("/later"));
        server.run_until([&] { return server.endpoint.later.size() == 1; });
    }
    // The client is gone, but an answer is owed: it is found out when that is written.
    server.endpoint.later["/later"]->respond(saying("[]"));
    server.run_until([&] { return server.listener.connections() == 0; });
}

TEST_CASE("a request that the upper half forgets is answered all the same", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send(get("/forgotten"));
    CHECK_THAT(client.receive_until("\"}"), Contains(" 500 ") && Contains("-1000"));
}

TEST_CASE("a connection ends when its client wants that", "[http]") {
    Loopback server;
    RawClient client{server};
    SECTION("by its header") {
        client.send(get("/a", "Connection: close\r\n") + get("/b"));
        const std::string all = client.receive_all();
        CHECK_THAT(all, Contains("Connection: close\r\n") && EndsWith("GET /a?  "));
    }
    SECTION("by HTTP/1.0") {
        client.send("GET /a HTTP/1.0\r\n\r\n");
        CHECK_THAT(client.receive_all(), EndsWith("GET /a?  "));
    }
    SECTION("by sending no more, while an answer is owed") {
        client.send(get("/later"));
        client.shut_down();
        server.run_until([&] { return server.endpoint.later.size() == 1; });
        server.settle();
        server.endpoint.later["/later"]->respond(saying("[1]"));
        CHECK_THAT(client.receive_all(), EndsWith("[1]"));
    }
    client.shut_down();
    server.run_until([&] { return server.listener.connections() == 0; });
}

TEST_CASE("a client that does not agree to the end is ended all the same", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send(get("/a", "Connection: close\r\n"));
    client.receive_all();
    server.advance(1s);
    CHECK(server.listener.connections() == 1);
    server.advance(2s);
    CHECK(server.listener.connections() == 0);
}

TEST_CASE("HTTP/1.0 may keep the connection", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK_THAT(client.receive_until("GET /a?  "), Contains("Connection: keep-alive"));
    client.send("GET /b HTTP/1.0\r\n\r\n");
    CHECK_THAT(client.receive_all(), EndsWith("GET /b?  "));
}

TEST_CASE("a broken request is answered and ends the connection", "[http]") {
    Loopback server;
    RawClient client{server};
    SECTION("two lengths") {
        client.send(
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
        CHECK_THAT(client.receive_all(), StartsWith("HTTP/1.1 400 ") && Contains("-1100"));
    }
    SECTION("a body that is too large, while it is being sent") {
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n");
        client.send(std::string(300'000, 'x'));
        CHECK_THAT(client.receive_all(), StartsWith("HTTP/1.1 413 "));
    }
    SECTION("a header that is too large") {
        client.send("GET /a HTTP/1.1\r\nX: " + std::string(9000, 'x'));
        CHECK_THAT(client.receive_all(), StartsWith("HTTP/1.1 431 "));
    }
    CHECK(server.endpoint.requests.empty());
}

TEST_CASE("methods beyond those of the dialect have their answers", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + get("/b"));
    const std::string both = client.receive_until("GET /b?  ");
    CHECK_THAT(both, Contains("Content-Length: 9\r\n"));
    CHECK_THAT(both, !Contains("GET /a"));
    client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string options = client.receive_until("\r\n\r\n");
    CHECK_THAT(options, StartsWith("HTTP/1.1 204 ") && Contains("Allow: GET, HEAD, POST"));
    client.send("PATCH /a HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK_THAT(client.receive_until("\"}"), StartsWith("HTTP/1.1 405 "));
}

TEST_CASE("a client that waits for 100 Continue gets it", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(client.receive_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");
    client.receive_until("POST /a?  ok");
}

TEST_CASE("slow clients are ended in time, each by its own limit", "[http]") {
    Loopback server;
    RawClient client{server};
    server.settle();
    SECTION("who sends nothing") {
        server.advance(9s);
        CHECK(server.listener.connections() == 1);
        server.advance(2s);
        CHECK(client.receive_all().empty());
    }
    SECTION("a slow header") {
        client.send("GET /a HT");
        server.settle();
        server.advance(4s);
        client.send("TP/1.1\r\n");
        server.settle();
        server.advance(2s);
        CHECK_THAT(client.receive_all(), StartsWith("HTTP/1.1 408 "));
    }
    SECTION("a slow body") {
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12");
        server.settle();
        server.advance(9s);
        client.send("34");
        server.settle();
        server.advance(2s);
        CHECK_THAT(client.receive_all(), StartsWith("HTTP/1.1 408 "));
    }
    SECTION("who asked once and is silent") {
        client.send(get("/a"));
        client.receive_until("GET /a?  ");
        server.advance(59s);
        CHECK(server.listener.connections() == 1);
        server.advance(2s);
        CHECK(client.receive_all().empty());
    }
    SECTION("but not who waits for us") {
        client.send(get("/later"));
        server.settle();
        server.advance(300s);
        server.endpoint.later["/later"]->respond(saying("[1]"));
        client.receive_until("[1]");
    }
}

TEST_CASE("who leaves too many answers unread is not read meanwhile", "[http]") {
    NetLimits limits;
    limits.requests_unanswered = 4;
    Loopback server{limits};
    RawClient client{server};
    std::string many;
    for (int at = 0; at < 10; ++at) many += get(fmt::format("/later/{}", at));
    client.send(many);
    server.settle();
    CHECK(server.endpoint.later.size() == 4);
    server.endpoint.later["/later/0"]->respond(saying("[0]"));
    client.receive_until("[0]");
    server.settle();
    CHECK(server.endpoint.later.size() == 5);
    for (int at = 1; at < 10; ++at) {
        const auto path = fmt::format("/later/{}", at);
        server.run_until([&] { return server.endpoint.later.contains(path); });
        server.endpoint.later[path]->respond(saying(fmt::format("[{}]", at)));
    }
    client.receive_until("[9]");
}

TEST_CASE("while the exchange takes nothing, requests wait", "[http]") {
    Loopback server;
    RawClient client{server};
    server.paused = true;
    client.send(get("/a"));
    CHECK(client.receive_now().empty());
    CHECK(server.endpoint.requests.empty());
    server.paused = false;
    client.receive_until("GET /a?  ");
}

TEST_CASE("connections are limited, for all and for each address", "[http]") {
    NetLimits limits;
    limits.connections_per_address = 2;
    Loopback server{limits};
    RawClient first{server};
    {
        RawClient second{server};
        server.run_until([&] { return server.listener.connections() == 2; });
        RawClient third{server};
        CHECK(third.receive_all().empty());
        CHECK(server.listener.connections() == 2);
    }
    server.run_until([&] { return server.listener.connections() == 1; });
    RawClient fourth{server};
    fourth.send(get("/a"));
    fourth.receive_until("GET /a?  ");
}

TEST_CASE("refused connections are told as their sum, at most once a second", "[http]") {
    NetLimits limits;
    limits.connections_per_address = 1;
    Loopback server{limits};
    RawClient first{server};
    server.run_until([&] { return server.listener.connections() == 1; });
    for (int i = 0; i < 3; ++i) CHECK(RawClient{server}.receive_all().empty());
    CHECK(server.said.str().empty());
    server.advance(std::chrono::seconds{1});
    CHECK_THAT(server.said.str(),
               EndsWith("connections refused count=3 last=127.0.0.1 connections=1\n"));
    CHECK(std::ranges::count(server.said.str(), '\n') == 1);
    server.advance(std::chrono::seconds{1});
    CHECK(std::ranges::count(server.said.str(), '\n') == 1);
}

TEST_CASE("a stop answers what is owed, and then says goodbye", "[http]") {
    Loopback server;
    RawClient client{server};
    RawClient idle{server};
    client.send(get("/later"));
    server.run_until([&] { return server.endpoint.later.size() == 1; });
    server.listener.stop_accepting();
    server.listener.stop_connections();
    CHECK(idle.receive_all().empty());
    server.endpoint.later["/later"]->respond(saying("[1]"));
    CHECK_THAT(client.receive_all(), EndsWith("[1]"));
    client.shut_down();
    idle.shut_down();
    server.run_until([&] { return server.listener.connections() == 0; });
}

TEST_CASE("the status of a ban has its words too", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send(get("/later"));
    server.run_until([&] { return server.endpoint.later.size() == 1; });
    HttpResponse banned = saying("[banned]");
    banned.status = 418;
    server.endpoint.later["/later"]->respond(std::move(banned));
    CHECK_THAT(client.receive_until("[banned]"), StartsWith("HTTP/1.1 418 I'm a teapot\r\n"));
}

TEST_CASE("a query in the same packet as an order begins once that is answered", "[http]") {
    Loopback server;
    RawClient client{server};
    client.send("POST /later/order HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" +
                get("/order") + get("/openOrders"));
    server.settle();
    CHECK(server.endpoint.requests.size() == 1);
    server.endpoint.later["/later/order"]->respond(saying("[placed]"));
    const std::string all = client.receive_until("GET /openOrders?  ");
    CHECK(all.find("[placed]") < all.find("GET /order?  "));
    CHECK(server.endpoint.requests.size() == 3);
}

}  // namespace divmid::gateway::net
