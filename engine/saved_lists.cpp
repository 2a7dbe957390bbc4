// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "engine/saved_orders.hpp"

namespace divmid {

namespace {

OrderList load_list(SavedReader& from) {
    OrderList list;
    list.id = from.number<ListId>();
    list.account = from.number<AccountId>();
    list.kind = static_cast<ListKind>(from.number<std::uint8_t>());
    list.client_id = from.text();
    for (OrderId& leg : list.legs) leg = from.number<OrderId>();
    for (bool& open : list.open) open = from.flag();
    return list;
}

/// Two legs, or three, with ids that follow each other.
bool well_formed(const OrderList& list, const Accounts& accounts, const Market& market) {
    const bool three = list.kind == ListKind::one_triggers_a_pair;
    const std::uint64_t first = list.legs[0].value();
    const OrderId last = three ? list.legs[2] : list.legs[1];
    return accounts.known(list.account) && list.kind >= ListKind::one_cancels_other &&
           list.kind <= ListKind::one_triggers_a_pair && first != 0 &&
           list.legs[1].value() == first + 1 && list.legs[2].value() == (three ? first + 2 : 0) &&
           last <= market.last_order() && list.client_id.size() <= OrderLists::kClientIdMost &&
           list.any_open() && (three || !list.open[2]);
}

/// Whether the leg is off the book for want of `what`.
bool waits_for(const Market& market, OrderId leg, WaitsFor what) {
    const SlotIndex at = market.find(leg);
    return market.waits(at) && market.waiting(at).waits_for == what;
}

/// Pending legs wait for the first one as long as it is open, and then for their turn.
bool pending_fit(const OrderList& list, const Market& market) {
    if (list.kind == ListKind::one_cancels_other) return true;
    if (list.open[0] && market.waits(market.find(list.legs[0]))) return false;
    const bool queued = !list.open[0] && list.open[1] && market.waits(market.find(list.legs[1])) &&
                        market.waiting().queued(list.legs[1]);
    const bool all_pend =
        list.open[0] || (queued && waits_for(market, list.legs[1], WaitsFor::working_order));
    const std::size_t legs = list.legs[2] == OrderId{} ? 2 : 3;
    for (std::size_t i = 1; i < legs; ++i) {
        if (all_pend && !list.open[i]) return false;
        if (list.open[i] && waits_for(market, list.legs[i], WaitsFor::working_order) != all_pend)
            return false;
    }
    return true;
}

/// Of a pair at most one rests.
bool pair_fits(const OrderList& list, const Market& market) {
    for (std::size_t i = 0; i < OrderList::kLegsMost; ++i) {
        if (!list.open[i]) continue;
        const std::size_t other = list.sibling(i);
        if (other == OrderList::kNoLeg || !list.open[other]) continue;
        if (!market.waits(market.find(list.legs[i])) &&
            !market.waits(market.find(list.legs[other])))
            return false;
    }
    return true;
}

/// Each open leg is an open order that names the list, and the others are none.
bool legs_fit(const OrderList& list, const Market& market) {
    for (std::size_t i = 0; i < OrderList::kLegsMost; ++i) {
        const SlotIndex at = list.legs[i] == OrderId{} ? 0 : market.find(list.legs[i]);
        const SpecialOrder* const special = at == 0 ? nullptr : market.special(at);
        if (list.open[i] != (special != nullptr && special->asked.list == list.id)) return false;
    }
    return true;
}

}  // namespace

void save_lists(SavedWriter& to, const Market& market) {
    to.put(static_cast<std::uint32_t>(market.lists().size()));
    market.lists().each([&](const OrderList& list) {
        to.put(list.id);
        to.put(list.account);
        to.put(static_cast<std::uint8_t>(list.kind));
        to.text(list.client_id);
        for (const OrderId leg : list.legs) to.put(leg);
        for (const bool open : list.open) to.put(open);
    });
}

void load_lists(SavedReader& from, const Accounts& accounts, ListId last, Market& market) {
    const auto count = from.number<std::uint32_t>();
    ListId before;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        OrderList list = load_list(from);
        if (!from.expect(list.id > before && list.id <= last &&
                         well_formed(list, accounts, market) &&
                         market.lists().find(list.account, list.client_id) == ListId{}))
            return;
        before = list.id;
        market.lists().add(std::move(list));
    }
}

bool lists_well_formed(const Market& market) {
    bool fit = true;
    market.lists().each([&](const OrderList& list) {
        fit = fit && legs_fit(list, market) && pending_fit(list, market) && pair_fits(list, market);
    });
    return fit;
}

}  // namespace divmid
