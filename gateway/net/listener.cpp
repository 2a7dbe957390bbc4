// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/listener.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spdlog/logger.h>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace divmid::gateway::net {

namespace asio = boost::asio;
using asio::generic::stream_protocol;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int kBacklog = 4096;
/// How long to leave connections alone that the process has no descriptor for.
constexpr std::chrono::milliseconds kPause{100};

std::string address_of(const stream_protocol::endpoint& peer) {
    tcp::endpoint address;
    if (peer.data()->sa_family != AF_INET && peer.data()->sa_family != AF_INET6) return "local";
    std::memcpy(address.data(), peer.data(), std::min(peer.size(), address.capacity()));
    const asio::ip::address ip = address.address();
    if (ip.is_v6() && ip.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, ip.to_v6()).to_string();
    return ip.to_string();
}

bool is_tcp(const Socket& socket) {
    error_code fault;
    return socket.local_endpoint(fault).data()->sa_family != AF_UNIX && !fault;
}

}  // namespace

Listener::Listener(Io& io, Endpoint& endpoint, const NetLimits& limits, spdlog::logger& log)
    : io_{io}, around_{io, endpoint, limits, log, traffic_}, acceptor_{io.context()} {
    io.add(*this);
}

Listener::~Listener() {
    stop_accepting();
    const std::vector<Connection*> all{connections_.begin(), connections_.end()};
    for (Connection* connection : all) connection->abort("the listener ends");
    // Coroutines end in the context, and what they use is still here.
    while (accepting_ || !connections_.empty()) io_.context().poll();
    io_.remove(*this);
}

Listener::Outcome Listener::listen(const std::string& address, std::uint16_t port) {
    error_code fault;
    const asio::ip::address ip = asio::ip::make_address(address, fault);
    if (fault) return std::unexpected(fmt::format("\"{}\" is no IP address", address));
    asio::basic_socket_acceptor<tcp, Executor> acceptor{io_.context()};
    const tcp::endpoint here{ip, port};
    acceptor.open(here.protocol(), fault);
    if (!fault) acceptor.set_option(asio::socket_base::reuse_address{true}, fault);
    if (!fault) acceptor.bind(here, fault);
    if (!fault) acceptor.listen(kBacklog, fault);
    if (fault)
        return std::unexpected(
            fmt::format("cannot listen on {} port {}: {}", address, port, fault.message()));
    port_ = acceptor.local_endpoint().port();
    start(std::move(acceptor));
    return {};
}

Listener::Outcome Listener::listen(const std::filesystem::path& socket) {
    namespace fs = std::filesystem;
    const auto failed = [&](const std::string& why) {
        return std::unexpected(fmt::format("cannot listen on {}: {}", socket.string(), why));
    };
    if (socket.native().size() >= sizeof(sockaddr_un::sun_path)) return failed("path too long");
    std::error_code gone;
    fs::remove(socket, gone);
    error_code fault;
    asio::basic_socket_acceptor<asio::local::stream_protocol, Executor> acceptor{io_.context()};
    acceptor.open({}, fault);
    if (!fault) acceptor.bind(asio::local::stream_protocol::endpoint{socket.string()}, fault);
    if (fault) return failed(fault.message());
    // Nobody can connect before listen().
    std::error_code mode;
    fs::permissions(socket, fs::perms::owner_read | fs::perms::owner_write, mode);
    if (mode) return failed(mode.message());
    acceptor.listen(kBacklog, fault);
    if (fault) return failed(fault.message());
    socket_path_ = socket;
    start(std::move(acceptor));
    return {};
}

void Listener::start(Acceptor acceptor) {
    acceptor_ = std::move(acceptor);
    accepting_ = true;
    asio::co_spawn(io_.context(), accept(),
                   [this](const std::exception_ptr&) { accepting_ = false; });
}

Awaitable<void> Listener::accept() {
    while (acceptor_.is_open()) {
        Socket socket{io_.context()};
        stream_protocol::endpoint peer;
        error_code fault;
        co_await acceptor_.async_accept(socket, peer, asio::redirect_error(kAwait, fault));
        if (!fault) {
            admit(std::move(socket), address_of(peer));
        } else if (acceptor_.is_open() && fault != asio::error::connection_aborted) {
            around_.log.warn("cannot accept why=\"{}\"", fault.message());
            co_await pause();
        }
    }
}

Awaitable<void> Listener::pause() {
    using Timer =
        asio::basic_waitable_timer<std::chrono::steady_clock,
                                   asio::wait_traits<std::chrono::steady_clock>, Executor>;
    Timer timer{io_.context(), kPause};
    error_code ignored;
    co_await timer.async_wait(asio::redirect_error(kAwait, ignored));
}

void Listener::admit(Socket socket, std::string peer) {
    const NetLimits& limits = around_.limits;
    const auto known = per_address_.find(peer);
    const std::size_t of_address = known == per_address_.end() ? 0 : known->second;
    if (connections_.size() >= limits.connections || of_address >= limits.connections_per_address) {
        ++refused_;
        ++traffic_.refused;
        refused_last_ = std::move(peer);
        return;
    }
    error_code fault;
    if (is_tcp(socket)) socket.set_option(tcp::no_delay{true}, fault);
    if (fault) return;
    ++per_address_[peer];
    ++traffic_.connections;
    const auto connection = std::make_shared<Connection>(
        around_, std::move(socket), std::move(peer), [this](Connection& gone) { forget(gone); });
    connections_.insert(connection.get());
    connection->start();
}

void Listener::sweep() {
    around_.endpoint.sweep();
    if (refused_ == 0) return;
    around_.log.info("connections refused count={} last={} connections={}", refused_, refused_last_,
                     connections_.size());
    refused_ = 0;
}

void Listener::forget(Connection& connection) {
    connections_.erase(&connection);
    const auto address = per_address_.find(std::string{connection.peer()});
    if (--address->second == 0) per_address_.erase(address);
}

void Listener::stop_accepting() {
    error_code ignored;
    acceptor_.close(ignored);
    std::error_code gone;
    if (!socket_path_.empty()) std::filesystem::remove(std::exchange(socket_path_, {}), gone);
}

void Listener::announce_stop() {
    const std::vector<Connection*> all{connections_.begin(), connections_.end()};
    for (Connection* connection : all) connection->announce_stop();
}

void Listener::stop_connections() {
    const std::vector<Connection*> all{connections_.begin(), connections_.end()};
    for (Connection* connection : all) connection->stop();
}

}  // namespace divmid::gateway::net
