// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "engine/check.hpp"
#include "engine/command.hpp"
#include "engine/types.hpp"

namespace divmid {

struct NaiveOrder {
    OrderId id;
    AccountId account;
    Side side{};
    Ticks price;
    Lots lots;
    Lots executed;
    Timestamp expiry;  ///< Zero: none.
    std::string client_id;
    Int128 owed{};  ///< Exact fee so far, in millionths.
    Amount paid;    ///< Of it.
};

/// The book as plainly as it can be said: a sorted vector a side.
class NaiveBook {
public:
    [[nodiscard]] std::vector<NaiveOrder>& of(Side side) {
        return side == Side::buy ? bids_ : asks_;
    }

    /// Behind all of the same or a better price.
    void rest(const NaiveOrder& order) {
        std::vector<NaiveOrder>& orders = of(order.side);
        const auto place = std::ranges::find_if(
            orders, [&](const NaiveOrder& other) { return better(order, other); });
        orders.insert(place, order);
    }

    /// Whether an order of that side and price would trade with `maker`.
    [[nodiscard]] static bool crosses(Side side, Ticks price, const NaiveOrder& maker) {
        return side == Side::buy ? maker.price <= price : maker.price >= price;
    }

    /// Whether what such an order does not trade goes into the book.
    [[nodiscard]] static bool may_rest(const PlaceOrder& order) {
        if (order.type == OrderType::limit_maker) return true;
        return order.type == OrderType::limit &&
               (order.time_in_force == TimeInForce::good_till_canceled ||
                order.time_in_force == TimeInForce::good_till_date);
    }

    template <class Predicate>
    void collect(std::vector<NaiveOrder>& to, Predicate&& wanted) {
        std::ranges::copy_if(bids_, std::back_inserter(to), wanted);
        std::ranges::copy_if(asks_, std::back_inserter(to), wanted);
    }

    void remove(const NaiveOrder& order) {
        std::erase_if(of(order.side), [&](const NaiveOrder& o) { return o.id == order.id; });
    }

private:
    static bool better(const NaiveOrder& a, const NaiveOrder& b) {
        return a.side == Side::buy ? a.price > b.price : a.price < b.price;
    }

    std::vector<NaiveOrder> bids_;
    std::vector<NaiveOrder> asks_;
};

}  // namespace divmid
