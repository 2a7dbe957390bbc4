// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/net/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>

namespace divmid::gateway::net {

Loopback::Loopback(NetLimits the_limits)
    : limits{the_limits},
      log{std::make_unique<spdlog::logger>("test",
                                           std::make_shared<spdlog::sinks::ostream_sink_st>(said))},
      io{[this] { return time; }},
      listener{io, endpoint, limits, *log} {
    io.pause_while([this] { return paused; });
    REQUIRE(listener.listen("127.0.0.1", 0));
}

Loopback::~Loopback() = default;

void Loopback::run_until(const std::function<bool()>& condition) {
    // Far beyond what any of it takes: this is no measurement, but an end.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) FAIL("it never happened");
        io.turn(false);
    }
}

void Loopback::settle() {
    int quiet = 0;
    run_until([&] { return (quiet = io.turn(false).ran == 0 ? quiet + 1 : 0) == 20; });
}

void Loopback::advance(std::chrono::microseconds by) {
    time += by;
    settle();
}

RawClient::RawClient(Loopback& server)
    : server_{server}, socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.listener.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawClient::~RawClient() {
    ::close(socket_);
}

void RawClient::send(std::string_view bytes) {
    server_.run_until([&] {
        const ssize_t size =
            ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (size > 0) bytes.remove_prefix(static_cast<std::size_t>(size));
        if (size < 0 && errno != EAGAIN) return true;
        return bytes.empty();
    });
}

void RawClient::shut_down() {
    ::shutdown(socket_, SHUT_WR);
}

void RawClient::upgrade(std::string_view path) {
    send(
        fmt::format("GET {} HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\n"
                    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                    path));
    const std::string response = receive_until("\r\n\r\n");
    REQUIRE(response.starts_with("HTTP/1.1 101 "));
    // RFC 6455, 1.3
    REQUIRE(response.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") != std::string::npos);
}

void RawClient::read() {
    std::array<char, 64 << 10> memory{};
    while (reading_ && !ended_) {
        const ssize_t size = ::recv(socket_, memory.data(), memory.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0)
            ended_ = true;
        else
            received_.append(memory.data(), static_cast<std::size_t>(size));
    }
}

std::string RawClient::receive_until(std::string_view text) {
    std::size_t at = std::string::npos;
    server_.run_until([&] {
        read();
        at = received_.find(text);
        return at != std::string::npos || ended_;
    });
    INFO(received_);
    REQUIRE(at != std::string::npos);
    const std::string result = received_.substr(0, at + text.size());
    received_.erase(0, result.size());
    return result;
}

std::string RawClient::receive_all() {
    server_.run_until([&] {
        read();
        return ended_;
    });
    return std::exchange(received_, {});
}

std::string RawClient::receive_now() {
    server_.settle();
    read();
    return std::exchange(received_, {});
}

}  // namespace divmid::gateway::net
