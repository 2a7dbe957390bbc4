// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/exchange.hpp"
#include "engine/reactor/manual_clock.hpp"
#include "engine/reactor/reactor.hpp"
#include "gateway/admin/admin.hpp"
#include "gateway/projections/projections.hpp"

namespace divmid::gateway::admin {

/// A safe without a disk, that can be out of order.
class FakeSafe final : public Safe {
public:
    explicit FakeSafe(Reactor& reactor) : reactor_{reactor} {}

    Deferred<std::string> keep_secret(KeyId key, std::string secret) override {
        if (fault.empty()) secrets[key] = std::move(secret);
        return Deferred<std::string>::ready(reactor_, fault);
    }
    Deferred<std::string> erase_secret(KeyId key) override {
        secrets.erase(key);
        return Deferred<std::string>::ready(reactor_, fault);
    }
    Deferred<std::string> keep_label(std::string label, AccountId account) override {
        if (fault.empty()) labels[std::move(label)] = account;
        return Deferred<std::string>::ready(reactor_, fault);
    }

    std::map<KeyId, std::string> secrets;
    std::map<std::string, AccountId> labels;
    std::string fault;

private:
    Reactor& reactor_;
};

/// Administration around a real exchange, with a journal that is done at once when told to be.
class AdminDesk {
public:
    AdminDesk() { status.phase = Status::Phase::serving; }

    struct Reply final : Responder {
        void respond(HttpResponse given) override { response = std::move(given); }
        std::optional<HttpResponse> response;
    };

    std::shared_ptr<Reply> ask(std::string_view method, std::string_view path,
                               std::string_view body = {}) {
        HttpRequest request;
        request.method = method;
        request.path = path;
        request.body = body;
        auto reply = std::make_shared<Reply>();
        admin.request(request, reply);
        return reply;
    }

    /// One tick becomes durable and is released; then what waits in the reactor runs.
    void release() {
        if (!inbox.empty()) {
            Tick tick = inbox.take();
            tick.time = time = time + Duration{1};
            const Record record = exchange.apply(std::move(tick));
            projections.apply(record);
            for (const TradeExecuted& trade : record.events.all<TradeExecuted>())
                trades.push_back({trade, record.tick.time, record.sequence, false});
            inbox.answer(record);
        }
        while (reactor.run_ready(100) > 0) {
        }
    }

    /// The whole answer of a command.
    HttpResponse command(std::string_view name, std::string_view body) {
        const auto reply = ask("POST", "/admin/v1/" + std::string{name}, body);
        // Twice: what has to be looked up is a command only then.
        release();
        release();
        return reply->response.value_or(HttpResponse{.status = 0, .body = {}, .headers = {}});
    }

    Deferred<std::optional<storage::LoggedTrade>> find(MarketId market, TradeId id) {
        using Found = std::optional<storage::LoggedTrade>;
        if (disk_broken)
            return Deferred<Found>::failed(reactor,
                                           std::make_exception_ptr(std::runtime_error{"disk"}));
        for (const storage::LoggedTrade& known : trades)
            if (known.trade.market == market && known.trade.trade == id)
                return Deferred<Found>::ready(reactor, Found{known});
        return Deferred<Found>::ready(reactor, std::nullopt);
    }

    ManualClock clock;
    Reactor reactor{clock.reading()};
    Exchange exchange;
    Timestamp time{1'700'000'000'000'000};
    Inbox inbox;
    Projections projections;
    Status status;
    FakeSafe safe{reactor};
    /// What the log says of trades, and whether its disk answers.
    std::vector<storage::LoggedTrade> trades;
    bool disk_broken = false;
    std::ostringstream logged;
    spdlog::logger log{"admin", std::make_shared<spdlog::sinks::ostream_sink_mt>(logged)};
    metrics::Exposition exposition{clock.reading()};
    Monitor monitor{status, exposition};
    Admin admin{{.inbox = inbox,
                 .catalog = projections.catalog,
                 .states = projections.market_states,
                 .keys = projections.keys,
                 .balances = projections.balances,
                 .status = status,
                 .monitor = monitor,
                 .safe = safe,
                 .trade = [this](MarketId market, TradeId id) { return find(market, id); },
                 .log = log},
                Labels{}};
};

}  // namespace divmid::gateway::admin
