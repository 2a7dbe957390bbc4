// SPDX-License-Identifier: Apache-2.0
#include "engine/market/trailing_stops.hpp"

#include "engine/check.hpp"

namespace divmid {

TrailingStops::Rank TrailingStops::bound(Rank extreme, std::uint32_t bips) const {
    if (extreme == kNoExtreme) return kNoExtreme;
    // A sell's extreme × (1 − bips) rounded down, a buy's × (1 + bips) rounded up, which is down
    // again in ranks. Below 2^31 × 2^33.
    const Rank scaled = extreme * kBips - (extreme < 0 ? -extreme : extreme) * Rank{bips};
    return scaled >= 0 ? scaled / kBips : -((-scaled + kBips - 1) / kBips);
}

void TrailingStops::add(OrderId order, std::uint32_t bips, Ticks extreme) {
    const Rank at = extreme == Ticks{} ? kNoExtreme : rank(extreme);
    Group& group = groups_[at];
    group.extreme = at;
    if (!group.members.empty()) withdraw(group);
    group.members.emplace(bips, order);
    announce(group);
    const bool added = stops_.emplace(order, Stop{bips, &group}).second;
    ENSURE(added && bips > 0);
}

void TrailingStops::remove(OrderId order) {
    const auto stop = stops_.find(order);
    ENSURE(stop != stops_.end());
    take_out(*stop->second.group, {stop->second.bips, order});
    stops_.erase(stop);
}

Ticks TrailingStops::extreme(OrderId order) const {
    const Rank extreme = stops_.at(order).group->extreme;
    return extreme == kNoExtreme ? Ticks{} : ticks(extreme);
}

void TrailingStops::follow(Ticks price) {
    const Rank extreme = rank(price);
    if (groups_.begin()->first >= extreme) return;
    auto merged = groups_.extract(groups_.begin());
    withdraw(merged.mapped());
    while (!groups_.empty() && groups_.begin()->first <= extreme) {
        auto other = groups_.extract(groups_.begin());
        withdraw(other.mapped());
        if (other.mapped().members.size() > merged.mapped().members.size())
            std::swap(merged, other);
        for (const auto& [bips, order] : other.mapped().members)
            stops_.at(order).group = &merged.mapped();
        merged.mapped().members.merge(other.mapped().members);
    }
    merged.key() = extreme;
    merged.mapped().extreme = extreme;
    announce(groups_.insert(std::move(merged)).position->second);
}

Reached TrailingStops::take_next(Ticks price) {
    Group& group = groups_.at(next_.begin()->second);
    const auto first = *group.members.begin();
    const Reached reached{first.second, ticks(bound(group.extreme, first.first)), price};
    take_out(group, first);
    stops_.erase(first.second);
    return reached;
}

void TrailingStops::announce(const Group& group) {
    next_.emplace(bound(group.extreme, group.members.begin()->first), group.extreme);
}

void TrailingStops::withdraw(const Group& group) {
    next_.erase({bound(group.extreme, group.members.begin()->first), group.extreme});
}

void TrailingStops::take_out(Group& group, std::pair<std::uint32_t, OrderId> member) {
    withdraw(group);
    group.members.erase(member);
    if (group.members.empty())
        groups_.erase(group.extreme);
    else
        announce(group);
}

void TrailingStops::check_invariants() const {
    std::size_t members = 0;
    for (const auto& [extreme, group] : groups_) {
        ENSURE(group.extreme == extreme && !group.members.empty());
        ENSURE(next_.contains({bound(extreme, group.members.begin()->first), extreme}));
        for (const auto& [bips, order] : group.members) {
            const Stop& stop = stops_.at(order);
            ENSURE(stop.bips == bips && stop.group == &group);
            ++members;
        }
    }
    ENSURE(members == stops_.size() && next_.size() == groups_.size());
}

}  // namespace divmid
