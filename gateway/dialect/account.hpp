// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/projections/projections.hpp"

namespace divmid::gateway {

/// The caller's balances of every listed asset, or only of those that it has something of. The
/// rates told for the account are those of its fee tier, or else of the first market.
void write_account(JsonWriter& json, const Caller& caller, const Projections& projections,
                   bool omit_zero);

/// Fee rates of an account in a market, by its fee tier if it has one: standard ones, and that
/// there are no others.
void write_commission(JsonWriter& json, const ListedMarket& market,
                      const MarketStates::Profile& of);

/// {"symbol":…,"makerCommission":…,"takerCommission":…}, rates as fractions.
void write_trade_fee(JsonWriter& json, const ListedMarket& market, const MarketStates::Profile& of);

}  // namespace divmid::gateway
