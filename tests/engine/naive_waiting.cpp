// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <compare>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Orders that wait for a stop price, and how they awake.

namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kBipsOfWhole = 10'000;

/// The first price, in ticks, at which a trailing stop fires that saw `extreme`.
std::int64_t trailing_stop(const NaiveOrder& order, Ticks extreme) {
    const std::int64_t bips = order.asked.trailing;
    const std::int64_t from = extreme.value();
    if (!order.buys()) return from * (kBipsOfWhole - bips) / kBipsOfWhole;
    return (from * (kBipsOfWhole + bips) + kBipsOfWhole - 1) / kBipsOfWhole;
}

}  // namespace

/// What a stop-market buy may pay at most; zero for all others.
Ticks NaiveExchange::bound(const NaiveMarket& m, const NaiveOrder& order) const {
    const bool open_price = order.type == OrderType::market || order.asked.peg != Peg::none;
    if (!order.buys() || !open_price) return Ticks{};
    const std::optional<Ticks> stop = order.stop != Ticks{} ? order.stop : m.last;
    if (m.rules.band_above == 0 || !stop) return m.terms.price_max;
    const std::int64_t fires =
        order.asked.trailing != 0 ? trailing_stop(order, *stop) : stop->value();
    const Int128 top = Int128{fires} * (kMillion + m.rules.band_above) / kMillion;
    if (top > m.terms.price_max.value()) return m.terms.price_max;
    return Ticks{static_cast<std::uint32_t>(top)};
}

std::int64_t NaiveExchange::cost_of_waiting(const NaiveMarket& m, const NaiveOrder& order) const {
    const bool limited = order.has_limit() && order.price != Ticks{};
    const Ticks worst = order.worst != Ticks{} ? order.worst : bound(m, order);
    return m.cost(order.side, limited ? order.price : worst, order.lots);
}

void NaiveExchange::wait(NaiveMarket& m, NaiveOrder& order, WaitsFor what, std::int64_t held) {
    order.state = NaiveOrder::State::waiting;
    order.waits_for = what;
    order.held = held;
    if (what == WaitsFor::stop_price) order.worst = bound(m, order);
    hold(order.account, m.pays(order.side), held);
    const Ticks price = order.price != Ticks{} ? order.price : order.worst;
    events_.push(OrderWaits{order.id, order.account, m.terms.market, order.side, what, price,
                            order.lots, Amount{held}});
    if (what != WaitsFor::stop_price) return;
    order.follows = order.asked.trailing != 0 && order.stop == Ticks{};
    if (order.follows) order.extreme = m.last;
}

bool NaiveExchange::reached(const NaiveOrder& order, Ticks print) {
    const bool rises = (order.asked.trigger == Trigger::stop_loss) == order.buys();
    return rises ? print >= order.stop : print <= order.stop;
}

/// Whether a print fires the order.
bool NaiveExchange::hears(NaiveMarket& m, NaiveOrder& order, Ticks print) {
    if (order.asked.trailing == 0) return reached(order, print);
    if (!order.follows) {
        if (!reached(order, print)) return false;
        order.follows = true;
        order.extreme = print;
        events_.push(TrailingStarted{order.id, order.account, m.terms.market});
        return false;
    }
    if (order.extreme) {
        const std::int64_t stop = trailing_stop(order, *order.extreme);
        const std::int64_t at = print.value();
        if (order.buys() ? at >= stop : at <= stop) return true;
    }
    const bool further =
        !order.extreme || (order.buys() ? print < *order.extreme : print > *order.extreme);
    if (further) order.extreme = print;
    return false;
}

