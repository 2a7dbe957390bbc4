// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

NaiveOrder* NaiveExchange::find(const Named& named) {
    const std::string_view client_id = text(named.client_id);
    const bool by_id = named.order != OrderId{};
    if (!by_id && client_id.empty()) return nullptr;
    for (auto& [id, order] : market(named.market).orders) {
        if (order.account != named.account) continue;
        if (by_id && id != named.order) continue;
        if (!client_id.empty() && order.client_id != client_id) continue;
        return &order;
    }
    return nullptr;
}

Reject NaiveExchange::check_cancel(const NaiveOrder* order, CancelRestriction restriction) {
    if (order == nullptr) return Reject::unknown_order;
    const bool is_new = order->executed == Lots{};
    if (restriction == CancelRestriction::only_new && !is_new) return Reject::cancel_restricted;
    if (restriction == CancelRestriction::only_partially_filled && is_new)
        return Reject::cancel_restricted;
    return Reject::none;
}

bool NaiveExchange::cancel_allowed(const NaiveMarket& m) const {
    return m.phase != Phase::closed && m.phase != Phase::delisted;
}

void NaiveExchange::cancel_one(const CancelOrder& c, CancelRestriction restriction) {
    Reject why = check_sender(c, markets_.contains(c.market));
    if (why != Reject::none) return refuse(why, c.market, c.account);
    NaiveMarket& m = market(c.market);
    if (!cancel_allowed(m)) return refuse(Reject::phase_forbids, c.market, c.account);
    const NaiveOrder* order = find({c.market, c.account, c.order, c.client_id});
    why = check_cancel(order, restriction);
    if (why != Reject::none) return refuse(why, c.market, c.account);
    end(m, order->id, EndReason::canceled_by_owner);
}

void NaiveExchange::apply(const CancelOrder& command) {
    cancel_one(command, CancelRestriction::none);
}

void NaiveExchange::apply(const CancelOrderIf& c) {
    cancel_one({c.account, c.key, c.market, c.client_id, c.order, c.cancel_id, c.deadline},
               c.restriction);
}

void NaiveExchange::apply(const CancelAll& c) {
    apply(CancelMany{.account = c.account,
                     .key = c.key,
                     .market = c.market,
                     .sides = Sides::both,
                     .price_min = {},
                     .price_max = {},
                     .deadline = c.deadline});
}

void NaiveExchange::apply(const CancelMany& c) {
    const bool everywhere = c.market == MarketId{};
    const Reject why = check_sender(c, everywhere || markets_.contains(c.market));
    if (why != Reject::none) return refuse(why, c.market, c.account);
    if (c.sides > Sides::sells) return refuse(Reject::unsupported_combination, c.market, c.account);
    if (!everywhere && !cancel_allowed(market(c.market)))
        return refuse(Reject::phase_forbids, c.market, c.account);

    const auto fits = [&](const NaiveMarket& m, const NaiveOrder& order) {
        if (order.account != c.account || !cancel_allowed(m)) return false;
        if (!everywhere && m.terms.market != c.market) return false;
        if (c.sides == Sides::buys && !order.buys()) return false;
        if (c.sides == Sides::sells && order.buys()) return false;
        const Price price = m.terms.price(order.price != Ticks{} ? order.price : order.stop);
        return (c.price_min == Price{} || price >= c.price_min) &&
               (c.price_max == Price{} || price <= c.price_max);
    };
    if (!end_where(EndReason::canceled_by_owner, fits))
        refuse(Reject::unknown_order, c.market, c.account);
}

void NaiveExchange::apply(const CancelList& c) {
    const Reject why = check_sender(c, markets_.contains(c.market));
    if (why != Reject::none) return refuse(why, c.market, c.account);
    NaiveMarket& m = market(c.market);
    if (!cancel_allowed(m)) return refuse(Reject::phase_forbids, c.market, c.account);
    const std::string_view client_id = text(c.client_id);
    for (const auto& [id, list] : lists_) {
        if (list.account != c.account || list.market != c.market) continue;
        if (c.list != ListId{} && c.list != id) continue;
        if (c.list == ListId{} && client_id.empty()) continue;
        if (!client_id.empty() && client_id != list.client_id) continue;
        const auto open =
            std::ranges::find_if(list.legs, [&](OrderId leg) { return m.orders.contains(leg); });
        return end(m, *open, EndReason::canceled_by_owner);
    }
    refuse(Reject::unknown_order, c.market, c.account);
}

void NaiveExchange::apply(const SessionEnded& c) {
    end_where(EndReason::session_ended, [&](const NaiveMarket& m, const NaiveOrder& order) {
        return m.phase != Phase::delisted && c.session != SessionId{} &&
               order.account == c.account && order.asked.session == c.session;
    });
}

/// Ends what is wanted, market by market, by rising id. Whether there was any.
bool NaiveExchange::end_where(
    EndReason reason, const std::function<bool(const NaiveMarket&, const NaiveOrder&)>& wanted) {
    bool any = false;
    for (auto& [id, m] : markets_) {
        std::vector<OrderId> found;
        for (const auto& [order_id, order] : m.orders)
            if (wanted(m, order)) found.push_back(order_id);
        end_all(m, found, reason);
        any = any || !found.empty();
    }
    return any;
}

}  // namespace divmid
