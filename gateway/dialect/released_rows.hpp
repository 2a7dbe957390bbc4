// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/request.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

/// An order that a released record tells of.
[[nodiscard]] const storage::OrderRow& order_of(const Released& released,
                                                const storage::History& history, MarketId market,
                                                OrderId order);

/// A list of such an order.
[[nodiscard]] const storage::ListRow& list_of(const Released& released,
                                              const storage::History& history, ListId list);

}  // namespace divmid::gateway
