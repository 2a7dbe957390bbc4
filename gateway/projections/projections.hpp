// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/access/keys.hpp"
#include "gateway/access/order_counts.hpp"
#include "gateway/projections/balances.hpp"
#include "gateway/projections/book.hpp"
#include "gateway/projections/candles.hpp"
#include "gateway/projections/catalog.hpp"
#include "gateway/projections/market_states.hpp"
#include "gateway/projections/tally.hpp"
#include "gateway/projections/tape.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// Everything that is answered from memory, in the order in which one needs the other.
class Projections final : public storage::Projection {
public:
    void apply(const Record& record) override {
        catalog.apply(record);
        keys.apply(record);
        balances.apply(record);
        books.apply(record);
        tape.apply(record);
        candles.apply(record);
        tally.apply(record);
        market_states.apply(record);
        order_counts.apply(record);
    }

    Catalog catalog;
    Keys keys;
    Balances balances{catalog};
    Books books;
    Tape tape;
    Candles candles;
    Tally tally;
    MarketStates market_states;
    OrderCounts order_counts;
};

}  // namespace divmid::gateway
