// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/cli/trading_client.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>

#include "gateway/access/signature.hpp"

namespace divmid::gateway::cli {

namespace asio = boost::asio;

TradingClient::TradingClient(const std::string& port, const std::string& target) {
    const auto number = static_cast<std::uint16_t>(std::stoul(port));
    socket_.next_layer().connect({asio::ip::address_v4::loopback(), number});
    socket_.handshake("127.0.0.1", target);
    socket_.text(true);
}

void TradingClient::send(const std::string& text) {
    boost::system::error_code gone;
    socket_.write(asio::buffer(text), gone);
}

std::optional<std::string> TradingClient::receive() {
    boost::beast::flat_buffer buffer;
    boost::system::error_code gone;
    socket_.read(buffer, gone);
    if (gone) return std::nullopt;
    return boost::beast::buffers_to_string(buffer.data());
}

std::string TradingClient::receive_bytes() {
    std::array<char, 4096> bytes{};
    boost::system::error_code gone;
    const std::size_t size = socket_.next_layer().read_some(asio::buffer(bytes), gone);
    return {bytes.data(), size};
}

std::string order_to_sell(const ApiKey& key, std::uint64_t id) {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const std::string payload = fmt::format(
        "apiKey={}&price=0.60&quantity=5&side=SELL&symbol=DVMUSD&timeInForce=IOC&timestamp={}"
        "&type=LIMIT",
        key.name, now.count());
    std::string signature;
    for (const std::uint8_t byte : HmacKey{key.secret}.sign(payload))
        signature += fmt::format("{:02x}", byte);
    return fmt::format(
        R"({{"id":{},"method":"order.place","params":{{"apiKey":"{}","price":"0.60",)"
        R"("quantity":"5","side":"SELL","symbol":"DVMUSD","timeInForce":"IOC",)"
        R"("timestamp":{},"type":"LIMIT","signature":"{}"}}}})",
        id, key.name, now.count(), signature);
}

}  // namespace divmid::gateway::cli
