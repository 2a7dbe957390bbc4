// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <vector>

#include "engine/saved_orders.hpp"

namespace divmid {

namespace {

/// Of a waiting order without a client id: no count can make room for more than the bytes hold.
constexpr std::size_t kWaitingBytesLeast = 97;

/// What of a waiting order is not in its OpenOrder.
struct Waiting {
    WaitingOrder order;
    std::optional<Ticks> extreme;  ///< Of one that follows the prints.
    bool queued{};
};

/// Whether it is set off by prints that it follows, or may come to follow.
bool trails(const WaitingOrder& waiting, const SpecialTerms& asked, bool queued) {
    return asked.trailing != 0 && waiting.waits_for == WaitsFor::stop_price && !queued;
}

Waiting load_one(SavedReader& from, const SpecialTerms& asked, bool queued) {
    Waiting waiting;
    waiting.order.type = static_cast<OrderType>(from.number<std::uint8_t>());
    waiting.order.time_in_force = static_cast<TimeInForce>(from.number<std::uint8_t>());
    waiting.order.waits_for = static_cast<WaitsFor>(from.number<std::uint8_t>());
    waiting.order.held = from.number<Amount>();
    waiting.queued = queued;
    if (trails(waiting.order, asked, queued) && from.flag()) waiting.extreme = from.number<Ticks>();
    return waiting;
}

/// Whether its trigger can be set as it is.
bool trigger_fits(const OpenOrder& order, const Waiting& waiting, const Market& market) {
    const SpecialTerms& asked = order.special->asked;
    if (waiting.order.waits_for == WaitsFor::working_order) return asked.list != ListId{};
    const bool has_stop = asked.stop_price != Ticks{};
    if (asked.trigger == Trigger::none || (!has_stop && asked.trailing == 0)) return false;
    if (waiting.queued) return true;
    if (asked.trailing != 0)
        return (has_stop || waiting.extreme) &&
               waiting.extreme.value_or(Ticks{}) <= market.book_high();
    const TriggerTerms stop{order.id, order.side, asked.trigger, asked.stop_price, 0};
    return market.last_price() == Ticks{} || !stop.reached_by(market.last_price());
}

bool well_formed(const SavedOrder& saved, const Waiting& waiting, const Market& market) {
    const OpenOrder& order = saved.order;
    const Ticks price = order.price;
    const bool in_range = price >= market.book_low() && price <= market.book_high();
    return order.special != nullptr && saved.special.hidden == Lots{} && order.side <= Side::sell &&
           (in_range || price == Ticks{}) && order.executed == Lots{} &&
           waiting.order.type <= OrderType::market &&
           waiting.order.time_in_force <= TimeInForce::good_till_date &&
           waiting.order.waits_for <= WaitsFor::working_order && waiting.order.held >= Amount{} &&
           trigger_fits(order, waiting, market);
}

std::vector<OrderId> load_queue(SavedReader& from) {
    std::vector<OrderId> queue;
    const auto count = from.number<std::uint32_t>();
    if (!from.expect(count * sizeof(OrderId) <= from.left())) return queue;
    for (std::uint32_t i = 0; i < count; ++i) queue.push_back(from.number<OrderId>());
    return queue;
}

/// Each once, and waiting. Requires: sorted.
bool queue_well_formed(const std::vector<OrderId>& queue, const Market& market) {
    return std::ranges::adjacent_find(queue) == queue.end() &&
           std::ranges::all_of(queue, [&](OrderId id) {
               const SlotIndex at = market.find(id);
               return at != 0 && market.waits(at);
           });
}

}  // namespace

void save_waiting(SavedWriter& to, const Market& market) {
    const WaitingOrders& waiting = market.waiting();
    to.put(static_cast<std::uint32_t>(waiting.queue_size()));
    waiting.each_queued([&](OrderId id) { to.put(id); });
    to.put(static_cast<std::uint32_t>(waiting.size()));
    waiting.each([&](OrderId id, const WaitingOrder& order) {
        const SlotIndex at = market.find(id);
        const OpenOrder open = market.describe(at);
        to.put(static_cast<std::uint8_t>(open.side));
        save_order(to, open);
        to.put(static_cast<std::uint8_t>(order.type));
        to.put(static_cast<std::uint8_t>(order.time_in_force));
        to.put(static_cast<std::uint8_t>(order.waits_for));
        to.put(order.held);
        if (!trails(order, open.special->asked, waiting.queued(id))) return;
        const std::optional<Ticks> extreme = market.triggers().extreme(market.trigger_terms(at));
        to.put(extreme.has_value());
        if (extreme) to.put(*extreme);
    });
}

void load_waiting(SavedReader& from, const Accounts& accounts, Market& market) {
    const std::vector<OrderId> queue = load_queue(from);
    std::vector<OrderId> sorted = queue;
    std::ranges::sort(sorted);
    const auto count = from.number<std::uint32_t>();
    if (!from.expect(count * kWaitingBytesLeast <= from.left())) return;
    OrderId last;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const auto side = static_cast<Side>(from.number<std::uint8_t>());
        const SavedOrder saved{from, side};
        const OpenOrder& order = saved.order;
        const bool queued = std::ranges::binary_search(sorted, order.id);
        const Waiting waiting = load_one(from, saved.special.asked, queued);
        if (!from.expect(order.id > last && saved.well_formed(accounts, market) &&
                         well_formed(saved, waiting, market)))
            return;
        market.restore(order, waiting.order, waiting.extreme, queued);
        last = order.id;
    }
    if (!from.expect(queue_well_formed(sorted, market))) return;
    for (const OrderId id : queue) market.queue(market.find(id));
}

}  // namespace divmid
