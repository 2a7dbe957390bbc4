// SPDX-License-Identifier: Apache-2.0
#include "engine/saved_orders.hpp"

#include <algorithm>

#include "engine/ledger/fees.hpp"

namespace divmid {

namespace {

void save_special(SavedWriter& to, const SpecialOrder& order) {
    to.put(static_cast<std::uint8_t>(order.asked.trigger));
    to.put(static_cast<std::uint8_t>(order.asked.peg));
    to.put(order.asked.peg_levels);
    to.put(order.asked.stop_price);
    to.put(order.asked.trailing);
    to.put(order.asked.visible);
    to.put(order.asked.list);
    to.put(order.asked.session);
    to.put(order.asked.keep);
    to.put(order.at_market);
    to.put(order.hidden);
    to.put(order.prevented);
}

SpecialOrder load_special(SavedReader& from) {
    SpecialOrder order;
    order.asked.trigger = static_cast<Trigger>(from.number<std::uint8_t>());
    order.asked.peg = static_cast<Peg>(from.number<std::uint8_t>());
    order.asked.peg_levels = from.number<std::uint16_t>();
    order.asked.stop_price = from.number<Ticks>();
    order.asked.trailing = from.number<std::uint32_t>();
    order.asked.visible = from.number<Lots>();
    order.asked.list = from.number<ListId>();
    order.asked.session = from.number<SessionId>();
    order.asked.keep = from.flag();
    order.at_market = from.flag();
    order.hidden = from.number<Lots>();
    order.prevented = from.number<Lots>();
    return order;
}

bool well_formed(const SpecialOrder& order, Lots lots) {
    return order.asked.trigger <= Trigger::take_profit && order.asked.peg <= Peg::market &&
           order.asked.trailing <= TrailingStops::kBipsMost && order.hidden < lots;
}

/// Whether the list, if it is of one, has it among its open orders.
bool is_listed(const OpenOrder& order, const SpecialOrder& special, const Market& market) {
    if (special.asked.list == ListId{}) return true;
    const OrderList* const list = market.lists().find(special.asked.list);
    if (list == nullptr || list->account != order.account) return false;
    for (std::size_t i = 0; i < OrderList::kLegsMost; ++i)
        if (list->legs[i] == order.id) return list->open[i];
    return false;
}

}  // namespace

void save_order(SavedWriter& to, const OpenOrder& order) {
    to.put(order.id);
    to.put(order.account);
    to.put(order.price);
    to.put(order.lots);
    if (to.format() >= 2) to.put(order.executed);
    to.put(order.fee_credit);
    to.put(order.maker_fee);
    if (to.format() >= 3) {
        to.put(order.taker_fee);
        to.put(order.post_only);
        to.put(static_cast<std::uint8_t>(order.prevention));
    }
    to.text(order.client_id);
    to.put(order.expiry);
    if (to.format() < 3) return;
    to.put(order.special != nullptr);
    if (order.special != nullptr) save_special(to, *order.special);
}

SavedOrder::SavedOrder(SavedReader& from, Side side) {
    order.side = side;
    order.id = from.number<OrderId>();
    order.account = from.number<AccountId>();
    order.price = from.number<Ticks>();
    order.lots = from.number<Lots>();
    order.executed = from.number<Lots>();
    order.fee_credit = from.number<std::uint32_t>();
    order.maker_fee = from.number<Ppm>();
    order.taker_fee = from.number<Ppm>();
    order.post_only = from.flag();
    order.prevention = static_cast<SelfTradePrevention>(from.number<std::uint8_t>());
    order.client_id = from.text();
    order.expiry = from.number<Timestamp>();
    if (!from.flag()) return;
    special = load_special(from);
    order.special = &special;
}

bool SavedOrder::well_formed(const Accounts& accounts, const Market& market) const {
    return order.id > OrderId{} && order.id <= market.last_order() && market.find(order.id) == 0 &&
           accounts.known(order.account) && order.lots > Lots{} &&
           order.executed <= Lots{0xFFFF'FFFF} - order.lots && order.fee_credit < 1'000'000 &&
           std::max(order.maker_fee, order.taker_fee) <= kFeeMost &&
           order.prevention <= SelfTradePrevention::decrement &&
           order.client_id.size() <= OrderNote::kClientIdMost &&
           market.find(order.account, order.client_id) == 0 && order.expiry >= Timestamp{} &&
           divmid::well_formed(special, order.lots) && is_listed(order, special, market);
}

}  // namespace divmid
