// SPDX-License-Identifier: Apache-2.0
// The yardstick of the WebSocket figures: a plain Beast echo server, one thread, one write a
// message, deflate off. Prints its port, then serves until its standard input ends.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdio>
#include <exception>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using asio::ip::tcp;

asio::awaitable<void> echo(tcp::socket socket) {
    socket.set_option(tcp::no_delay(true));
    beast::websocket::stream<tcp::socket, false> peer{std::move(socket)};
    co_await peer.async_accept(use_awaitable);
    peer.text(true);
    beast::flat_buffer message;
    for (;;) {
        co_await peer.async_read(message, use_awaitable);
        co_await peer.async_write(message.data(), use_awaitable);
        message.clear();
    }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor) {
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
        // A connection that ends is no news to a yardstick.
        asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
    }
}

}  // namespace

int main() {
    asio::io_context io{1};
    tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
    std::printf("%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    asio::posix::stream_descriptor parent{io, 0};
    parent.async_wait(asio::posix::stream_descriptor::wait_read,
                      [&](const boost::system::error_code&) { io.stop(); });
    asio::co_spawn(io, listen(acceptor), asio::detached);
    io.run();
}
