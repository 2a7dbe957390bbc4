// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_book.hpp"

namespace divmid {

OrderBook::OrderBook(Ticks price_min, Ticks price_max)
    : sides_{{{LevelIndex{price_max.value() - price_min.value() + 1}, ~0U, price_max.value() + 1},
              {LevelIndex{price_max.value() - price_min.value() + 1}, 0, 0U - price_min.value()}}} {
}

}  // namespace divmid
