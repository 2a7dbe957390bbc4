// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/reports.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "gateway/admin/instruction.hpp"
#include "gateway/admin/named_fields.hpp"
#include "gateway/admin/rule_fields.hpp"
#include "gateway/admin/time_text.hpp"
#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway::admin {
namespace {

std::string_view name_of(Status::Phase phase) {
    switch (phase) {
        case Status::Phase::opening:
            return "opening";
        case Status::Phase::recovering:
            return "recovering";
        case Status::Phase::offline:
            return "offline";
        case Status::Phase::serving:
            return "serving";
        case Status::Phase::stopping:
            return "stopping";
    }
    return "";
}

std::string_view name_of(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::hmac_sha256:
            return "HMAC_SHA256";
        case KeyAlgorithm::ed25519:
            return "ED25519";
    }
    return "";
}

std::vector<std::string> reasons_not_ready(const Status& status) {
    std::vector<std::string> reasons;
    if (status.phase != Status::Phase::serving) reasons.emplace_back(name_of(status.phase));
    if (status.storage_low) reasons.emplace_back("free disk space is below the reserve");
    if (status.overloaded) reasons.emplace_back("overloaded");
    return reasons;
}

void write_replay(JsonWriter& json, const Status& status) {
    json.member("replayed").number(status.replayed.value());
    json.member("toReplay").number(status.to_replay.value());
}

void write_markets(JsonWriter& json, const Catalog& catalog) {
    json.member("markets").begin_array();
    for (const auto& [id, market] : catalog.markets()) {
        json.begin_object();
        json.member("market").number(id.value());
        json.member("symbol").text(market.symbol);
        json.member("base").text(market.base);
        json.member("quote").text(market.quote);
        json.end_object();
    }
    json.end_array();
}

void write_assets(JsonWriter& json, const Catalog& catalog) {
    json.member("assets").begin_array();
    for (const auto& [id, asset] : catalog.assets()) {
        json.begin_object();
        json.member("asset").number(id.value());
        json.member("symbol").text(asset.symbol);
        json.member("scale").number(asset.scale);
        json.end_object();
    }
    json.end_array();
}

void write_balances(JsonWriter& json, AccountId account, const Catalog& catalog,
                    const Balances& balances) {
    json.member("balances").begin_array();
    for (const auto& [id, asset] : catalog.assets()) {
        const Balance balance = balances.balance(account, id);
        json.begin_object();
        json.member("asset").text(asset.symbol);
        json.member("available").decimal(balance.available.value(), asset.scale);
        json.member("held").decimal(balance.held.value(), asset.scale);
        json.end_object();
    }
    json.end_array();
}

void write_accounts(JsonWriter& json, const Labels& labels, const Catalog& catalog,
                    const Balances& balances) {
    json.member("accounts").begin_array();
    for (const auto& [label, account] : labels.all()) {
        json.begin_object();
        json.member("account").number(account.value());
        json.member("label").text(label);
        write_balances(json, account, catalog, balances);
        json.end_object();
    }
    json.end_array();
}

void write_state(JsonWriter& json, const MarketState& state) {
    json.member("phase").text(admin::name_of(state.phase));
    if (state.until != Timestamp{}) {
        json.member("until").text(text_of(state.until));
        json.member("next").text(admin::name_of(state.next));
    }
    json.member("killed").boolean(state.killed);
    json.member("schedule").begin_array();
    for (const PhaseScheduled& entry : state.schedule) {
        json.begin_object().member("at").text(text_of(entry.at));
        json.member("phase").text(admin::name_of(entry.phase));
        json.member("every").text(text_of(entry.every));
        json.member("lasts").text(text_of(entry.lasts));
        json.member("next").text(admin::name_of(entry.next)).end_object();
    }
    json.end_array();
}

}  // namespace

HttpResponse liveness(const Status& status) {
    HttpResponse response;
    JsonWriter{response.body}
        .begin_object()
        .member("alive")
        .boolean(true)
        .member("passes")
        .number(status.passes)
        .end_object();
    return response;
}

HttpResponse readiness(const Status& status) {
    const std::vector<std::string> reasons = reasons_not_ready(status);
    HttpResponse response;
    response.status = reasons.empty() ? 200 : 503;
    JsonWriter json{response.body};
    json.begin_object().member("ready").boolean(reasons.empty());
    json.member("reasons").begin_array();
    for (const std::string& reason : reasons) json.text(reason);
    json.end_array();
    write_replay(json, status);
    json.end_object();
    return response;
}

HttpResponse report(const Status& status, const Catalog& catalog, const Balances& balances,
                    const Labels& labels) {
    HttpResponse response;
    JsonWriter json{response.body};
    json.begin_object();
    json.member("phase").text(name_of(status.phase));
    json.member("sequence").number(status.released.value());
    write_replay(json, status);
    json.member("recordsInFlight").number(status.journal.records);
    json.member("bytesInFlight").number(status.journal.bytes);
    json.member("commandsWaiting").number(status.commands_waiting);
    json.member("connections").number(status.connections);
    json.member("storageLow").boolean(status.storage_low);
    json.member("overloaded").boolean(status.overloaded);
    write_assets(json, catalog);
    write_markets(json, catalog);
    write_accounts(json, labels, catalog, balances);
    json.end_object();
    return response;
}

HttpResponse report(const Catalog& catalog, const MarketStates& states) {
    HttpResponse response;
    JsonWriter json{response.body};
    json.begin_object().member("killed").boolean(states.all_killed());
    json.member("markets").begin_array();
    for (const auto& [id, market] : catalog.markets()) {
        json.begin_object();
        json.member("symbol").text(market.symbol);
        write_state(json, *states.market(id));
        write_rules(json.member("rules"), market, market.rules);
        json.end_object();
    }
    json.end_array().end_object();
    return response;
}

HttpResponse report(const Keys& keys) {
    HttpResponse response;
    JsonWriter json{response.body};
    json.begin_object().member("keys").begin_array();
    keys.visit([&](std::string_view name, const Key& key) {
        json.begin_object();
        json.member("keyId").number(key.key.value());
        json.member("apiKey").text(name);
        json.member("account").number(key.account.value());
        json.member("scopes").text(names_of(key.scopes));
        json.member("algorithm").text(name_of(key.algorithm));
        json.member("revoked").boolean(key.revoked);
        json.end_object();
    });
    json.end_array().end_object();
    return response;
}

}  // namespace divmid::gateway::admin
