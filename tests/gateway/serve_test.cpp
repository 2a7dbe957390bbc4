// SPDX-License-Identifier: Apache-2.0
#include "gateway/serve.hpp"

#include <spdlog/logger.h>
#include <sys/stat.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <future>
#include <string>

#include "tests/storage/temporary_directory.hpp"

namespace divmid::gateway {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Catch::Contains;
using storage::Result;

/// One exchange in a thread of its own, as the process runs it.
class Running {
public:
    explicit Running(const std::filesystem::path& data) {
        settings_.data = data;
        settings_.listen.port = 0;
        std::filesystem::remove(data / "port");
        outcome_ = std::async(std::launch::async, [this] { return serve(settings_, log_); });
        // It notes its port when clients may come.
        while (!std::ifstream{data / "port"} && outcome_.wait_for(kMoment) != kEnded) {
        }
        while (outcome_.wait_for(kMoment) != kEnded && !(std::ifstream{data / "port"} >> port_)) {
        }
    }

    Result<void> outcome() { return outcome_.get(); }
    std::uint16_t port() const { return port_; }
    const Settings& settings() const { return settings_; }

    std::string get(const std::string& target) {
        tcp::socket socket{context_};
        socket.connect({asio::ip::address_v4::loopback(), port_});
        return ask(socket, target);
    }
    std::string ask_operator(const std::string& target) {
        asio::local::stream_protocol::socket socket{context_};
        socket.connect(asio::local::stream_protocol::endpoint{settings_.admin_socket().string()});
        return ask(socket, target);
    }

private:
    static constexpr std::chrono::milliseconds kMoment{1};
    static constexpr std::future_status kEnded = std::future_status::ready;

    template <class Socket>
    static std::string ask(Socket& socket, const std::string& target) {
        http::request<http::empty_body> request{http::verb::get, target, 11};
        request.set(http::field::host, "exchange");
        http::write(socket, request);
        boost::beast::flat_buffer buffer;
        http::response<http::string_body> response;
        http::read(socket, buffer, response);
        return std::to_string(response.result_int()) + " " + response.body();
    }

    asio::io_context context_;
    Settings settings_;
    spdlog::logger log_{"test"};
    std::uint16_t port_ = 0;
    std::future<Result<void>> outcome_;
};

/// Every exchange of this process stops.
void stop_all() {
    std::raise(SIGTERM);
}

}  // namespace

TEST_CASE("an exchange begins, serves, stops in good order and begins again", "[serve]") {
    const storage::TemporaryDirectory data;
    for (int start = 0; start < 2; ++start) {
        Running exchange{data.path()};
        REQUIRE(exchange.port() != 0);
        CHECK_THAT(exchange.get("/api/v3/time"), Contains("200 {\"serverTime\":"));
        CHECK_THAT(exchange.get("/nowhere"), Contains("404 "));
        CHECK_THAT(exchange.ask_operator("/livez"), Contains("200 "));
        CHECK_THAT(exchange.ask_operator("/readyz"), Contains("200 "));
        stop_all();
        CHECK(exchange.outcome());
    }
}

TEST_CASE("only its owner may use the operator's socket", "[serve]") {
    const storage::TemporaryDirectory data;
    Running exchange{data.path()};
    struct stat socket{};
    REQUIRE(::stat(exchange.settings().admin_socket().c_str(), &socket) == 0);
    CHECK((socket.st_mode & 0777) == 0600);
    stop_all();
    CHECK(exchange.outcome());
    CHECK_FALSE(std::filesystem::exists(exchange.settings().admin_socket()));
}

TEST_CASE("a data directory serves one exchange at a time", "[serve]") {
    const storage::TemporaryDirectory data;
    Running first{data.path()};
    spdlog::logger log{"test"};
    const auto second = serve(first.settings(), log);
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == storage::Fault::locked);
    stop_all();
    CHECK(first.outcome());
}

TEST_CASE("two exchanges live in two threads of one process", "[serve]") {
    const storage::TemporaryDirectory one_data;
    const storage::TemporaryDirectory other_data;
    Running one{one_data.path()};
    Running other{other_data.path()};
    REQUIRE(one.port() != other.port());
    CHECK_THAT(one.get("/api/v3/ping"), Contains("200 {}"));
    CHECK_THAT(other.get("/api/v3/ping"), Contains("200 {}"));
    stop_all();
    CHECK(one.outcome());
    CHECK(other.outcome());
}

TEST_CASE("a port that is taken is an error with a reason", "[serve]") {
    const storage::TemporaryDirectory data;
    const storage::TemporaryDirectory other;
    Running first{data.path()};
    Settings settings;
    settings.data = other.path();
    settings.listen.port = first.port();
    spdlog::logger log{"test"};
    const auto second = serve(settings, log);
    REQUIRE_FALSE(second);
    CHECK_THAT(second.error().message, Contains("cannot listen on 127.0.0.1 port"));
    stop_all();
    CHECK(first.outcome());
}

}  // namespace divmid::gateway
