// SPDX-License-Identifier: Apache-2.0
#include "storage/aggregate_ids.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

namespace divmid::storage {

namespace {

struct Print {
    std::uint16_t market;
    std::uint64_t taker;
    std::uint32_t price;
};

Record record_of(std::uint64_t sequence, const std::vector<Print>& prints) {
    Record record;
    record.sequence = Sequence{sequence};
    for (const Print& print : prints) {
        TradeExecuted trade{};
        trade.market = MarketId{print.market};
        trade.taker_order = OrderId{print.taker};
        trade.price = Ticks{print.price};
        record.events.push(trade);
    }
    return record;
}

std::vector<std::uint64_t> numbers(AggregateIds& ids, const Record& record) {
    std::vector<std::uint64_t> numbers;
    ids.number(record, [&](const TradeRow& row) { numbers.push_back(row.aggregate.value()); });
    return numbers;
}

}  // namespace

TEST_CASE("an aggregate ends with the price, with the taker, and with the record", "[history]") {
    AggregateIds ids;
    CHECK(numbers(ids, record_of(1, {{1, 9, 100}, {1, 9, 100}, {1, 9, 101}, {1, 10, 101}})) ==
          std::vector<std::uint64_t>{1, 1, 2, 3});
    CHECK(numbers(ids, record_of(2, {{1, 10, 101}, {1, 10, 101}})) ==
          std::vector<std::uint64_t>{4, 4});
}

TEST_CASE("each market counts its own aggregates", "[history]") {
    AggregateIds ids;
    CHECK(numbers(ids, record_of(1, {{1, 9, 100}, {7, 9, 100}, {1, 9, 100}, {1, 11, 100}})) ==
          std::vector<std::uint64_t>{1, 1, 1, 2});
    CHECK(numbers(ids, record_of(2, {{7, 12, 5}})) == std::vector<std::uint64_t>{2});
}

}  // namespace divmid::storage
