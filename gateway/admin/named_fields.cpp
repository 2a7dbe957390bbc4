// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/named_fields.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

namespace divmid::gateway::admin {
namespace {

constexpr std::int64_t kUint32Most = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kPhaseMost = 16;

constexpr std::array<std::pair<std::string_view, Phase>, 7> kPhases{
    {{"continuous", Phase::continuous},
     {"closed", Phase::closed},
     {"cancel-only", Phase::cancel_only},
     {"post-only", Phase::post_only},
     {"auction-call", Phase::auction_call},
     {"halted", Phase::halted},
     {"delisted", Phase::delisted}}};

}  // namespace

const ListedAsset* find_asset(JsonFields& fields, std::string_view name, const Catalog& catalog) {
    const std::string symbol = fields.text(name, kSymbolMost);
    for (const auto& [id, asset] : catalog.assets())
        if (asset.symbol == symbol) return &asset;
    fields.fail(name, "names no listed asset");
    return nullptr;
}

const ListedMarket* find_market(JsonFields& fields, const Catalog& catalog) {
    const ListedMarket* const market = catalog.market(fields.text("market", kSymbolMost));
    if (!market) fields.fail("market", "names no listed market");
    return market;
}

AccountId find_account(JsonFields& fields, const Labels& labels) {
    if (fields.is_number("account"))
        return AccountId{static_cast<std::uint32_t>(fields.number("account", 1, kUint32Most))};
    const auto account = labels.account(fields.text("account", Labels::kLengthMost));
    if (!account) fields.fail("account", "is no label of an account");
    return account.value_or(AccountId{});
}

std::string_view name_of(Phase phase) {
    const auto found = std::ranges::find(kPhases, phase, &decltype(kPhases)::value_type::second);
    return found == kPhases.end() ? std::string_view{} : found->first;
}

Phase find_phase(JsonFields& fields, std::string_view name) {
    const std::string word = fields.text(name, kPhaseMost);
    const auto found = std::ranges::find(kPhases, word, &decltype(kPhases)::value_type::first);
    if (found != kPhases.end() && found->second != Phase::delisted) return found->second;
    fields.fail(name, "is one of continuous, closed, cancel-only, post-only, auction-call, halted");
    return Phase::continuous;
}

}  // namespace divmid::gateway::admin
