// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_book.hpp"

namespace divmid {

OrderBook::OrderBook(Ticks price_min, Ticks price_max)
    : min_{price_min.value()},
      max_{price_max.value()},
      bids_{max_ - min_ + 1},
      asks_{max_ - min_ + 1} {}

void OrderBook::rest(OrderPool& pool, SlotIndex at) {
    OrderSlot& order = pool[at];
    Level& level = levels(order.side()).use(rank(order.side(), order.ticks()));
    order.next = 0;
    order.prev = level.tail;
    if (level.tail == 0)
        level.head = at;
    else
        pool[level.tail].next = at;
    level.tail = at;
    level.lots += order.lots.value();
}

void OrderBook::remove(OrderPool& pool, SlotIndex at) {
    const OrderSlot& order = pool[at];
    Level& level = levels(order.side())[rank(order.side(), order.ticks())];
    (order.prev == 0 ? level.head : pool[order.prev].next) = order.next;
    (order.next == 0 ? level.tail : pool[order.next].prev) = order.prev;
    level.lots -= order.lots.value();
    if (level.head == 0) close(order.side(), order.ticks());
}

}  // namespace divmid
