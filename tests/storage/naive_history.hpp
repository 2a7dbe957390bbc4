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

    [[nodiscard]] std::vector<PreventionRow> preventions(const PreventionQuery& query) const;
    [[nodiscard]] std::vector<AmendmentRow> amendments(const AmendmentQuery& query) const;
    [[nodiscard]] std::optional<ListRow> list(AccountId account, ListId list) const;
    [[nodiscard]] std::optional<ListRow> list(AccountId account, std::string_view client_id) const;
    [[nodiscard]] std::vector<ListRow> open_lists(AccountId account) const;
    [[nodiscard]] std::vector<ListRow> lists(const ListQuery& query) const;
    [[nodiscard]] std::optional<RequestRow> request(KeyId key, std::uint8_t lane,
                                                    std::uint64_t number) const;
    [[nodiscard]] bool is_busted(TradeId trade) const;

private:
    void accept(const OrderAccepted& event, const Record& record);
    void print(const TradeExecuted& event, const Record& record);
    void trade(const TradeExecuted& event, Timestamp time);
    void end(OrderId order, OrderStatus status, EndReason reason, Timestamp time);

    class Special;
    /// What no plain order does.
    void apply_special(const Record& record);
    void note_requests(const Record& record);

    std::map<OrderId, OrderRow> orders_;
    std::vector<FillRow> fills_;
    std::vector<TradeRow> trades_;
    std::vector<PreventionRow> preventions_;
    std::vector<AmendmentRow> amendments_;
    std::map<ListId, ListRow> lists_;
    std::vector<RequestRow> requests_;
    std::vector<TradeId> busted_;
    std::uint64_t events_ = 0;
    OrderId last_taker_;
    Sequence last_record_;
};

}  // namespace divmid::storage
