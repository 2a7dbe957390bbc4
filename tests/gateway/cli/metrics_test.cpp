// SPDX-License-Identifier: Apache-2.0
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/gateway/cli/program.hpp"
#include "tests/gateway/cli/trading_client.hpp"

namespace divmid::gateway::cli {
namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;
using Catch::Contains;

/// What Prometheus' own tool finds wrong with metrics; empty when nothing is.
std::string faults_of(const std::string& metrics) {
    const ScratchDirectory scratch;
    std::ofstream{scratch / "metrics"} << metrics;
    const std::string command = std::string{PROMTOOL} + " check metrics <" + scratch / "metrics" +
                                " >" + scratch / "faults" + " 2>&1";
    const int code = std::system(command.c_str());
    const std::string faults = contents(scratch / "faults");
    return code == 0 ? faults : "promtool failed: " + faults;
}

http::response<http::string_body> ask(const std::string& port, http::verb verb,
                                      const std::string& target) {
    boost::asio::io_context context;
    tcp::socket socket{context};
    socket.connect(
        {boost::asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::stoul(port))});
    http::request<http::empty_body> request{verb, target, 11};
    request.set(http::field::host, "exchange");
    http::write(socket, request);
    boost::beast::flat_buffer buffer;
    http::response<http::string_body> response;
    http::read(socket, buffer, response);
    return response;
}

/// The port that the log names behind the word.
std::string port_of(const std::string& log, const std::string& word) {
    const std::size_t line = log.find(word);
    REQUIRE(line != std::string::npos);
    const std::size_t port = log.find("port=", line) + 5;
    return log.substr(port, log.find('\n', port) - port);
}

}  // namespace

TEST_CASE("promtool finds nothing wrong with the metrics of an exchange that trades", "[metrics]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    Exchange exchange{data};
    const auto keys = read_demo_keys(data + "/" + kDemoKeysFile);
    TradingClient client{contents(data + "/port"), "/ws-api/v3"};
    client.send(order_to_sell(keys.value().value().at("alice"), 1));
    CHECK_THAT(client.receive().value(), Contains("\"status\":200"));
    client.send(order_to_sell({.name = std::string(64, 'x'), .secret = "none"}, 2));
    CHECK_THAT(client.receive().value(), Contains("-2015"));
    CHECK(divmid({"admin", "list-asset", "DVM", "6", "--reason", "twice", "--data", data}).code ==
          6);

    const Finished metrics = divmid({"admin", "metrics", "--data", data});
    REQUIRE(metrics.code == 0);
    CHECK(faults_of(metrics.out).empty());
    CHECK_THAT(metrics.out, Contains("\ndivmid_ready 1\n"));
    CHECK_THAT(metrics.out, Contains("\ndivmid_orders_total 1\n"));
    CHECK_THAT(metrics.out, Contains("\ndivmid_tick_duration_seconds_count 15\n"));
    CHECK_THAT(metrics.out, Contains("\ndivmid_order_report_duration_seconds_count 14\n"));
    CHECK_THAT(metrics.out, Contains("\ndivmid_gateway_refusals_total{code=\"-2015\"} 1\n"));
    CHECK_THAT(metrics.out, Contains("\ndivmid_engine_refusals_total{reason="));
    CHECK_THAT(metrics.out, Contains("\ndivmid_conservation_balance{asset=\"DVM\"} 0\n"));
    CHECK_THAT(metrics.out,
               Contains("\ndivmid_sessions{listener=\"public\",kind=\"websocket\"} 1\n"));
}

TEST_CASE("promtool would find a metric with a wrong name", "[metrics]") {
    CHECK_FALSE(faults_of("# HELP eaten Apples.\n# TYPE eaten counter\neaten 1\n").empty());
}

TEST_CASE("the monitoring port tells how the exchange is, and nothing else", "[metrics]") {
    const ScratchDirectory scratch;
    std::ofstream{scratch / "settings.toml"} << "[listen]\nmonitor = '127.0.0.1:0'\n";
    Exchange exchange{scratch / "data", {"--config", scratch / "settings.toml"}};
    const std::string port = port_of(exchange.program().errors(), "monitoring");

    const auto metrics = ask(port, http::verb::get, "/metrics");
    CHECK(metrics.result_int() == 200);
    CHECK(metrics[http::field::content_type] == "text/plain; version=0.0.4; charset=utf-8");
    CHECK(faults_of(metrics.body()).empty());
    CHECK(ask(port, http::verb::get, "/livez").result_int() == 200);
    CHECK(ask(port, http::verb::get, "/readyz").result_int() == 200);
    for (const std::string target : {"/admin/v1/status", "/admin/v1/keys", "/api/v3/time", "/"})
        CHECK(ask(port, http::verb::get, target).result_int() == 404);
    CHECK(ask(port, http::verb::post, "/metrics").result_int() == 404);
    CHECK(ask(port, http::verb::post, "/admin/v1/open-account").result_int() == 404);
    CHECK(exchange.stop() == 0);
}

}  // namespace divmid::gateway::cli
