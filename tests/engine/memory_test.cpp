// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/market/market.hpp"
#include "tests/random.hpp"

using namespace divmid;

namespace {

MarketTerms terms() {
    MarketTerms terms{};
    terms.market = MarketId{1};
    terms.base = AssetId{1};
    terms.quote = AssetId{2};
    terms.tick_size = Price{1};
    terms.lot_size = Quantity{1};
    terms.price_min = Ticks{1};
    terms.price_max = Ticks{100'000};
    terms.lots_min = Lots{1};
    terms.lots_max = Lots{1'000};
    terms.lot_tick_value = Amount{1};
    return terms;
}

std::size_t bytes_in_use() {
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Orders of a thousand accounts, each with a client id of 16 characters.
class Flow {
public:
    void rest() {
        const OrderId id = market_.issue_order();
        const std::string client_id = std::to_string(1'000'000'000'000'000 + id.value());
        const Side side = random_.side();
        const std::uint32_t distance = 1 + random_.below(5'000);
        market_.rest({.id = id,
                      .account = AccountId{kFirstUser.value() + random_.below(1'000)},
                      .side = side,
                      .price = Ticks{side == Side::buy ? 50'000 - distance : 50'000 + distance},
                      .lots = Lots{1 + random_.below(100)},
                      .executed = {},
                      .fee_credit = 0,
                      .maker_fee = Ppm{1'000},
                      .taker_fee = Ppm{2'000},
                      .client_id = client_id,
                      .expiry = {}});
        open_.push_back(id);
    }
    void cancel() {
        std::swap(open_[random_.below(static_cast<std::uint32_t>(open_.size()))], open_.back());
        market_.cancel(market_.find(open_.back()));
        open_.pop_back();
    }

    [[nodiscard]] std::size_t open() const { return open_.size(); }
    void expect(std::size_t orders) { open_.reserve(orders); }

private:
    Market market_{terms(), {}, "DVMUSD"};
    Random random_{42};
    std::vector<OrderId> open_;
};

}  // namespace

TEST_CASE("an open order with a client id takes at most 160 bytes", "[memory]") {
    constexpr std::size_t kOrders = 400'000;
    Flow flow;
    flow.expect(kOrders);
    const std::size_t before = bytes_in_use();
    std::size_t most = 0;
    while (flow.open() < kOrders) {
        flow.rest();
        if (flow.open() >= kOrders / 4 && flow.open() % 1'000 == 0)
            most = std::max(most, (bytes_in_use() - before) / flow.open());
    }
    CAPTURE(most);
    CHECK(most <= 160);
}

TEST_CASE("orders that ended leave no memory behind", "[memory]") {
    Flow flow;
    flow.expect(20'000);
    while (flow.open() < 10'000) flow.rest();
    const auto churn = [&](int rounds) {
        for (int i = 0; i < rounds; ++i) {
            flow.cancel();
            flow.rest();
        }
    };
    churn(200'000);
    const std::size_t warm = bytes_in_use();
    churn(1'000'000);
    const std::size_t later = bytes_in_use();
    CAPTURE(warm, later);
    CHECK(later <= warm + (std::size_t{64} << 10));
}
