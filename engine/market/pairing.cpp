// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/market/market.hpp"

// What an uncross does to resting orders: both that meet are in the book.

namespace divmid {

std::vector<OrderId> Market::open_ids() const {
    std::vector<OrderId> ids;
    ids.reserve(open_orders());
    for (const Side side : {Side::buy, Side::sell})
        for (Ticks price = book_.best(side); price != Ticks{}; price = book_.worse(side, price))
            for (SlotIndex at = book_.level(side, price).head; at != 0; at = pool_[at].next)
                ids.push_back(pool_[at].id);
    waiting_.each([&](OrderId id, const WaitingOrder&) { ids.push_back(id); });
    std::ranges::sort(ids);
    return ids;
}

std::vector<OrderId> Market::ids_of(AccountId account) const {
    std::vector<OrderId> ids;
    for (const SlotIndex at : orders_of(account)) ids.push_back(pool_[at].id);
    return ids;
}

Lots Market::hide(SlotIndex at, Lots hidden) {
    if (!pool_[at].is_special) return Lots{};
    SpecialOrder& special = special_[at];
    const Lots open = open_lots(at);
    ENSURE(hidden < open);
    pool_[at].lots = open - hidden;
    return std::exchange(special.hidden, hidden);
}

void Market::fill(SlotIndex at, Lots lots) {
    if (lots == pool_[at].lots) return cancel(at);
    book_.level(pool_[at].side(), pool_[at].ticks()).lots -= lots.value();
    pool_[at].lots -= lots;
    pool_.add_executed(at, lots);
}

void Market::prevent(SlotIndex at, Lots lots) {
    if (lots == pool_[at].lots) return cancel(at);
    lose(at, book_.level(pool_[at].side(), pool_[at].ticks()), lots);
}

}  // namespace divmid
