// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/history.hpp"

namespace divmid::storage {

/// Every order and fill in two lists, and every query a walk over them: what RocksHistory is
/// compared with. Knows the terms of SmallMarket alone.
class NaiveHistory final : public Projection {
public:
    void apply(const Record& record) override;

    [[nodiscard]] std::optional<OrderRow> order(AccountId account, OrderId order) const;
    [[nodiscard]] std::optional<OrderRow> order(AccountId account,
                                                std::string_view client_id) const;
    [[nodiscard]] std::vector<OrderRow> open_orders(AccountId account) const;
    [[nodiscard]] std::vector<OrderRow> orders(const OrderQuery& query) const;
    [[nodiscard]] std::vector<FillRow> fills(const FillQuery& query) const;

private:
    void trade(const TradeExecuted& event, Timestamp time);
    void end(OrderId order, OrderStatus status, EndReason reason, Timestamp time);

    std::map<OrderId, OrderRow> orders_;
    std::vector<FillRow> fills_;
};

}  // namespace divmid::storage
