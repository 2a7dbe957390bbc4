// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "gateway/cli/demo_keys.hpp"

namespace divmid::gateway::cli {

/// A WebSocket of somebody else's making, to an exchange on this machine. It may be written by one
/// thread and read by another.
class TradingClient {
public:
    TradingClient(const std::string& port, const std::string& target);

    void send(const std::string& text);
    /// The next text; nothing when the exchange has said goodbye.
    [[nodiscard]] std::optional<std::string> receive();
    /// The next bytes, close frames included, as they come. Nothing is answered to them.
    [[nodiscard]] std::string receive_bytes();
    /// Of the close frame; 0 while there was none.
    [[nodiscard]] unsigned close_code() const { return socket_.reason().code; }

private:
    boost::asio::io_context context_;
    boost::beast::websocket::stream<boost::asio::ip::tcp::socket> socket_{context_};
};

/// A signed order.place that never rests: 5 DVM to sell at 0.60, immediate or cancel.
[[nodiscard]] std::string order_to_sell(const ApiKey& key, std::uint64_t id);

}  // namespace divmid::gateway::cli
