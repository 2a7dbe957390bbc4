// SPDX-License-Identifier: Apache-2.0
#include "engine/market/triggers.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid {

void Triggers::add(const TriggerTerms& stop, Ticks last) {
    if (stop.stop_price == Ticks{}) return follow(stop, last);
    const bool added =
        fixed(stop).insert({stop.stop_price, stop.order, stop.trailing, stop.side}).second;
    ENSURE(added);
}

void Triggers::remove(const TriggerTerms& stop) {
    if (stop.trailing != 0 && trailing(stop.side).contains(stop.order))
        return trailing(stop.side).remove(stop.order);
    const std::size_t removed =
        fixed(stop).erase({stop.stop_price, stop.order, stop.trailing, stop.side});
    ENSURE(removed == 1);
}

void Triggers::print(Ticks price, Touched& touched) {
    const auto on_reached = [&](const Reached& stop) { touched.reached.push_back(stop); };
    buys_.print(price, on_reached);
    sells_.print(price, on_reached);
    while (!above_.empty() && above_.begin()->stop_price <= price)
        touch(above_.extract(above_.begin()).value(), price, touched);
    while (!below_.empty() && std::prev(below_.end())->stop_price >= price)
        touch(below_.extract(std::prev(below_.end())).value(), price, touched);
}

void Triggers::touch(const Fixed& stop, Ticks price, Touched& touched) {
    const Reached reached{stop.order, stop.stop_price, price};
    if (stop.trailing == 0) return touched.reached.push_back(reached);
    touched.started.push_back(reached);
    trailing(stop.side).add(stop.order, stop.trailing, price);
}

std::optional<Ticks> Triggers::extreme(const TriggerTerms& stop) const {
    const TrailingStops& following = trailing(stop.side);
    if (!following.contains(stop.order)) return std::nullopt;
    return following.extreme(stop.order);
}

void Triggers::check_invariants() const {
    buys_.check_invariants();
    sells_.check_invariants();
}

void sort_nearest(std::vector<Reached>& stops, Ticks from) {
    const auto distance = [from](const Reached& stop) {
        const std::uint32_t there = stop.stop.value();
        const std::uint32_t here = from != Ticks{} ? from.value() : stop.print.value();
        return there > here ? there - here : here - there;
    };
    std::ranges::sort(stops, [&](const Reached& a, const Reached& b) {
        const std::uint32_t near = distance(a);
        const std::uint32_t far = distance(b);
        return near != far ? near < far : a.order < b.order;
    });
}

}  // namespace divmid
