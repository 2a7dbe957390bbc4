// SPDX-License-Identifier: Apache-2.0
// Durable orders a second over WebSocket against a plain Beast echo server with the same frames,
// connections and window, interleaved in one run; and one order at a time against an appending
// fdatasync of 4 KiB (bench.md section 2). Usage: websocket_bench EXCHANGE_PORT ECHO_PORT
// DEMO_KEYS_JSON DIRECTORY_ON_THE_SAME_DISK
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/websocket_load.hpp"

namespace divmid::bench {

namespace {

struct Keys {
    std::string name;
    std::string secret;
};

Keys read_keys(const char* path) {
    simdjson::dom::parser parser;
    const simdjson::dom::element account = parser.load(path)["alice"];
    return {std::string{std::string_view{account["apiKey"]}},
            std::string{std::string_view{account["secret"]}}};
}

/// Orders of one account that meet each other, two by two, so that a run of any length leaves the
/// book as it was. Each is signed: the tool pays for that, the server for checking it. No two have
/// the same time, so that no two have the same signature.
class Orders {
public:
    explicit Orders(Keys keys) : keys_{std::move(keys)} {}

    void operator()(std::string& to) {
        const bool sell = (count_++ & 1) == 0;
        time_ = std::max(time_ + 1, std::chrono::duration_cast<std::chrono::microseconds>(
                                        std::chrono::system_clock::now().time_since_epoch())
                                        .count());
        const std::string timestamp = std::to_string(time_);
        const std::string_view side = sell ? "SELL" : "BUY";
        payload_ = "apiKey=" + keys_.name +
                   "&newOrderRespType=ACK&price=0.6000&quantity=2.00&recvWindow=10000&side=";
        payload_.append(side).append("&symbol=DVMUSD&timeInForce=GTC&timestamp=" + timestamp +
                                     "&type=LIMIT");
        to.append(R"({"id":)").append(std::to_string(count_));
        to.append(R"(,"method":"order.place","params":{"apiKey":")").append(keys_.name);
        to.append(R"(","newOrderRespType":"ACK","price":"0.6000","quantity":"2.00")");
        to.append(R"(,"recvWindow":10000,"side":")");
        to.append(side)
            .append(R"(","symbol":"DVMUSD","timeInForce":"GTC","timestamp":)")
            .append(timestamp);
        to.append(R"(,"type":"LIMIT","signature":")").append(signature()).append("\"}}");
    }

private:
    std::string signature() const {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        ::HMAC(EVP_sha256(), keys_.secret.data(), static_cast<int>(keys_.secret.size()),
               reinterpret_cast<const unsigned char*>(payload_.data()), payload_.size(),
               digest.data(), &size);
        std::string hex;
        for (unsigned i = 0; i < size; ++i) {
            hex.push_back("0123456789abcdef"[digest[i] >> 4]);
            hex.push_back("0123456789abcdef"[digest[i] & 15]);
        }
        return hex;
    }

    Keys keys_;
    std::uint64_t count_ = 0;
    std::int64_t time_ = 0;  ///< Of the last order, in microseconds.
    std::string payload_;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double percentile(const std::vector<double>& sorted, double part) {
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

/// Microseconds of an appending 4 KiB write and its fdatasync, sorted.
std::vector<double> sync_times(const std::string& directory) {
    const std::string path = directory + "/fdatasync.probe";
    const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error("cannot write in " + directory);
    const std::array<char, 4096> block{};
    std::vector<double> times;
    for (int i = 0; i < 2000; ++i) {
        const auto start = std::chrono::steady_clock::now();
        if (::write(file, block.data(), block.size()) != 4096 || ::fdatasync(file) != 0)
            throw std::runtime_error("cannot sync in " + directory);
        times.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
                .count());
    }
    ::close(file);
    ::unlink(path.c_str());
    std::ranges::sort(times);
    return times;
}

struct Ports {
    std::uint16_t exchange;
    std::uint16_t echo;
};

void throughput(const Ports& ports, Orders& orders) {
    std::vector<double> exchange, echo;
    for (int round = 0; round < 3; ++round) {
        Load load{.port = ports.echo,
                  .path = "/",
                  .connections = 8,
                  .window = 64,
                  .warm_up = std::chrono::seconds{round == 0 ? 2 : 1},
                  .measured = std::chrono::seconds{3}};
        echo.push_back(run_load(load, std::ref(orders), false).messages_per_second);
        load.port = ports.exchange;
        load.path = "/ws-api/v3?returnRateLimits=false";
        const Outcome outcome = run_load(load, std::ref(orders), true);
        if (outcome.failures != 0)
            throw std::runtime_error("an order was refused: " + outcome.last_answer);
        exchange.push_back(outcome.messages_per_second);
    }
    std::printf(
        "durable orders over WebSocket    %10.0f /s   (JSON, each signed, 8 connections, window "
        "64)\n",
        median(exchange));
    std::printf("plain Beast echo, same frames    %10.0f /s\n", median(echo));
    std::printf("ratio to the echo                %10.2f\n", median(exchange) / median(echo));
}

void one_at_a_time(const Ports& ports, Orders& orders, const std::string& directory) {
    const std::vector<double> syncs = sync_times(directory);
    const Load load{.port = ports.exchange,
                    .path = "/ws-api/v3?returnRateLimits=false",
                    .connections = 1,
                    .window = 1,
                    .warm_up = std::chrono::seconds{1},
                    .measured = std::chrono::seconds{4}};
    const std::vector<double> orders_us = run_load(load, std::ref(orders), true).microseconds;
    for (const double part : {0.50, 0.99})
        std::printf(
            "one order at a time, p%.0f         %10.0f us   fdatasync %6.0f us   ratio %.2f\n",
            part * 100, percentile(orders_us, part), percentile(syncs, part),
            percentile(orders_us, part) / percentile(syncs, part));
}

}  // namespace

}  // namespace divmid::bench

int main(int count, char** words) try {
    if (count != 5) {
        std::fprintf(stderr,
                     "usage: websocket_bench EXCHANGE_PORT ECHO_PORT DEMO_KEYS_JSON DIRECTORY\n");
        return 2;
    }
    using namespace divmid::bench;
    const Ports ports{static_cast<std::uint16_t>(std::atoi(words[1])),
                      static_cast<std::uint16_t>(std::atoi(words[2]))};
    Orders orders{read_keys(words[3])};
    throughput(ports, orders);
    one_at_a_time(ports, orders, words[4]);
    return 0;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "websocket_bench: %s\n", failure.what());
    return 1;
}
