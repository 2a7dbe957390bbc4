// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include <spdlog/logger.h>

#include "gateway/access/keys.hpp"
#include "gateway/admin/instruction.hpp"
#include "gateway/admin/labels.hpp"
#include "gateway/admin/monitor.hpp"
#include "gateway/admin/safe.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/inbox.hpp"
#include "gateway/projections/balances.hpp"
#include "gateway/projections/catalog.hpp"
#include "gateway/projections/market_states.hpp"
#include "gateway/status.hpp"
#include "storage/history.hpp"

namespace divmid::gateway::admin {

/// What the admin listener serves to the operator:
///
///   GET  /livez, /readyz, /metrics       as monitor.hpp has them
///   GET  /admin/v1/status      the process, what is listed, labelled accounts
///   GET  /admin/v1/keys        API keys, without secrets
///   GET  /admin/v1/markets     every market with its rules and its phase
///   POST /admin/v1/<command>   a Command into the log, with a reason (instruction.hpp)
///
/// A command is answered when its record is durable and released: 200 with the ids, 409 with the
/// engine's refusal, 400 for what cannot be read, 503 before the exchange serves. Who may connect
/// is up to the listener.
///
/// Owned by serve(); lives until the reactor has taken its last step.
class Admin final : public Endpoint, public Asker {
public:
    /// Commands that wait for their record, at most; one more gets 503.
    static constexpr std::size_t kWaitingMost = 256;

    struct Services {
        Inbox& inbox;
        const Catalog& catalog;
        const MarketStates& states;
        const Keys& keys;
        const Balances& balances;
        const Status& status;
        Monitor& monitor;
        Safe& safe;
        /// What the log says of a trade: asked only while the exchange serves.
        std::function<Deferred<std::optional<storage::LoggedTrade>>(MarketId, TradeId)> trade;
        spdlog::logger& log;
    };

    /// `labels` are those that the safe holds. All services outlive it.
    Admin(Services services, Labels labels)
        : services_{std::move(services)}, labels_{std::move(labels)} {}

    void request(const HttpRequest& request, std::shared_ptr<Responder> responder) override;
    /// There is no WebSocket here.
    [[nodiscard]] Opened open(const HttpRequest&, Outbox&) override { return nullptr; }
    void released(std::uint64_t request, const Record& record, std::size_t command) override;

private:
    struct Waiting {
        std::shared_ptr<Responder> responder;
        std::string label;     ///< To be kept for the account that opens.
        std::string key_name;  ///< Of the key to add, with
        std::string secret;    ///< what it signs by, if that is shared: shown once, here.
    };

    void instruct(std::string_view command, const HttpRequest& request,
                  std::shared_ptr<Responder> responder);
    void add_key(const KeyWish& wish, std::shared_ptr<Responder> responder);
    void bust(const BustWish& wish, const std::string& reason,
              const std::shared_ptr<Responder>& responder);
    void bust(const std::optional<storage::LoggedTrade>& found, const BustWish& wish,
              const std::string& reason, const std::shared_ptr<Responder>& responder);
    /// Answers once `kept` is; with a fault when it could not be.
    void answer_when(Deferred<std::string> kept, HttpResponse response,
                     const std::shared_ptr<Responder>& responder);
    /// An account that is being opened is to be called so.
    [[nodiscard]] bool label_waits(const std::string& label) const;
    [[nodiscard]] std::uint64_t wait(Waiting waiting);

    Services services_;
    Labels labels_;
    std::unordered_map<std::uint64_t, Waiting> waiting_;
    std::uint64_t last_request_ = 0;
};

}  // namespace divmid::gateway::admin
