// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/reactor/deferred.hpp"
#include "engine/record.hpp"
#include "engine/types.hpp"
#include "storage/projection.hpp"
#include "storage/trade_row.hpp"

namespace divmid::storage {

/// A client order id by value: 1 to 36 characters, or none.
class ClientId {
public:
    static constexpr std::size_t kMost = 36;

    ClientId() = default;
    /// Requires: text.size() <= kMost.
    explicit ClientId(std::string_view text);

    [[nodiscard]] std::string_view view() const { return {text_.data(), size_}; }
    friend bool operator==(const ClientId&, const ClientId&) = default;

private:
    std::array<char, kMost> text_{};
    std::uint8_t size_ = 0;
};

enum class OrderStatus : std::uint8_t {
    open = 0,
    partially_filled = 1,
    filled = 2,
    canceled = 3,
    expired = 4,
    pending = 5,    ///< Waits for the working order of its list.
    prevented = 6,  ///< Ended by self-trade prevention.
};

/// What an order asked beyond a plain one: as in OrderConditioned.
struct OrderConditions {
    Trigger trigger{};
    Peg peg{};
    std::uint16_t peg_levels{};
    Ticks stop_price;
    std::uint32_t trailing{};
    Lots visible;  ///< Zero: all.
    ListId list;   ///< Zero: of none.
    SessionId session;
    bool keep{};
    std::int64_t strategy{};
    std::int32_t strategy_type{};

    friend bool operator==(const OrderConditions&, const OrderConditions&) = default;
};

/// One order as its owner sees it.
struct OrderRow {
    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    OrderType type{};
    TimeInForce time_in_force{};
    SelfTradePrevention self_trade_prevention{};
    OrderStatus status{};
    EndReason end{};  ///< Only when done.
    ClientId client_id;
    Ticks price;  ///< A pegged one where it was taken.
    Lots lots;
    Lots executed;
    Amount executed_quote;            ///< Sum of price × lots over its fills.
    std::int64_t budget_or_expiry{};  ///< As in PlaceOrder.
    Timestamp created;
    Timestamp updated;
    OrderConditions conditions{};
    Timestamp working_since{};   ///< When it went to the book or took. Zero: it did not yet.
    Timestamp trailing_since{};  ///< When a trailing stop began to follow. Zero: it did not yet.
    PreventionId prevention{};   ///< The last prevented match that it had a part in.
    Lots prevented{};            ///< What it lost by self-trade prevention.
};

/// The order as it is right after its acceptance, before it traded. Requires: the event is of the
/// record.
[[nodiscard]] OrderRow accepted_row(const OrderAccepted& event, const Record& record);

/// What an order is after its end: canceled if its owner wanted that, by whatever means. A budget
/// that can trade no further lot did all it could, unless it could not trade one.
[[nodiscard]] OrderStatus status_of(EndReason reason, Lots executed);

/// One side's view of a trade.
struct FillRow {
    TradeId trade;
    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    bool maker{};
    Ticks price;
    Lots lots;
    Amount fee;  ///< In the asset received.
    Timestamp time;
};

/// An order list as its owner sees it.
struct ListRow {
    static constexpr std::size_t kLegsMost = 3;

    ListId list;
    AccountId account;
    MarketId market;
    ListKind kind{ListKind::one_cancels_other};
    bool ended{};
    ClientId client_id;
    std::array<OrderId, kLegsMost> orders{};      ///< Zero: none.
    std::array<ClientId, kLegsMost> order_ids{};  ///< Their client ids now, or when they ended.
    Timestamp created;
    Timestamp updated;
};

/// Rises strictly over all reports there ever were: twice the place of its event among the events
/// of all records, counted from 1; of a trade the maker's is one less.
using ExecutionId = Strong<struct ExecutionIdMeaning, std::uint64_t>;

/// That an order was amended, which an account may ask.
struct AmendmentRow {
    ExecutionId execution;
    OrderId order;
    AccountId account;
    MarketId market;
    ClientId client_id_before;
    ClientId client_id;
    Ticks price_before;
    Ticks price;
    Lots lots_before;  ///< The whole order's, as OrderRow::lots.
    Lots lots;
    Timestamp time;
};

/// A prevented match, which both its parties may ask.
struct PreventionRow {
    PreventionId prevention;
    MarketId market;
    OrderId maker_order;
    OrderId taker_order;
    AccountId maker;
    AccountId taker;
    TradeGroupId group;
    SelfTradePrevention mode{};
    Ticks price;
    Lots maker_lots;
    Lots taker_lots;
    Timestamp time;
};

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
};

}  // namespace divmid::storage
