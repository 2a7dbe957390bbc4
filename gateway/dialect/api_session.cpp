// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/api_session.hpp"

#include "gateway/dialect/faults.hpp"

namespace divmid::gateway {
namespace {

/// Some clients sign every request, these too. There is nothing to prove here.
void pass_over_proof(Parameters& parameters) {
    for (const std::string_view name : {"apiKey", "recvWindow", "signature", "timestamp"})
        static_cast<void>(parameters.maybe_text(name));
}

}  // namespace

Outcome ApiSession::run(const Request& request, std::string& result) {
    end_if_revoked();
    switch (request.operation) {
        case Operation::session_logon:
            return log_on(request, result);
        case Operation::session_status:
            return status(request, result);
        case Operation::session_logout:
            return log_out(request, result);
        case Operation::session_subscriptions:
            pass_over_proof(request.parameters);
            if (auto fault = fault_of(request)) return std::unexpected{*fault};
            return subscriptions_.list(result);
        case Operation::cancel_on_disconnect:
            return cancel_on_disconnect(request, result);
        case Operation::subscribe_account:
            return subscribe(request, result);
        case Operation::subscribe_account_signed:
            if (auto fault = fault_of(request)) return std::unexpected{*fault};
            return subscriptions_.subscribe(request.caller, AccountSubscriptions::Ground::signature,
                                            result);
        case Operation::unsubscribe_account:
            pass_over_proof(request.parameters);
            return subscriptions_.unsubscribe(request.parameters, result);
        default:
            return std::unexpected{refuse::unsupported_operation()};
    }
}

void ApiSession::end_if_revoked() {
    if (key_ && key_->revoked) forget_key();
}

Outcome ApiSession::log_on(const Request& request, std::string& result) {
    const std::string_view name = request.parameters.peek("apiKey");
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    const Key* const key = services_.projections.keys.find(request.caller.key);
    if (key->algorithm != KeyAlgorithm::ed25519)
        return std::unexpected{refuse::key_not_for_sessions()};
    if (key != key_) forget_key();
    key_ = key;
    key_name_ = name;
    authorized_since_ = services_.clock();
    return write_status(result);
}

Outcome ApiSession::log_out(const Request& request, std::string& result) {
    pass_over_proof(request.parameters);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    forget_key();
    return write_status(result);
}

Outcome ApiSession::status(const Request& request, std::string& result) {
    pass_over_proof(request.parameters);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return write_status(result);
}

Outcome ApiSession::cancel_on_disconnect(const Request& request, std::string& result) {
    pass_over_proof(request.parameters);
    const bool enabled = request.parameters.flag("enabled", true);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    ties_.enable(enabled);
    JsonWriter{result}.begin_object().member("cancelOnDisconnect").boolean(enabled).end_object();
    return Progress::answered;
}

Outcome ApiSession::subscribe(const Request& request, std::string& result) {
    pass_over_proof(request.parameters);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    if (!key_ || !allows(key_->scopes, Scope::read)) return std::unexpected{refuse::key_rejected()};
    const Caller caller{
        .account = key_->account, .key = key_->key, .deadline = kNever, .unit = manners_.unit};
    return subscriptions_.subscribe(caller, AccountSubscriptions::Ground::logon, result);
}

Outcome ApiSession::write_status(std::string& result) const {
    JsonWriter json{result};
    json.begin_object().member("apiKey");
    if (key_)
        json.text(key_name_);
    else
        json.raw("null");
    json.member("authorizedSince");
    if (key_)
        write_time(json, authorized_since_);
    else
        json.raw("null");
    write_time(json.member("connectedSince"), connected_since_);
    json.member("returnRateLimits").boolean(manners_.rate_limits);
    write_time(json.member("serverTime"), services_.clock());
    json.member("userDataStream").boolean(subscriptions_.any()).end_object();
    return Progress::answered;
}

void ApiSession::write_time(JsonWriter& json, Timestamp time) const {
    json.number(to_wire_time(time, manners_.unit));
}

void ApiSession::forget_key() {
    if (!key_) return;
    key_ = nullptr;
    key_name_.clear();
    subscriptions_.logged_out();
}

}  // namespace divmid::gateway
