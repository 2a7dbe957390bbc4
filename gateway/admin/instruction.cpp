// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/instruction.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <limits>
#include <utility>

#include "engine/command.hpp"
#include "gateway/admin/json_fields.hpp"
#include "gateway/admin/market_instructions.hpp"
#include "gateway/admin/named_fields.hpp"
#include "gateway/admin/public_key.hpp"

namespace divmid::gateway::admin {
namespace {

constexpr std::size_t kReasonMost = 200;  // It becomes a deposit's note: a text of the log.
constexpr std::int64_t kUint32Most = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kPpmMost = 1'000'000;

constexpr std::array<std::pair<std::string_view, Scope>, 5> kScopes{{{"read", Scope::read},
                                                                     {"trade", Scope::trade},
                                                                     {"transfer", Scope::transfer},
                                                                     {"meter", Scope::meter},
                                                                     {"admin", Scope::admin}}};

void list_asset(JsonFields& fields, const Names&, Instruction& to) {
    const std::string symbol = fields.text("symbol", kSymbolMost);
    const auto scale = static_cast<std::uint8_t>(fields.number("scale", 0, 255));
    to.submit = [=](Inbox& inbox, Asker* asker, std::uint64_t request) {
        const TextRef text = inbox.arena().add(symbol);
        inbox.submit(ListAsset{.symbol = text, .scale = scale}, asker, request);
    };
}

void list_market(JsonFields& fields, const Names& names, Instruction& to) {
    const std::string symbol = fields.text("symbol", kSymbolMost);
    const ListedAsset* base = find_asset(fields, "base", names.catalog);
    const ListedAsset* quote = find_asset(fields, "quote", names.catalog);
    const Scale units = base ? base->scale : Scale{};
    const Scale money = quote ? quote->scale : Scale{};
    const auto ppm = [&](std::string_view name) {
        return Ppm{static_cast<std::uint32_t>(fields.number(name, 0, kPpmMost))};
    };
    ListMarket command{.symbol = {},
                       .base = base ? base->asset : AssetId{},
                       .quote = quote ? quote->asset : AssetId{},
                       .tick_size = Price{fields.decimal("tickSize", money)},
                       .lot_size = Quantity{fields.decimal("lotSize", units)},
                       .price_min = Price{fields.decimal("priceMin", money)},
                       .price_max = Price{fields.decimal("priceMax", money)},
                       .quantity_min = Quantity{fields.decimal("quantityMin", units)},
                       .quantity_max = Quantity{fields.decimal("quantityMax", units)},
                       .notional_min = Amount{fields.decimal("notionalMin", money)},
                       .open_orders_max = static_cast<std::uint32_t>(
                           fields.number("openOrdersMax", 1, kUint32Most)),
                       .maker_fee = ppm("makerFeePpm"),
                       .taker_fee = ppm("takerFeePpm")};
    to.submit = [=](Inbox& inbox, Asker* asker, std::uint64_t request) mutable {
        command.symbol = inbox.arena().add(symbol);
        inbox.submit(command, asker, request);
    };
}

void open_account(JsonFields& fields, const Names& names, Instruction& to) {
    to.label = fields.text_if_any("label", Labels::kLengthMost);
    if (!to.label.empty() && !Labels::well_formed(to.label))
        fields.fail("label", "must be of a-z 0-9 . _ - with no digit first");
    if (names.labels.account(to.label)) to.refusal = "The label is taken";
    to.submit = [](Inbox& inbox, Asker* asker, std::uint64_t request) {
        inbox.submit(OpenAccount{}, asker, request);
    };
}

void add_key(JsonFields& fields, const Names& names, Instruction& to) {
    KeyWish wish{.account = find_account(fields, names.labels), .scopes = {}, .public_key = {}};
    std::uint8_t bits = 0;
    for (const std::string& name : fields.texts("scopes")) {
        const auto scope = scope_named(name);
        if (!scope) fields.fail("scopes", "are read, trade, transfer, meter and admin");
        bits = static_cast<std::uint8_t>(bits | (scope ? static_cast<std::uint8_t>(*scope) : 0));
    }
    wish.scopes = Scopes{bits};
    if (bits == 0) fields.fail("scopes", "are empty");
    const std::string text = fields.text_if_any("publicKey", kPublicKeyTextMost);
    if (!text.empty()) {
        auto bytes = read_public_key(text);
        if (!bytes) fields.fail("publicKey", bytes.error());
        wish.public_key = std::move(bytes).value_or("");
    }
    to.new_key = std::move(wish);
}

const Key* find_key(JsonFields& fields, const Keys& keys) {
    if (fields.is_number("key"))
        return keys.find(KeyId{static_cast<std::uint32_t>(fields.number("key", 1, kUint32Most))});
    return keys.find(fields.text("key", 64));
}

void revoke_key(JsonFields& fields, const Names& names, Instruction& to) {
    const Key* key = find_key(fields, names.keys);
    if (!key) fields.fail("key", "is no API key and no keyId");
    to.submit = [id = key ? key->key : KeyId{}](Inbox& inbox, Asker* asker, std::uint64_t request) {
        inbox.submit(RevokeKey{.key = id}, asker, request);
    };
}

void deposit(JsonFields& fields, const Names& names, Instruction& to) {
    const AccountId account = find_account(fields, names.labels);
    const ListedAsset* asset = find_asset(fields, "asset", names.catalog);
    const Amount amount{fields.decimal("amount", asset ? asset->scale : Scale{})};
    to.submit = [=, asset = asset ? asset->asset : AssetId{}, note = to.reason](
                    Inbox& inbox, Asker* asker, std::uint64_t request) {
        const TextRef text = inbox.arena().add(note);
        inbox.submit(Deposit{.account = account, .asset = asset, .amount = amount, .note = text},
                     asker, request);
    };
}

void trade_group(JsonFields& fields, const Names& names, Instruction& to) {
    const SetTradeGroup command{
        .account = find_account(fields, names.labels),
        .group = TradeGroupId{static_cast<std::uint32_t>(fields.number("group", 0, kUint32Most))}};
    to.submit = [=](Inbox& inbox, Asker* asker, std::uint64_t request) {
        inbox.submit(command, asker, request);
    };
}

void fee_tier(JsonFields& fields, const Names& names, Instruction& to) {
    const AccountId account = find_account(fields, names.labels);
    const bool lifted = fields.has("lifted") && fields.flag("lifted");
    const auto rate = [&](std::string_view name) {
        return Ppm{lifted ? 0 : static_cast<std::uint32_t>(fields.number(name, 0, kPpmMost))};
    };
    const SetFeeTier command{.account = account,
                             .lifted = lifted,
                             .maker_fee = rate("makerFeePpm"),
                             .taker_fee = rate("takerFeePpm")};
    to.submit = [=](Inbox& inbox, Asker* asker, std::uint64_t request) {
        inbox.submit(command, asker, request);
    };
}

using Reading = void (*)(JsonFields&, const Names&, Instruction&);

constexpr std::array<std::pair<std::string_view, Reading>, 16> kCommands{
    {{"list-asset", list_asset},
     {"list-market", list_market},
     {"open-account", open_account},
     {"add-key", add_key},
     {"revoke-key", revoke_key},
     {"deposit", deposit},
     {"trade-group", trade_group},
     {"fee-tier", fee_tier},
     {"kill", kill},
     {"lift", lift},
     {"set-rules", set_rules},
     {"set-phase", set_phase},
     {"schedule", schedule_phase},
     {"clear-schedule", clear_schedule},
     {"delist", delist},
     {"bust", bust_trade}}};

Reading reading_of(std::string_view command) {
    const auto found =
        std::ranges::find(kCommands, command, &decltype(kCommands)::value_type::first);
    return found == kCommands.end() ? nullptr : found->second;
}

}  // namespace

bool is_command(std::string_view command) {
    return reading_of(command) != nullptr;
}

std::expected<Instruction, std::string> read_instruction(std::string_view command,
                                                         std::string_view body,
                                                         const Names& names) {
    const Reading read = reading_of(command);
    if (!read) return std::unexpected{"unknown command"};
    boost::json::error_code error;
    const boost::json::value json = boost::json::parse({body.data(), body.size()}, error);
    if (error || !json.is_object()) return std::unexpected{"the body must be a JSON object"};
    JsonFields fields{json.get_object()};
    Instruction instruction;
    instruction.reason = fields.text("reason", kReasonMost);
    read(fields, names, instruction);
    if (auto fault = fields.fault()) return std::unexpected{*std::move(fault)};
    return instruction;
}

std::optional<Scope> scope_named(std::string_view name) {
    const auto found = std::ranges::find(kScopes, name, &decltype(kScopes)::value_type::first);
    if (found == kScopes.end()) return std::nullopt;
    return found->second;
}

std::string names_of(Scopes scopes) {
    std::string names;
    for (const auto& [name, scope] : kScopes) {
        if (!allows(scopes, scope)) continue;
        if (!names.empty()) names += ' ';
        names += name;
    }
    return names;
}

}  // namespace divmid::gateway::admin
