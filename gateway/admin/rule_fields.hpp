// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "engine/market_rules.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway::admin {

/// A market's rules under the operator's names for them: each field of MarketRules by its own name,
/// in camelCase, rates and shares in parts per million ending in Ppm. Prices, quantities and
/// amounts are decimal strings, lengths of time as parse_duration() has them, modes of self-trade
/// prevention as orders name them.
void write_rules(JsonWriter& json, const ListedMarket& market, const MarketRules& rules);

/// Puts what is given into `rules`, which keep the rest. What is wrong, for people, when something
/// is unknown or malformed; `rules` are then unspecified.
[[nodiscard]] std::optional<std::string> merge_rules(const boost::json::object& given,
                                                     const ListedMarket& market,
                                                     MarketRules& rules);

}  // namespace divmid::gateway::admin
