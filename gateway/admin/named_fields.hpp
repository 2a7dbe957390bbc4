// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/types.hpp"
#include "gateway/admin/json_fields.hpp"
#include "gateway/admin/labels.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway::admin {

// Fields of an instruction that name something. What names nothing is a fault of the fields, and
// reads as null or zero.

/// What a text of the log can hold; the engine is stricter.
inline constexpr std::size_t kSymbolMost = 255;

[[nodiscard]] const ListedAsset* find_asset(JsonFields& fields, std::string_view name,
                                            const Catalog& catalog);
/// By the field "market", a symbol.
[[nodiscard]] const ListedMarket* find_market(JsonFields& fields, const Catalog& catalog);
/// By the field "account", a number or a label.
[[nodiscard]] AccountId find_account(JsonFields& fields, const Labels& labels);

/// As the words below.
[[nodiscard]] std::string_view name_of(Phase phase);
/// continuous, closed, cancel-only, post-only, auction-call, halted.
[[nodiscard]] Phase find_phase(JsonFields& fields, std::string_view name);

}  // namespace divmid::gateway::admin
