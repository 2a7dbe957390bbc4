// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/record.hpp"
#include "engine/types.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// How many new orders of each account have not traded, in the intervals of the clock. An order
/// counts when it is accepted and gives that back when it trades for the first time, in whichever
/// interval that is; nobody has credit below zero. A cancelled or expired order gives nothing back.
/// (As the exchange whose dialect is spoken describes its unfilled order count.)
class OrderCounts final : public storage::Projection {
public:
    void apply(const Record& record) override;

    struct Counts {
        std::uint32_t in_10_seconds{};
        std::uint32_t today{};
    };
    [[nodiscard]] Counts counts(AccountId account, Timestamp now) const;

    /// New orders that commands asked for the account, accepted or not, from the beginning of the
    /// log.
    [[nodiscard]] std::uint64_t asked(AccountId account) const;

private:
    struct Account {
        std::uint64_t asked{};
        std::int64_t ten_seconds{};  ///< Of the clock, that counts.in_10_seconds is of.
        std::int64_t day{};          ///< Likewise.
        Counts counts{};
    };
    /// One side of a trade, that was in the book.
    struct Resting {
        OrderId order;
        AccountId account;
        bool filled{};
    };
    class Reading;
    using Orders = boost::unordered_flat_set<OrderId, std::hash<OrderId>>;

    Account& account(AccountId account);
    Account& account_now(AccountId account);
    Orders& traded_in(MarketId market);

    void count_asked(const Commands& commands);
    void accepted(const OrderAccepted& event);
    void traded(const TradeExecuted& event);
    void auctioned(const TradeExecuted& event);
    void resting_traded(MarketId market, const Resting& order);
    void rested(const OrderRested& event);
    void amended(const OrderAmended& event);
    void prevented(const TradePrevented& event);
    void ended(MarketId market, OrderId order);
    void give_back(AccountId account);

    std::vector<Account> accounts_;  ///< By account.
    std::vector<Orders> traded_;     ///< By market: the open orders that have traded.
    Timestamp now_;                  ///< Of the record that is applied.
    OrderId taker_;                  ///< The last that traded in it, on arrival.
    MarketId taker_market_;
    bool taker_rested_ = false;  ///< It had traded in the book, and was amended.
};

}  // namespace divmid::gateway