/// What the prints of a taker, or of an uncross, set off joins the queue.
void NaiveExchange::taker_ended(NaiveMarket& m, std::optional<Ticks> last_before) {
    for (const OrderId id : m.filled_first) m.queue.push_back(id);
    m.filled_first.clear();

    struct Fired {
        std::int64_t away = 0;
        OrderId id;

        auto operator<=>(const Fired&) const = default;
    };
    std::vector<Fired> fired;
    for (auto& [id, order] : m.orders) {
        if (!order.waits_for_stop() || order.queued) continue;
        for (const Ticks print : m.prints) {
            std::int64_t stop = order.stop.value();
            if (order.extreme) stop = trailing_stop(order, *order.extreme);
            if (!hears(m, order, print)) continue;
            order.queued = true;
            const std::int64_t away = stop - std::int64_t{last_before.value_or(print).value()};
            fired.push_back({away < 0 ? -away : away, id});
            break;
        }
    }
    m.prints.clear();
    std::ranges::sort(fired);
    for (const Fired& each : fired) m.queue.push_back(each.id);
}

void NaiveExchange::drain(NaiveMarket& m) {
    if (m.phase == Phase::continuous && !m.queue.empty() && wakes_left_ > 0) end_overdue(m);
    while (m.phase == Phase::continuous && !m.queue.empty() && wakes_left_ > 0) {
        const OrderId id = m.queue.front();
        m.queue.erase(m.queue.begin());
        --wakes_left_;
        NaiveOrder& order = m.orders.at(id);
        if (order.waits_for == WaitsFor::working_order)
            start_pending(m, order.list);
        else
            awake(m, order);
    }
}

void NaiveExchange::drain_all() {
    for (auto& [id, m] : markets_) drain(m);
}

/// What keeps an order from working now, though its time has come; `filled`: nothing.
EndReason NaiveExchange::why_not_start(NaiveMarket& m, NaiveOrder& order) {
    const std::int64_t funds = balance(order.account, m.pays(order.side)).available + order.held;
    const bool waits_again = order.triggered() && order.waits_for == WaitsFor::working_order;
    if (waits_again)
        return funds < cost_of_waiting(m, order) ? EndReason::no_funds_to_start : EndReason::filled;
    if (order.asked.peg != Peg::none) {
        const std::optional<Ticks> price = m.pegged(order);
        if (!price) return EndReason::refused_at_start;
        order.price = *price;
    }
    const NaiveOrder* maker = m.best(opposite(order.side));
    if (funds < cost_now(m, order)) return EndReason::no_funds_to_start;
    const bool takes = maker != nullptr && reaches(order.side, order.price, maker->price);
    if (order.type == OrderType::limit_maker && takes) return EndReason::refused_at_start;
    return EndReason::filled;
}

/// A stop whose price was reached.
void NaiveExchange::awake(NaiveMarket& m, NaiveOrder& order) {
    const OrderId id = order.id;
    traded(m, order);
    const EndReason obstacle = why_not_start(m, order);
    if (obstacle != EndReason::filled) return end(m, id, obstacle);
    tell_awoke(m, order);
    work(m, order);
}

void NaiveExchange::tell_awoke(NaiveMarket& m, NaiveOrder& order) {
    const Ticks price = order.price != Ticks{} ? order.price : order.worst;
    events_.push(OrderAwoke{order.id, order.account, m.terms.market, order.side, order.waits_for,
                            price, order.lots, Amount{order.held}});
    hold(order.account, m.pays(order.side), -order.held);
    order.held = 0;
    order.queued = false;
    order.state = NaiveOrder::State::taking;
}

/// The orders that waited for the first one of their list start, or end together.
void NaiveExchange::start_pending(NaiveMarket& m, ListId id) {
    NaiveList& list = lists_.at(id);
    list.started = true;
    std::vector<NaiveOrder*> legs;
    for (const OrderId leg : list.legs)
        if (m.orders.contains(leg)) legs.push_back(&m.orders.at(leg));
    for (NaiveOrder* leg : legs) {
        const EndReason obstacle = why_not_start(m, *leg);
        if (obstacle != EndReason::filled) return end(m, leg->id, obstacle);
    }
    for (NaiveOrder* leg : legs) tell_awoke(m, *leg);
    std::vector<OrderId> ids;
    for (const NaiveOrder* leg : legs) ids.push_back(leg->id);
    set_to_work(m, ids);
}

}  // namespace divmid
