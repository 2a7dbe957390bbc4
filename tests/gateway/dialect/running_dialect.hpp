// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/exchange.hpp"
#include "engine/reactor/call_stage.hpp"
#include "engine/reactor/manual_clock.hpp"
#include "engine/reactor/reactor.hpp"
#include "gateway/access/secrets.hpp"
#include "gateway/dialect/dialect.hpp"
#include "gateway/feeds/feeds.hpp"
#include "gateway/projections/projections.hpp"
#include "storage/log_writer.hpp"
#include "storage/rocks_history.hpp"
#include "storage/store.hpp"
#include "tests/gateway/dialect/ed25519_signer.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::gateway {

/// A client's end of a WebSocket: what it was told, in order.
class FakeSocket final : public Outbox {
public:
    void send_text(std::string_view payload) override { told.emplace_back(payload); }
    void send_frame(const SharedFrame& frame) override;
    void close(std::uint16_t code, std::string_view) override { closed_with = code; }
    [[nodiscard]] std::string_view peer() const override { return "192.0.2.1"; }
    [[nodiscard]] std::size_t queued() const override { return bytes_queued; }

    /// The oldest message not yet taken, as JSON. Requires: there is one.
    [[nodiscard]] boost::json::value take();

    std::deque<std::string> told;
    std::vector<SharedFrame> frames;
    int closed_with = 0;
    std::size_t bytes_queued = 0;
};

/// One connection, from its upgrade to its end.
struct FakeConnection {
    FakeSocket socket;
    std::unique_ptr<Conversation> conversation;

    void say(std::string_view message) { conversation->receive(message); }
    /// As when the connection has written all that was queued.
    void drain() {
        socket.bytes_queued = 0;
        conversation->drained();
    }
    ~FakeConnection() {
        if (conversation) conversation->closed();
    }
};

/// A client that waits for one response.
class KeptResponse final : public Responder {
public:
    void respond(HttpResponse response) override { kept = std::move(response); }
    std::optional<HttpResponse> kept;
};

struct Reply {
    unsigned status{};
    boost::json::value body;
    std::vector<std::pair<std::string, std::string>> headers;

    /// Nothing when there is none of that name.
    [[nodiscard]] std::optional<std::string> header(std::string_view name) const {
        for (const auto& [known, value] : headers)
            if (known == name) return value;
        return std::nullopt;
    }
    [[nodiscard]] std::int64_t code() const { return body.at("code").as_int64(); }
    [[nodiscard]] std::string message() const {
        return boost::json::value_to<std::string>(body.at("msg"));
    }
};

struct Trader {
    AccountId account;
    KeyId key;
    std::string key_name;
    std::string secret;
    std::optional<Ed25519Signer> signer{};  ///< Then there is no secret.
};

/// Rates that no test reaches. Not zero: answers tell of those that are.
inline constexpr RateLimits kNoLimits{.weight_per_minute = 60'000'000,
                                      .requests_per_5_minutes = 60'000'000,
                                      .handshakes_per_5_minutes = 60'000'000,
                                      .orders_per_10_seconds = 60'000'000,
                                      .orders_per_day = 60'000'000};

/// A whole exchange behind its dialect, stepped by hand: no socket, no thread that matters, no time
/// that passes by itself. Ticks are applied by `apply()`; what they made counts as durable, and is
/// told, only at `release()`. Market DVMUSD: tick 0.0001, lot 0.01, both assets of scale 6, fees
/// 0.1 % and 0.2 %; alice and bob have 10,000 DVM and 10,000 USD each.
class RunningDialect {
public:
    explicit RunningDialect(const RateLimits& limits = kNoLimits, InboxLimits inbox = {});

    [[nodiscard]] Trader open_account(std::string_view key_name, Scopes scopes = kAllScopes);
    /// Another key of the trader's account, of Ed25519.
    [[nodiscard]] Trader add_public_key(const Trader& trader, std::string_view key_name,
                                        Scopes scopes = kAllScopes);

    /// An administrator's command, applied and released.
    template <class Command>
    const Record& command(const Command& command) {
        inbox.submit(command);
        settle();
        return last_;
    }

    /// One more market of DVM in USD, without fees and with wide limits.
    void list_market(std::string_view symbol);

    /// From now on what is released is in the store's log too, with all that was: on a disk, so it
    /// takes its time.
    void keep_log();

    /// Makes a record of what waits; nothing when nothing does.
    void apply();
    /// Tells everybody of the oldest record not yet told.
    void release();
    /// Until nothing is left to do.
    void settle();
    void advance(std::chrono::microseconds time);

    [[nodiscard]] Timestamp now() const { return Timestamp{clock.now().count()}; }
    [[nodiscard]] std::string milliseconds() const { return std::to_string(now().value() / 1000); }
    /// A time for a request, in microseconds: a little ahead, and another one each time, so that no
    /// two requests have the same signature.
    [[nodiscard]] std::string stamp() { return std::to_string(now().value() + ++stamps_); }

    // REST. The answer is there when everything that the request started is done.

    Reply get(std::string_view path, std::string_view query = "");
    /// Signed; `parameters` without timestamp and signature.
    Reply ask(const Trader& trader, std::string_view verb, std::string_view path,
              std::string parameters = "");
    Reply request(HttpRequest request);
    /// Without waiting for the answer.
    void send(const HttpRequest& request, std::shared_ptr<Responder> responder);

    Reply place(const Trader& trader, std::string parameters) {
        return ask(trader, "POST", "/api/v3/order", "symbol=DVMUSD&" + std::move(parameters));
    }

    [[nodiscard]] std::unique_ptr<FakeConnection> connect(std::string_view path,
                                                          std::string_view query = "");

    /// Of the last connect() that was refused with one.
    HttpResponse last_refusal;

    /// A signed request of the WebSocket API. `params` are name and JSON text of the value; a
    /// timestamp is added unless there is one.
    using Params = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] std::string signed_message(const Trader& trader, std::string_view id,
                                             std::string_view method, Params params);

    storage::TemporaryDirectory directory;
    ManualClock clock;
    Reactor reactor{clock.reading()};
    CallStage stage{reactor, 64, 1};
    CallStage verifying{reactor, Verifications::kStageRoom, Verifications::kThreads};
    Verifications verifications{verifying};
    storage::Store store;
    std::unique_ptr<storage::RocksHistory> history;
    Exchange exchange;
    Inbox inbox;
    Projections projections;
    Secrets secrets;
    Feeds feeds;
    std::optional<AccountFeed> account_feed;
    Dialect dialect;
    /// Copies of what was released: for projections made again.
    std::vector<Record> log;

    Trader alice;
    Trader bob;

private:
    void open_market();
    [[nodiscard]] Services services(const RateLimits& limits);

    void write_log(std::span<Record> records);

    std::int64_t stamps_ = 0;
    std::optional<storage::LogWriter> log_writer_;
    std::deque<Record> durable_later_;
    Record last_;
};

/// As the trader's key signs: hex of a code, or base64.
[[nodiscard]] std::string sign(const Trader& trader, std::string_view payload);

}  // namespace divmid::gateway
