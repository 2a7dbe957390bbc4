// SPDX-License-Identifier: Apache-2.0
#include "storage/history/young_trades.hpp"

#include <catch2/catch.hpp>

namespace divmid::storage {

TEST_CASE("however many markets trade, few trades stay when a segment has them", "[history]") {
    constexpr std::size_t kKept = 4096;
    constexpr MarketId::rep kMarkets = YoungTrades::kKeptOfAll / kKept + 36;
    YoungTrades young{kKept};
    for (MarketId::rep market = 1; market <= kMarkets; ++market)
        for (std::uint64_t id = 1; id <= kKept; ++id) {
            TradeRow row{};
            row.trade = TradeId{id};
            row.market = MarketId{market};
            young.add(row);
        }
    const YoungTrades kept = young.kept();
    std::size_t rows = 0;
    for (MarketId::rep market = 1; market <= kMarkets; ++market) {
        const auto its = kept.rows(MarketId{market});
        REQUIRE(its.size() > kKept / 2);
        REQUIRE(its.back().trade == TradeId{kKept});
        rows += its.size();
    }
    CHECK(rows <= YoungTrades::kKeptOfAll);
    // With few of them each keeps all it may.
    YoungTrades few{kKept};
    for (const TradeRow& row : young.rows(MarketId{1})) few.add(row);
    CHECK(few.kept().rows(MarketId{1}).size() == kKept);
}

}  // namespace divmid::storage
