// SPDX-License-Identifier: Apache-2.0
#include "storage/history.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid::storage {

ClientId::ClientId(std::string_view text) : size_{static_cast<std::uint8_t>(text.size())} {
    ENSURE(text.size() <= kMost);
    std::ranges::copy(text, text_.begin());
}

OrderRow accepted_row(const OrderAccepted& event, const Record& record) {
    return {.order = event.order,
            .account = event.account,
            .market = event.market,
            .side = event.side,
            .type = event.type,
            .time_in_force = event.time_in_force,
            .self_trade_prevention = event.self_trade_prevention,
            .status = OrderStatus::open,
            .end = {},
            .client_id = ClientId{record.tick.commands.arena.text(event.client_id)},
            .price = event.price,
            .lots = event.lots,
            .executed = {},
            .executed_quote = {},
            .budget_or_expiry = event.budget_or_expiry,
            .created = record.tick.time,
            .updated = record.tick.time};
}

}  // namespace divmid::storage
