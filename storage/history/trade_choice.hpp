// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <ranges>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "storage/trade_row.hpp"

namespace divmid::storage {

// Trade ids, aggregate ids and times of a market rise together, so each bound of a query is a place
// among its trades.

[[nodiscard]] inline bool wants_newest(const TradeQuery& query) {
    return query.from == TradeId{} && query.from_aggregate == AggregateId{} &&
           query.start == Timestamp{};
}
/// Not before where the query starts.
[[nodiscard]] inline bool is_reached(const TradeQuery& query, const TradeRow& row) {
    return row.trade >= query.from && row.aggregate >= query.from_aggregate &&
           row.time >= query.start;
}
/// Not after where the query ends.
[[nodiscard]] inline bool is_in_time(const TradeQuery& query, const TradeRow& row) {
    return query.end == Timestamp{} || row.time <= query.end;
}

/// Collects what a query asks for, TradeRows or AggregateRows, out of runs of trades: the youngest
/// run first when the newest are wanted, else the oldest. Never more than the limit.
template <class Row>
class TradeChoice {
public:
    explicit TradeChoice(const TradeQuery& query) : query_{query}, full_{query.limit == 0} {}

    /// Requires: the run joins the one before without a hole.
    void offer(std::span<const TradeRow> run) {
        if (wants_newest(query_))
            offer_newest(run);
        else
            offer_from_start(run);
    }
    /// What another choice of the same query made of the run that follows. Requires: not the newest
    /// are wanted.
    void offer_chosen(const std::vector<Row>& rows) {
        for (const Row& row : rows) add(row);
    }

    /// Nothing that may still come is wanted.
    [[nodiscard]] bool full() const { return full_; }

    /// In order of id.
    [[nodiscard]] std::vector<Row> take() {
        if (wants_newest(query_)) std::ranges::reverse(rows_);
        return std::move(rows_);
    }

private:
    static constexpr bool kOfAggregates = std::is_same_v<Row, AggregateRow>;

    void offer_newest(std::span<const TradeRow> run) {
        const auto end = std::ranges::partition_point(
            run, [this](const TradeRow& row) { return is_in_time(query_, row); });
        for (const TradeRow& row : std::ranges::subrange(run.begin(), end) | std::views::reverse) {
            if (full_) return;
            add(row_of(row));
        }
    }
    void offer_from_start(std::span<const TradeRow> run) {
        const auto begin = std::ranges::partition_point(
            run, [this](const TradeRow& row) { return !is_reached(query_, row); });
        for (const TradeRow& row : std::ranges::subrange(begin, run.end())) {
            full_ = full_ || !is_in_time(query_, row);
            if (full_) return;
            add(row_of(row));
        }
    }

    static Row row_of(const TradeRow& row) {
        if constexpr (kOfAggregates)
            return aggregate_of(row);
        else
            return row;
    }

    void add(const Row& row) {
        if (full_) return;
        if constexpr (kOfAggregates) {
            if (!rows_.empty() && join(rows_.back(), row)) return;
            // Only the next one tells that the last is whole.
            full_ = rows_.size() == query_.limit;
            if (!full_) rows_.push_back(row);
        } else {
            rows_.push_back(row);
            full_ = rows_.size() == query_.limit;
        }
    }

    TradeQuery query_;
    bool full_;
    std::vector<Row> rows_;
};

}  // namespace divmid::storage
