// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/dialect/running_dialect.hpp"

#include <algorithm>
#include <optional>

#include "engine/check.hpp"
#include "gateway/dialect/query_string.hpp"

namespace divmid::gateway {
namespace {

// 2026-01-01T00:00Z
constexpr std::chrono::microseconds kStart{1'767'225'600'000'000};

/// The payload of a frame as text_frame() makes it.
std::string_view payload_of(std::string_view frame) {
    const auto length = static_cast<unsigned char>(frame[1]);
    return frame.substr(length < 126 ? 2 : length == 126 ? 4 : 10);
}

}  // namespace

void FakeSocket::send_frame(const SharedFrame& frame) {
    frames.push_back(frame);
    told.emplace_back(payload_of(*frame));
}

boost::json::value FakeSocket::take() {
    ENSURE(!told.empty());
    boost::json::value message = boost::json::parse(told.front());
    told.pop_front();
    return message;
}

RunningDialect::RunningDialect(const RateLimits& limits, InboxLimits inbox_limits)
    : store{*storage::Store::open(directory.path() / "data")},
      inbox{inbox_limits},
      feeds{reactor,
            {projections, [this] { return now(); },
             [this] { return inbox.empty() && durable_later_.empty(); }}},
      dialect{services(limits), secrets, feeds} {
    clock.set(kStart);
    open_market();
    alice = open_account("alice0000000000000000");
    bob = open_account("bob000000000000000000");
}

Services RunningDialect::services(const RateLimits& limits) {
    // A history member that is not made yet: the services refer to it, and use it later.
    history = *storage::RocksHistory::open(store, reactor, stage);
    ENSURE(history->recovered(Sequence{}));
    account_feed.emplace(projections, *history, [this] { return now(); });
    return {.inbox = inbox,
            .projections = projections,
            .history = *history,
            .account_feed = *account_feed,
            .verifications = verifications,
            .clock = [this] { return now(); },
            .started = Timestamp{kStart.count()},
            .limits = limits};
}

Trader RunningDialect::open_account(std::string_view key_name, Scopes scopes) {
    const AccountId account = command(OpenAccount{}).events.all<AccountOpened>().front().account;
    AddKey add{.account = account, .scopes = scopes, .algorithm = {}, .name = {}, .public_key = {}};
    add.name = inbox.arena().add(key_name);
    const KeyId key = command(add).events.all<KeyAdded>().front().key;
    const std::string secret = "secret of " + std::string{key_name};
    secrets.put(key, secret);
    for (const AssetId asset : {AssetId{1}, AssetId{2}})
        command(Deposit{
            .account = account, .asset = asset, .amount = Amount{10'000'000'000}, .note = {}});
    return {account, key, std::string{key_name}, secret};
}

Trader RunningDialect::add_public_key(const Trader& trader, std::string_view key_name,
                                      Scopes scopes) {
    const Ed25519Signer signer;
    AddKey add{.account = trader.account,
               .scopes = scopes,
               .algorithm = KeyAlgorithm::ed25519,
               .name = inbox.arena().add(key_name),
               .public_key = inbox.arena().add(signer.public_key())};
    const KeyId key = command(add).events.all<KeyAdded>().front().key;
    return {trader.account, key, std::string{key_name}, {}, signer};
}

void RunningDialect::open_market() {
    for (const std::string_view symbol : {"DVM", "USD"})
        command(ListAsset{.symbol = inbox.arena().add(symbol), .scale = 6});
    command(ListMarket{.symbol = inbox.arena().add("DVMUSD"),
                       .base = AssetId{1},
                       .quote = AssetId{2},
                       .tick_size = Price{100},
                       .lot_size = Quantity{10'000},
                       .price_min = Price{100},
                       .price_max = Price{100'000'000},
                       .quantity_min = Quantity{10'000},
                       .quantity_max = Quantity{100'000'000'000},
                       .notional_min = Amount{1'000'000},
                       .open_orders_max = 200,
                       .maker_fee = Ppm{1000},
                       .taker_fee = Ppm{2000}});
}

void RunningDialect::list_market(std::string_view symbol) {
    command(ListMarket{.symbol = inbox.arena().add(symbol),
                       .base = AssetId{1},
                       .quote = AssetId{2},
                       .tick_size = Price{100},
                       .lot_size = Quantity{10'000},
                       .price_min = Price{100},
                       .price_max = Price{100'000'000},
                       .quantity_min = Quantity{10'000},
                       .quantity_max = Quantity{100'000'000},
                       .notional_min = Amount{1},
                       .open_orders_max = 200,
                       .maker_fee = Ppm{0},
                       .taker_fee = Ppm{0}});
}

void RunningDialect::keep_log() {
    log_writer_ = *storage::LogWriter::open(store, storage::LogEnd{}, storage::HeadInterval{});
    write_log(log);
}

void RunningDialect::write_log(std::span<Record> records) {
    while (!records.empty()) {
        const auto written = log_writer_->write(records, std::size_t{1} << 20);
        ENSURE(written);
        records = records.subspan(*written);
    }
}

void RunningDialect::apply() {
    if (inbox.empty()) return;
    Tick tick = inbox.take();
    tick.time = now();
    durable_later_.push_back(exchange.apply(std::move(tick)));
}

void RunningDialect::release() {
    if (durable_later_.empty()) return;
    Record record = std::move(durable_later_.front());
    durable_later_.pop_front();
    if (log_writer_) write_log({&record, 1});
    account_feed->apply(record);
    history->apply(record);
    projections.apply(record);
    feeds.publish(record);
    account_feed->publish();
    inbox.answer(record);
    log.push_back(record);
    last_ = std::move(record);
}

void RunningDialect::settle() {
    // The reactor comes last: what a stage has finished by then is in its mail.
    while (!inbox.empty() || !durable_later_.empty() || stage.depth() > 0 || history->writing() ||
           verifications.depth() > 0 || !reactor.idle()) {
        apply();
        release();
        reactor.run_ready(1000);
    }
}

void RunningDialect::advance(std::chrono::microseconds time) {
    clock.advance(time);
    reactor.run_ready(1000);
    settle();
}

Reply RunningDialect::get(std::string_view path, std::string_view query) {
    HttpRequest plain;
    plain.method = "GET";
    plain.path = path;
    plain.query = query;
    return request(plain);
}

Reply RunningDialect::ask(const Trader& trader, std::string_view verb, std::string_view path,
                          std::string parameters) {
    if (!parameters.empty()) parameters += '&';
    parameters += "timestamp=" + stamp();
    std::string signature;
    append_encoded(sign(trader, parameters), signature);
    parameters += "&signature=" + signature;
    HttpRequest asked;
    asked.method = verb;
    asked.path = path;
    asked.query = parameters;
    asked.api_key = trader.key_name;
    return request(asked);
}

Reply RunningDialect::request(HttpRequest request) {
    const auto responder = std::make_shared<KeptResponse>();
    request.peer = "192.0.2.1";
    dialect.request(request, responder);
    settle();
    ENSURE(responder->kept);
    return {responder->kept->status, boost::json::parse(responder->kept->body),
            responder->kept->headers};
}

void RunningDialect::send(const HttpRequest& request, std::shared_ptr<Responder> responder) {
    dialect.request(request, std::move(responder));
}

std::unique_ptr<FakeConnection> RunningDialect::connect(std::string_view path,
                                                        std::string_view query) {
    auto connection = std::make_unique<FakeConnection>();
    HttpRequest upgrade;
    upgrade.method = "GET";
    upgrade.path = path;
    upgrade.query = query;
    upgrade.peer = connection->socket.peer();
    auto opened = dialect.open(upgrade, connection->socket);
    last_refusal = {};
    if (!opened) last_refusal = std::move(opened.error());
    if (!opened || !*opened) return nullptr;
    connection->conversation = *std::move(opened);
    return connection;
}

std::string RunningDialect::signed_message(const Trader& trader, std::string_view id,
                                           std::string_view method, Params params) {
    params.emplace_back("apiKey", '"' + trader.key_name + '"');
    const bool stamped =
        std::ranges::any_of(params, [](const auto& param) { return param.first == "timestamp"; });
    if (!stamped) params.emplace_back("timestamp", stamp());
    std::ranges::sort(params);
    std::string payload;
    std::string json;
    for (const auto& [name, value] : params) {
        const bool quoted = value.starts_with('"');
        payload += (payload.empty() ? "" : "&") + name + '=' +
                   (quoted ? value.substr(1, value.size() - 2) : value);
        json += '"' + name + "\":" + value + ',';
    }
    return "{\"id\":" + std::string{id} + ",\"method\":\"" + std::string{method} +
           "\",\"params\":{" + json + "\"signature\":\"" + sign(trader, payload) + "\"}}";
}

std::string sign(const Trader& trader, std::string_view payload) {
    if (trader.signer) return trader.signer->sign(payload);
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string hex;
    for (const std::uint8_t byte : HmacKey{trader.secret}.sign(payload)) {
        hex += kHex[byte >> 4U];
        hex += kHex[byte & 15U];
    }
    return hex;
}

}  // namespace divmid::gateway
