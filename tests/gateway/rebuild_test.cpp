// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/db.h>
#include <spdlog/logger.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/access/signature.hpp"
#include "gateway/cli/demo.hpp"
#include "gateway/serve.hpp"
#include "storage/digest.hpp"
#include "storage/store.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::gateway {
namespace {

namespace http = boost::beast::http;
namespace json = boost::json;
using boost::asio::ip::tcp;

const std::string kMarket{"symbol=DVMUSD"};
const std::vector<std::string> kTraders{"alice", "bob"};

std::string sign(const cli::ApiKey& key, std::string_view payload) {
    const HmacKey::Code code = HmacKey{key.secret}.sign(payload);
    return storage::hex({reinterpret_cast<const char*>(code.data()), code.size()});
}

std::string now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

/// Asks over one connection, in the name of alice or bob.
class Client {
public:
    Client(std::uint16_t port, cli::DemoKeys keys) : keys_{std::move(keys)} {
        socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    }

    /// Status and body. Signed when there is a trader.
    std::string ask(http::verb verb, const std::string& path, std::string query,
                    const std::string& trader = {}) {
        http::request<http::empty_body> request{verb, {}, 11};
        request.set(http::field::host, "exchange");
        if (!trader.empty()) {
            const cli::ApiKey& key = keys_.at(trader);
            query += (query.empty() ? "timestamp=" : "&timestamp=") + now();
            query += "&signature=" + sign(key, query);
            request.set("X-MBX-APIKEY", key.name);
        }
        request.target("/api/v3/" + path + "?" + query);
        http::write(socket_, request);
        http::response<http::string_body> response;
        http::read(socket_, buffer_, response);
        return std::to_string(response.result_int()) + " " + response.body();
    }

private:
    cli::DemoKeys keys_;
    boost::asio::io_context context_;
    tcp::socket socket_{context_};
    boost::beast::flat_buffer buffer_;
};

/// Serves what lies in the directory, to one client, until the client has left.
void serve_to(const std::filesystem::path& data, const std::function<void(Client&)>& visit) {
    Settings settings;
    settings.data = data;
    settings.listen.port = 0;
    settings.journal.index_orders = 20;  // Most of what is asked for was written to the index.
    spdlog::logger log{"test"};
    std::string fault;
    const auto call = [&](std::uint16_t port) {
        try {
            Client client{
                port, cli::set_up_demo(cli::AdminClient{settings.admin_socket()}, data).value()};
            visit(client);
        } catch (const std::exception& exception) {
            fault = exception.what();
        }
        std::raise(SIGTERM);
    };
    REQUIRE(serve(settings, log, {.call = call, .then_stop = false, .only_asks = false}));
    REQUIRE(fault.empty());
}

struct Placed {
    std::string trader;
    std::string id;
    std::string client_id;
};

/// Two traders who do what comes to mind.
class Crowd {
public:
    void act(Client& client) {
        if (!placed.empty() && random_() % 5 == 0) return cancel(client);
        const std::string& trader = kTraders[random_() % kTraders.size()];
        std::string order = kMarket;
        order += random_() % 2 == 0 ? "&side=BUY" : "&side=SELL";
        order += random_() % 4 == 0 ? "&type=MARKET" : "&type=LIMIT&timeInForce=GTC" + price();
        order += "&quantity=" + std::to_string(2 + random_() % 20);
        if (random_() % 2 == 0) order += "&newClientOrderId=mine-" + std::to_string(placed.size());
        note(trader, client.ask(http::verb::post, "order", order, trader));
    }

    std::vector<Placed> placed;

private:
    /// Within the demo market's band.
    std::string price() { return "&price=0." + std::to_string(5000 + random_() % 2000); }

    void cancel(Client& client) {
        const Placed& order = placed[random_() % placed.size()];
        client.ask(http::verb::delete_, "order", kMarket + "&orderId=" + order.id, order.trader);
    }

    /// The exchange may refuse: a market order finds nobody when a side is empty.
    void note(const std::string& trader, const std::string& answer) {
        if (!answer.starts_with("200 ")) return;
        const json::value order = json::parse(answer.substr(4));
        placed.push_back({trader, std::to_string(order.at("orderId").as_int64()),
                          json::value_to<std::string>(order.at("clientOrderId"))});
    }

