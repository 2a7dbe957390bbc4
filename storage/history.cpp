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

OrderStatus status_of(EndReason reason, Lots executed) {
    switch (reason) {
        case EndReason::filled:
            return OrderStatus::filled;
        case EndReason::canceled_by_owner:
        case EndReason::list_canceled:
        case EndReason::session_ended:
        case EndReason::dead_man:
            return OrderStatus::canceled;
        case EndReason::prevented:
            return OrderStatus::prevented;
        case EndReason::budget_spent:
            return executed > Lots{} ? OrderStatus::filled : OrderStatus::expired;
        case EndReason::unfilled_ioc:
        case EndReason::unfilled_fok:
        case EndReason::insufficient_liquidity:
        case EndReason::expired_at_date:
        case EndReason::sibling_worked:
        case EndReason::working_order_ended:
        case EndReason::outside_band:
        case EndReason::killed:
        case EndReason::canceled_by_exchange:
        case EndReason::no_funds_to_start:
        case EndReason::refused_at_start:
        case EndReason::auction_unfilled:
            return OrderStatus::expired;
    }
    return OrderStatus::expired;
}

}  // namespace divmid::storage
