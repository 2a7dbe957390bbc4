// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/access/keys.hpp"
#include "gateway/dialect/account_subscriptions.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/request.hpp"
#include "gateway/dialect/session_ties.hpp"

namespace divmid::gateway {

/// How one connection wants its answers, from the URL it was opened with.
struct ApiManners {
    TimeUnit unit{};
    bool rate_limits{true};
};

/// What one connection of the WebSocket API is: which key it is logged on with, and which accounts
/// it hears of. Belongs to the connection's ApiLine.
class ApiSession {
public:
    /// `services` outlive it, the outbox until hang_up().
    ApiSession(const Services& services, Outbox& outbox, ApiManners manners, SessionId id)
        : services_{services},
          manners_{manners},
          connected_since_{services.clock()},
          subscriptions_{services, outbox},
          ties_{services, id} {}

    /// The key that requests without one of their own come from; null when there is none. It may be
    /// revoked: end_if_revoked() then ends the logon.
    [[nodiscard]] const Key* logged_on() const { return key_; }
    void end_if_revoked();
    /// About once a second.
    void sweep() { ties_.end_revoked(); }

    /// What the caller's orders are tied to. False when no more accounts may be.
    [[nodiscard]] bool tie(Caller& caller) { return ties_.tie(caller); }

    /// Requires: is_session(request.operation); every request before it was answered.
    Outcome run(const Request& request, std::string& result);

    /// The last words of its subscriptions.
    void goodbye() { subscriptions_.end_all(); }
    /// The connection is gone: nothing is sent any more.
    void hang_up() {
        subscriptions_.hang_up();
        ties_.end();
    }

private:
    Outcome log_on(const Request& request, std::string& result);
    Outcome log_out(const Request& request, std::string& result);
    Outcome status(const Request& request, std::string& result);
    Outcome cancel_on_disconnect(const Request& request, std::string& result);
    Outcome subscribe(const Request& request, std::string& result);
    Outcome write_status(std::string& result) const;
    void write_time(JsonWriter& json, Timestamp time) const;
    void forget_key();

    const Services& services_;
    ApiManners manners_;
    Timestamp connected_since_;
    const Key* key_ = nullptr;  ///< Lives as long as the projections.
    std::string key_name_;
    Timestamp authorized_since_;
    AccountSubscriptions subscriptions_;
    SessionTies ties_;
};

}  // namespace divmid::gateway
