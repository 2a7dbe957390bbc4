// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/projections/balances.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// The caller's balances of every listed asset, or only of those that it has something of. The
/// rates told for the account are those of the first market.
void write_account(JsonWriter& json, const Caller& caller, const Catalog& catalog,
                   const Balances& balances, bool omit_zero);

/// Fee rates of an account in a market: standard ones, and that there are no others.
void write_commission(JsonWriter& json, const ListedMarket& market);

/// {"symbol":…,"makerCommission":…,"takerCommission":…}, rates as fractions.
void write_trade_fee(JsonWriter& json, const ListedMarket& market);

}  // namespace divmid::gateway
