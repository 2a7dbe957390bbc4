// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/types.hpp"
#include "gateway/access/keys.hpp"
#include "gateway/admin/labels.hpp"
#include "gateway/inbox.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway::admin {

/// A key that somebody asks for; its name is made by the exchange, and its secret where it has one.
struct KeyWish {
    AccountId account;
    Scopes scopes;
    std::string public_key;  ///< 32 bytes: Ed25519. None: HMAC, with a secret.
};

/// A trade to be taken back; what the command says of it is looked up in the log.
struct BustWish {
    MarketId market;
    TradeId trade;
};

/// What an operator asked for, with every name looked up and every number read: a command that only
/// needs to be put into the inbox.
struct Instruction {
    std::string reason;
    /// Why it cannot be done though it was understood, as the engine would refuse it; else empty.
    std::string refusal;
    std::string label;               ///< Of the account to open; may be empty.
    std::optional<KeyWish> new_key;  ///< Then there is no `submit` yet: a secret comes first.
    std::optional<BustWish> bust;    ///< Likewise: a look-up comes first.
    std::function<void(Inbox&, Asker*, std::uint64_t request)> submit;
};

/// What the names in an instruction may stand for. Valid while the call lasts.
struct Names {
    const Catalog& catalog;
    const Keys& keys;
    const Labels& labels;
};

/// The commands that POST /admin/v1/<command> takes. Amounts and prices are decimal strings, assets
/// are symbols, an account is its number or its label; each has a "reason".
///
///   list-asset    symbol scale
///   list-market   symbol base quote tickSize lotSize priceMin priceMax quantityMin quantityMax
///                 notionalMin openOrdersMax makerFeePpm takerFeePpm
///   open-account  [label]
///   add-key       account scopes [publicKey] (PEM, base64 or hex: Ed25519)
///   revoke-key    key (its name or its keyId)
///   deposit       account asset amount
///   trade-group   account group (0: none)
///   fee-tier      account makerFeePpm takerFeePpm, or account lifted (true: the markets' rates)
///   kill, lift    account or market; neither: everybody
///   set-rules     market rules (rule_fields.hpp: the market keeps those that are not given)
///   set-phase     market phase [until next]
///   schedule      market at phase [every lasts next]
///   clear-schedule   market
///   delist        market at
///   bust          market trade
///
/// Times and lengths of time are as in time_text.hpp, phases as in named_fields.hpp.
[[nodiscard]] bool is_command(std::string_view command);

/// What is wrong, for people, when the body is not such an instruction. Whether the exchange agrees
/// is another question, and the engine's.
[[nodiscard]] std::expected<Instruction, std::string> read_instruction(std::string_view command,
                                                                       std::string_view body,
                                                                       const Names& names);

/// "read", "trade", …
[[nodiscard]] std::optional<Scope> scope_named(std::string_view name);
[[nodiscard]] std::string names_of(Scopes scopes);

}  // namespace divmid::gateway::admin
