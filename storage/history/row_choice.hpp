// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/types.hpp"
#include "storage/history.hpp"

namespace divmid::storage {

// What sorts a row, and when it came to be: ids and times rise together within a market.

[[nodiscard]] inline auto place(const OrderRow& row) {
    return std::tuple{row.order, row.market, row.account};
}
[[nodiscard]] inline auto place(const FillRow& row) {
    return std::tuple{row.trade, row.market, row.order};
}
[[nodiscard]] inline Timestamp born(const OrderRow& row) {
    return row.created;
}
[[nodiscard]] inline Timestamp born(const FillRow& row) {
    return row.time;
}

/// Rows that no page may part: who goes on behind the id of its last row would miss the second.
[[nodiscard]] inline bool inseparable(const OrderRow&, const OrderRow&) {
    return false;
}
/// Both sides of a trade of an account with itself.
[[nodiscard]] inline bool inseparable(const FillRow& one, const FillRow& next) {
    return one.trade == next.trade && one.market == next.market;
}

[[nodiscard]] inline bool from_reached(const OrderQuery& query, const OrderRow& row) {
    return row.order >= query.from;
}
[[nodiscard]] inline bool from_reached(const FillQuery& query, const FillRow& row) {
    return row.trade >= query.from && (query.order == OrderId{} || row.order == query.order);
}

/// Collects the rows that a query asks for, out of more than it asks for: never more than a few
/// times its limit at once.
template <class Query, class Row>
class RowChoice {
public:
    explicit RowChoice(const Query& query) : query_{query} {}

    void offer(const Row& row) {
        if (!fits(row)) return;
        rows_.push_back(row);
        if (rows_.size() > 2 * query_.limit + 256) trim();
    }

    /// Whether rows of that time and before can add nothing any more.
    [[nodiscard]] bool complete_before(Timestamp time) {
        if (query_.limit == 0 || time < query_.start) return true;
        // With a start the oldest rows are wanted, and older ones may always come.
        if (!newest() || rows_.size() < query_.limit) return false;
        trim();
        return std::ranges::all_of(rows_, [&](const Row& row) { return born(row) > time; });
    }

    /// Whether rows of larger ids can add nothing any more.
    [[nodiscard]] bool full() {
        trim();
        return !newest() && rows_.size() >= query_.limit;
    }

    /// In order of id.
    [[nodiscard]] std::vector<Row> take() {
        trim();
        return std::move(rows_);
    }

private:
    [[nodiscard]] bool newest() const {
        return query_.from.value() == 0 && query_.start == Timestamp{};
    }
    [[nodiscard]] bool fits(const Row& row) const {
        return row.account == query_.account &&
               (query_.market == MarketId{} || row.market == query_.market) &&
               from_reached(query_, row) && born(row) >= query_.start &&
               (query_.end == Timestamp{} || born(row) <= query_.end);
    }
    void trim() {
        std::ranges::sort(rows_, {}, [](const Row& row) { return place(row); });
        if (rows_.size() <= query_.limit) return;
        auto edge = newest() ? rows_.end() - limit() : rows_.begin() + limit();
        const auto parts_rows = [&] {
            return edge != rows_.begin() && edge != rows_.end() && inseparable(edge[-1], *edge);
        };
        if (newest()) {
            while (parts_rows()) --edge;
            rows_.erase(rows_.begin(), edge);
        } else {
            while (parts_rows()) ++edge;
            rows_.erase(edge, rows_.end());
        }
    }
    [[nodiscard]] std::ptrdiff_t limit() const { return static_cast<std::ptrdiff_t>(query_.limit); }

    Query query_;
    std::vector<Row> rows_;
};

using OrderChoice = RowChoice<OrderQuery, OrderRow>;
using FillChoice = RowChoice<FillQuery, FillRow>;

}  // namespace divmid::storage
