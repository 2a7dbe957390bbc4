// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/record.hpp"
#include "engine/types.hpp"

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

[[nodiscard]] constexpr bool is_open(OrderStatus status) {
    return status == OrderStatus::open || status == OrderStatus::partially_filled ||
           status == OrderStatus::pending;
}

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

    /// Waits off the book for a price or for another order.
    [[nodiscard]] bool waits() const { return is_open(status) && working_since == Timestamp{}; }
    /// Neither traded nor lost. Zero for market_by_budget.
    [[nodiscard]] Lots left() const {
        return type == OrderType::market_by_budget ? Lots{} : lots - executed - prevented;
    }
};

/// The order as it is right after its acceptance, before it traded. Requires: the event is of the
/// record.
[[nodiscard]] OrderRow accepted_row(const OrderAccepted& event, const Record& record);

// What events do to the row of an order. Requires: the event is of that order; `time` is its
// record's.

void condition(OrderRow& row, const OrderConditioned& event, Timestamp time);
void wait(OrderRow& row, const OrderWaits& event, Timestamp time);
void awake(OrderRow& row, const OrderAwoke& event, Timestamp time);
void start_trailing(OrderRow& row, Timestamp time);
/// `client_id`: the new one, or none.
void amend(OrderRow& row, const OrderAmended& event, std::string_view client_id, Timestamp time);
void amend(OrderRow& row, const WaitingAmended& event, std::string_view client_id, Timestamp time);
/// Of its maker or of its taker; an order that is done with it has ended.
void prevent(OrderRow& row, const TradePrevented& event, bool maker, Timestamp time);
/// Of its maker or of its taker; one that is filled has ended. `paid`: price × lots.
void fill(OrderRow& row, const TradeExecuted& trade, bool maker, Amount paid, Timestamp time);
/// OrderCanceled, OrderExpired and WaitingEnded.
void end(OrderRow& row, EndReason reason, Timestamp time);

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

/// The list as it is right after its acceptance; its orders' client ids are not known yet.
/// Requires: the event is of the record.
[[nodiscard]] ListRow accepted_list(const ListAccepted& event, const Record& record);

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

/// What became of a request number: the command that burnt it.
struct RequestRow {
    KeyId key;
    std::uint8_t lane{};
    std::uint64_t number{};
    std::uint64_t identity{};  ///< As in Numbered.
    Sequence sequence;         ///< Of the record that holds the command.
    std::uint32_t position{};  ///< Of the command in its tick, from 0: right after its Numbered.
};

}  // namespace divmid::storage