    std::mt19937_64 random_{2026};
};

struct Question {
    std::string path;
    std::string query;
    std::string trader;
};

std::vector<Question> about_the_market() {
    return {{"depth", kMarket, {}},
            {"depth", kMarket + "&limit=5", {}},
            {"depth", kMarket + "&limit=5000", {}},
            {"trades", kMarket, {}},
            {"trades", kMarket + "&limit=10", {}},
            {"historicalTrades", kMarket + "&fromId=7&limit=20", {}},
            {"aggTrades", kMarket, {}},
            {"aggTrades", kMarket + "&limit=9", {}},
            {"aggTrades", kMarket + "&fromId=5&limit=30", {}},
            {"aggTrades", kMarket + "&startTime=0", {}},
            {"ticker/price", kMarket, {}},
            {"ticker/24hr", kMarket, {}},
            {"ticker/24hr", "type=MINI", {}},
            {"exchangeInfo", "", {}}};
}

/// Up to now, so that time may pass until the same is asked again.
std::vector<Question> about_its_history() {
    std::vector<Question> questions;
    for (const std::string interval :
         {"1s", "1m", "3m", "30m", "1h", "12h", "1d", "3d", "1w", "1M"})
        questions.push_back(
            {"klines", kMarket + "&interval=" + interval + "&endTime=" + now(), {}});
    questions.push_back({"klines", kMarket + "&interval=1d&timeZone=5:45&endTime=" + now(), {}});
    return questions;
}

std::vector<Question> about(const std::string& trader) {
    std::vector<Question> questions{{"account", "", trader},
                                    {"openOrders", "", trader},
                                    {"openOrders", kMarket, trader},
                                    {"myTrades", kMarket, trader}};
    for (int from = 0; from < 100; from += 9)
        questions.push_back(
            {"myTrades", kMarket + "&limit=7&fromId=" + std::to_string(from), trader});
    return questions;
}

std::vector<Question> about(const Placed& order) {
    return {{"order", kMarket + "&orderId=" + order.id, order.trader},
            {"order", kMarket + "&origClientOrderId=" + order.client_id, order.trader},
            {"myTrades", kMarket + "&orderId=" + order.id, order.trader}};
}

std::vector<Question> about(const std::vector<Placed>& orders) {
    std::vector<Question> all = about_the_market();
    std::ranges::copy(about_its_history(), back_inserter(all));
    for (const std::string& trader : kTraders) std::ranges::copy(about(trader), back_inserter(all));
    for (const Placed& order : orders) std::ranges::copy(about(order), back_inserter(all));
    return all;
}

/// These say when an answer was given, or follow from that.
std::string without_times(std::string answer) {
    for (const std::string_view name : {"\"serverTime\":", "\"openTime\":", "\"closeTime\":"}) {
        const auto at = answer.find(name);
        if (at != std::string::npos) answer.erase(at, answer.find(',', at) - at);
    }
    return answer;
}

std::vector<std::string> ask_all(Client& client, const std::vector<Question>& questions) {
    std::vector<std::string> answers;
    for (const Question& question : questions)
        answers.push_back(without_times(
            client.ask(http::verb::get, question.path, question.query, question.trader)));
    return answers;
}

bool has_index(const storage::Store& store) {
    const std::unique_ptr<rocksdb::Iterator> first{
        store.db().NewIterator({}, store.family(storage::Family::index))};
    first->SeekToFirst();
    REQUIRE(first->status().ok());
    return first->Valid();
}

/// Of a stopped exchange. What else is derived was in its memory, and went with it.
void erase_index(const std::filesystem::path& data) {
    auto store = storage::Store::open(data).value();
    REQUIRE(has_index(store));
    REQUIRE(store.erase_index());
    REQUIRE_FALSE(has_index(store));
}

}  // namespace

TEST_CASE("two hundred recorded answers are the same after every projection and index was deleted",
          "[serve]") {
    const storage::TemporaryDirectory data;
    std::vector<Question> questions;
    std::vector<std::string> before;
    serve_to(data.path(), [&](Client& client) {
        Crowd crowd;
        for (int i = 0; i < 300; ++i) crowd.act(client);
        questions = about(crowd.placed);
        before = ask_all(client, questions);
    });
    REQUIRE(before.size() >= 200);
    std::string said;
    for (const std::string& answer : before) {
        CHECK_THAT(answer, Catch::StartsWith("200 "));
        said += answer;
    }
    for (const std::string_view status : {"NEW", "FILLED", "CANCELED"})
        CHECK_THAT(said, Catch::Contains("\"status\":\"" + std::string{status} + '"'));

    erase_index(data.path());
    std::vector<std::string> after;
    serve_to(data.path(), [&](Client& client) { after = ask_all(client, questions); });
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        INFO(questions[i].path << "?" << questions[i].query);
        CHECK(after[i] == before[i]);
    }
}

}  // namespace divmid::gateway
