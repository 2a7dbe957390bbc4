// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/history.hpp"

namespace divmid::storage {

/// Every order, fill and trade in lists, and every query a walk over them: what RocksHistory is
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
    [[nodiscard]] std::vector<TradeRow> trades(const TradeQuery& query) const;
    [[nodiscard]] std::vector<AggregateRow> aggregates(const TradeQuery& query) const;
    [[nodiscard]] const std::vector<TradeRow>& all_trades() const { return trades_; }

private:
    void print(const TradeExecuted& event, const Record& record);
    void trade(const TradeExecuted& event, Timestamp time);
    void end(OrderId order, OrderStatus status, EndReason reason, Timestamp time);

    std::map<OrderId, OrderRow> orders_;
    std::vector<FillRow> fills_;
    std::vector<TradeRow> trades_;
    OrderId last_taker_;
    Sequence last_record_;
};

}  // namespace divmid::storage
