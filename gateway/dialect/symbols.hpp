// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "gateway/dialect/parameters.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// The market that `symbol` names. Null, and a fault, when it is missing, malformed or not listed.
[[nodiscard]] const ListedMarket* read_symbol(Parameters& parameters, const Catalog& catalog);

/// As read_symbol, but null without a fault when `symbol` was not sent.
[[nodiscard]] const ListedMarket* maybe_symbol(Parameters& parameters, const Catalog& catalog);

/// The markets that `symbol` or `symbols` (JSON text: ["DVMUSD"]) name; all when neither was sent.
[[nodiscard]] std::vector<const ListedMarket*> read_symbols(Parameters& parameters,
                                                            const Catalog& catalog);

}  // namespace divmid::gateway
