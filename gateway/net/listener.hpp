// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "gateway/endpoint.hpp"
#include "gateway/net/connection.hpp"
#include "gateway/net/io.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/net/socket.hpp"
#include "gateway/net/traffic.hpp"

namespace divmid::gateway::net {

/// Accepts clients for one endpoint, at one address, and knows those that are there. Its destructor
/// ends them all. Requires: destroyed outside of any pass.
class Listener final : Io::Member {
public:
    /// Endpoint, limits and log outlive it.
    Listener(Io& io, Endpoint& endpoint, const NetLimits& limits, spdlog::logger& log);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// What is wrong with an address: one line for people.
    using Outcome = std::expected<void, std::string>;

    /// Port 0 takes any free one. Requires: not listening yet.
    [[nodiscard]] Outcome listen(const std::string& address, std::uint16_t port);
    /// A unix domain socket that only its owner may use. A file left there is replaced: who calls
    /// holds the lock of its directory. Requires: not listening yet.
    [[nodiscard]] Outcome listen(const std::filesystem::path& socket);

    /// The TCP port that it listens on.
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return connections_.size(); }

    [[nodiscard]] const Traffic& traffic() const { return traffic_; }

    void stop_accepting();
    /// Each connection is told that the process is going to stop.
    void announce_stop();
    /// Each connection says goodbye as soon as nothing is owed to it.
    void stop_connections();

private:
    using Acceptor =
        boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol, Executor>;

    void start(Acceptor acceptor);
    Awaitable<void> accept();
    Awaitable<void> pause();
    void admit(Socket socket, std::string peer);
    void forget(Connection& connection);

    // As a member it has nothing to write and never parks: it is there to be swept.
    [[nodiscard]] std::string_view kind() const override { return "listener"; }
    [[nodiscard]] std::string_view peer() const override { return {}; }
    void flush() override {}
    [[nodiscard]] bool may_go_on() const override { return false; }
    void go_on() override {}
    /// Gives the endpoint its turn. Tells how many connections were refused since the last time:
    /// one line for all of them, so that nobody can flood the log from outside.
    void sweep() override;

    Io& io_;
    Traffic traffic_;
    Connection::Surroundings around_;
    Acceptor acceptor_;
    std::uint16_t port_ = 0;
    std::filesystem::path socket_path_;
    bool accepting_ = false;
    std::unordered_set<Connection*> connections_;
    std::unordered_map<std::string, std::size_t> per_address_;
    std::size_t refused_ = 0;   ///< Not told yet.
    std::string refused_last_;  ///< The address of the last of them.
};

}  // namespace divmid::gateway::net
