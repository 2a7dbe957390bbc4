// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/reactor/deferred.hpp"
#include "engine/record.hpp"
#include "engine/types.hpp"
#include "storage/order_rows.hpp"
#include "storage/projection.hpp"
#include "storage/trade_row.hpp"

namespace divmid::storage {

/// Which orders of an account: in order of id, at most `limit`, the newest ones unless a start is
/// given. Zero means not given; times are inclusive.
struct OrderQuery {
    AccountId account;
    MarketId market;
    OrderId from;
    Timestamp start;
    Timestamp end;
    std::size_t limit{500};
};

/// Which fills of an account: in order of trade id, as OrderQuery. Both sides of a trade with
/// itself come together, though that be one row more than `limit`.
struct FillQuery {
    AccountId account;
    MarketId market;
    OrderId order;
    TradeId from;
    Timestamp start;
    Timestamp end;
    std::size_t limit{500};
};

/// Which prevented matches of an account in a market: in order of id, from the oldest on.
struct PreventionQuery {
    AccountId account;
    MarketId market;
    PreventionId prevention;  ///< That one alone. Zero: not given.
    OrderId order;            ///< As maker or taker. Zero: any.
    PreventionId from;
    std::size_t limit{500};
};

/// Which amendments of an order: in order of execution, from the oldest on.
struct AmendmentQuery {
    AccountId account;
    MarketId market;
    OrderId order;
    ExecutionId from;
    std::size_t limit{500};
};

/// Which order lists of an account: in order of id, as OrderQuery. In all markets.
struct ListQuery {
    AccountId account;
    ListId from;
    Timestamp start;
    Timestamp end;
    std::size_t limit{500};
};

/// A trade with its parties, as the log tells it.
struct LoggedTrade {
    TradeExecuted trade;
    Timestamp time;
    Sequence sequence;
    bool busted{};
};

/// Every order and fill there ever was, by account, and every trade, by market: open orders and
/// young rows in memory, older rows in sorted segments on disk (architecture.md promise 2). Answers
/// from memory are ready Deferreds; what needs the disk is read on a stage.
class History : public Projection {
public:
    /// By id. Nothing when it is not the account's.
    [[nodiscard]] virtual Deferred<std::optional<OrderRow>> order(AccountId account,
                                                                  MarketId market,
                                                                  OrderId order) = 0;
    /// By client id: the open order that carries it, else the newest one that did.
    [[nodiscard]] virtual Deferred<std::optional<OrderRow>> order(AccountId account,
                                                                  MarketId market,
                                                                  std::string_view client_id) = 0;
    /// Open orders of a market, or of all of them when market is zero, by market and id. In memory.
    [[nodiscard]] virtual std::vector<OrderRow> open_orders(AccountId account, MarketId market) = 0;
    /// The open order with that id in memory; nothing when none is open.
    [[nodiscard]] virtual const OrderRow* open_order(MarketId market, OrderId order) const = 0;
    /// The same, or a done order that no segment holds yet: so is each that the last record ended.
    [[nodiscard]] virtual const OrderRow* young_order(MarketId market, OrderId order) const = 0;

    [[nodiscard]] virtual Deferred<std::vector<OrderRow>> orders(OrderQuery query) = 0;
    [[nodiscard]] virtual Deferred<std::vector<FillRow>> fills(FillQuery query) = 0;

    [[nodiscard]] virtual Deferred<std::vector<TradeRow>> trades(TradeQuery query) = 0;
    /// The limit counts aggregates.
    [[nodiscard]] virtual Deferred<std::vector<AggregateRow>> aggregates(TradeQuery query) = 0;

    [[nodiscard]] virtual Deferred<std::vector<PreventionRow>> preventions(
        PreventionQuery query) = 0;
    [[nodiscard]] virtual Deferred<std::vector<AmendmentRow>> amendments(AmendmentQuery query) = 0;

    /// By id. Nothing when it is not the account's.
    [[nodiscard]] virtual Deferred<std::optional<ListRow>> list(AccountId account, ListId list) = 0;
    /// By client id: the open list that carries it, else the newest one that did.
    [[nodiscard]] virtual Deferred<std::optional<ListRow>> list(AccountId account,
                                                                std::string_view client_id) = 0;
    /// Those with an open order, by id. In memory.
    [[nodiscard]] virtual std::vector<ListRow> open_lists(AccountId account) = 0;
    /// The open list with that id in memory; nothing when none of its orders is open.
    [[nodiscard]] virtual const ListRow* open_list(ListId list) const = 0;
    /// The same, or a done list that no segment holds yet: so is each that the last record ended.
    [[nodiscard]] virtual const ListRow* young_list(ListId list) const = 0;
    [[nodiscard]] virtual Deferred<std::vector<ListRow>> lists(ListQuery query) = 0;

    /// The command that burnt a request number, however long ago. Nothing: it was skipped, and so
    /// never executed.
    [[nodiscard]] virtual Deferred<std::optional<RequestRow>> request(KeyId key, std::uint8_t lane,
                                                                      std::uint64_t number) = 0;
    /// A record out of the log, with its events. Null when the log has none of that sequence.
    [[nodiscard]] virtual Deferred<std::shared_ptr<const Record>> record(Sequence sequence) = 0;
    /// Nothing when there never was such a trade.
    [[nodiscard]] virtual Deferred<std::optional<LoggedTrade>> logged_trade(MarketId market,
                                                                            TradeId trade) = 0;
    /// The trade was taken back. In memory: there are few.
    [[nodiscard]] virtual bool is_busted(MarketId market, TradeId trade) const = 0;
};

}  // namespace divmid::storage
