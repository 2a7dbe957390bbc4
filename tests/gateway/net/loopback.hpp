// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "gateway/net/io.hpp"
#include "gateway/net/listener.hpp"
#include "tests/gateway/net/fake_endpoint.hpp"

namespace divmid::gateway::net {

/// A listener on a free port of this machine, with a clock that stands still until it is told. It
/// runs in the thread of the test, whenever a client waits.
class Loopback {
public:
    explicit Loopback(NetLimits limits = {});
    ~Loopback();

    /// Passes of the loop until the condition holds; the test fails when it never does.
    void run_until(const std::function<bool()>& condition);
    /// Some passes, so that what could happen has happened.
    void settle();
    void advance(std::chrono::microseconds by);

    NetLimits limits;
    std::chrono::microseconds time{};
    bool paused = false;
    std::ostringstream said;  ///< The log.
    std::unique_ptr<spdlog::logger> log;
    Io io;
    FakeEndpoint endpoint;
    Listener listener;
};

/// A client that sends bytes as they are and shows what came back.
class RawClient {
public:
    explicit RawClient(Loopback& server);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes);
    /// Says that no more is sent.
    void shut_down();
    /// Upgrades to a WebSocket at that path and forgets the response.
    void upgrade(std::string_view path = "/ws");

    /// What came, up to and with the end of `text`; the rest waits for the next call.
    std::string receive_until(std::string_view text);
    /// What came until the server ended the connection.
    std::string receive_all();
    /// What came by now.
    std::string receive_now();
    /// Reads nothing from here on.
    void stop_reading() { reading_ = false; }
    void read_again() { reading_ = true; }

    [[nodiscard]] bool ended() const { return ended_; }

private:
    void read();

    Loopback& server_;
    int socket_;
    std::string received_;
    bool reading_ = true;
    bool ended_ = false;
};

}  // namespace divmid::gateway::net
