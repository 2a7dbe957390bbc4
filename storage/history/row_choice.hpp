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
[[nodiscard]] inline PreventionId place(const PreventionRow& row) {
    return row.prevention;
}
[[nodiscard]] inline ExecutionId place(const AmendmentRow& row) {
    return row.execution;
}
[[nodiscard]] inline ListId place(const ListRow& row) {
    return row.list;
}

template <class Row>
[[nodiscard]] Timestamp born(const Row& row) {
    if constexpr (requires { row.created; })
        return row.created;
    else
        return row.time;
}

/// Rows that no page may part: who goes on behind the id of its last row would miss the second.
template <class Row>
[[nodiscard]] bool inseparable(const Row&, const Row&) {
    return false;
}
/// Both sides of a trade of an account with itself.
[[nodiscard]] inline bool inseparable(const FillRow& one, const FillRow& next) {
    return one.trade == next.trade && one.market == next.market;
}

// What queries ask for.

template <class Query, class Row>
[[nodiscard]] bool is_in_time(const Query& query, const Row& row) {
    return born(row) >= query.start && (query.end == Timestamp{} || born(row) <= query.end);
}

[[nodiscard]] inline bool fits(const OrderQuery& query, const OrderRow& row) {
    return row.account == query.account &&
           (query.market == MarketId{} || row.market == query.market) && row.order >= query.from &&
           is_in_time(query, row);
}
[[nodiscard]] inline bool fits(const FillQuery& query, const FillRow& row) {
    return row.account == query.account &&
           (query.market == MarketId{} || row.market == query.market) && row.trade >= query.from &&
           (query.order == OrderId{} || row.order == query.order) && is_in_time(query, row);
}
[[nodiscard]] inline bool fits(const PreventionQuery& query, const PreventionRow& row) {
    const bool of_order = query.order == OrderId{} || row.maker_order == query.order ||
                          row.taker_order == query.order;
    return row.market == query.market && of_order && row.prevention >= query.from &&
           (query.prevention == PreventionId{} || row.prevention == query.prevention);
}
[[nodiscard]] inline bool fits(const AmendmentQuery& query, const AmendmentRow& row) {
    return row.market == query.market && row.order == query.order && row.execution >= query.from;
}
[[nodiscard]] inline bool fits(const ListQuery& query, const ListRow& row) {
    return row.account == query.account && row.list >= query.from && is_in_time(query, row);
}

/// Whether the last rows are wanted, and not the first ones from some place on.
template <class Query>
[[nodiscard]] bool wants_newest(const Query& query) {
    return query.from.value() == 0 && query.start == Timestamp{};
}
[[nodiscard]] inline bool wants_newest(const PreventionQuery&) {
    return false;
}
[[nodiscard]] inline bool wants_newest(const AmendmentQuery&) {
    return false;
}

/// No row that was made before is wanted.
template <class Query>
[[nodiscard]] Timestamp start_of(const Query& query) {
    if constexpr (requires { query.start; })
        return query.start;
    else
        return {};
}

/// Collects the rows that a query asks for, out of more than it asks for: never more than a few
/// times its limit at once.
template <class Query, class Row>
class RowChoice {
public:
    explicit RowChoice(const Query& query) : query_{query} {}

    void offer(const Row& row) {
        if (!fits(query_, row)) return;
        rows_.push_back(row);
        if (rows_.size() > 2 * query_.limit + 256) trim();
    }

    /// Whether rows of that time and before can add nothing any more.
    [[nodiscard]] bool complete_before(Timestamp time) {
        if (query_.limit == 0 || time < start_of(query_)) return true;
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
    [[nodiscard]] bool newest() const { return wants_newest(query_); }
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
