// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/naive_market.hpp"

#include <algorithm>
#include <limits>

namespace divmid {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kPrecision = 10'000;

Int128 rounded_up(Int128 amount, Int128 by) {
    return (amount + by - 1) / by;
}

}  // namespace

bool reaches(Side side, Ticks price, Ticks maker) {
    return side == Side::buy ? maker <= price : maker >= price;
}

std::vector<NaiveOrder*> NaiveMarket::book(Side side) {
    std::vector<NaiveOrder*> found;
    for (auto& [id, order] : orders)
        if (order.resting() && order.side == side) found.push_back(&order);
    std::ranges::sort(found, [&](const NaiveOrder* a, const NaiveOrder* b) {
        if (a->price != b->price)
            return side == Side::buy ? a->price > b->price : a->price < b->price;
        return a->place < b->place;
    });
    return found;
}

NaiveOrder* NaiveMarket::best(Side side) {
    const std::vector<NaiveOrder*> orders_there = book(side);
    return orders_there.empty() ? nullptr : orders_there.front();
}

std::optional<Ticks> NaiveMarket::level(Side side, std::uint16_t levels) {
    std::optional<Ticks> price;
    int seen = -1;
    for (const NaiveOrder* order : book(side)) {
        if (price == order->price) continue;
        if (seen == levels) break;
        price = order->price;
        ++seen;
    }
    return price;
}

std::optional<Ticks> NaiveMarket::pegged(const NaiveOrder& order) {
    const bool own_side = order.asked.peg == Peg::primary;
    return level(own_side ? order.side : opposite(order.side), order.asked.peg_levels);
}

std::int64_t NaiveMarket::reference(Timestamp now) const {
    const std::int64_t width = rules.reference_bucket.value();
    const std::int64_t cutoff = now.value() - width * rules.reference_buckets;
    struct Bucket {
        Int128 count = 0;
        Int128 sum = 0;
    };
    std::map<std::int64_t, Bucket> buckets;  // By the time they open.
    for (const Print& print : history) {
        if (width == 0) break;
        const std::int64_t open = print.time.value() / width * width;
        if (open + width <= cutoff) continue;
        buckets[open].count += kPrecision;
        buckets[open].sum += Int128{print.units} * kPrecision;
    }
    Bucket all;
    for (auto& [open, bucket] : buckets) {
        if (open < cutoff) {
            bucket.count -= bucket.count * (cutoff - open) / width;
            bucket.sum -= bucket.sum * (cutoff - open) / width;
        }
        all.count += bucket.count;
        all.sum += bucket.sum;
    }
    if (all.count == 0) return rules.first_reference.value();
    return static_cast<std::int64_t>(all.sum / all.count);
}

NaiveMarket::Band NaiveMarket::band(Timestamp now) const {
    Band band{0, std::numeric_limits<std::int64_t>::max()};
    const Int128 price = reference(now);
    if (price == 0) return band;
    const Int128 tick = Int128{terms.tick_size.value()} * kMillion;
    if (rules.band_below != 0)
        band.low =
            static_cast<std::int64_t>(rounded_up(price * (kMillion - rules.band_below), tick));
    if (rules.band_above != 0)
        band.high = static_cast<std::int64_t>(price * (kMillion + rules.band_above) / tick);
    return band;
}

NaiveMarket::Crossing NaiveMarket::crossing(std::int64_t near) {
    const std::vector<NaiveOrder*> bids = book(Side::buy);
    const std::vector<NaiveOrder*> asks = book(Side::sell);
    if (bids.empty() || asks.empty() || bids.front()->price < asks.front()->price) return {};

    std::vector<Crossing> best;
    for (std::uint32_t tick = asks.front()->price.value(); tick <= bids.front()->price.value();
         ++tick) {
        std::uint64_t wanted = 0;
        std::uint64_t offered = 0;
        for (const NaiveOrder* bid : bids)
            if (bid->price >= Ticks{tick}) wanted += bid->lots.value();
        for (const NaiveOrder* ask : asks)
            if (ask->price <= Ticks{tick}) offered += ask->lots.value();
        const Crossing here{Ticks{tick}, std::min(wanted, offered),
                            std::max(wanted, offered) - std::min(wanted, offered),
                            offered > wanted ? Side::sell : Side::buy};
        const auto worse = [&](const Crossing& other) {
            return other.lots < here.lots ||
                   (other.lots == here.lots && other.surplus > here.surplus);
        };
        std::erase_if(best, worse);
        const bool ties = best.empty() ||
                          (best.front().lots == here.lots && best.front().surplus == here.surplus);
        if (ties) best.push_back(here);
    }
    const auto surplus_on = [&](Side side) {
        return std::ranges::all_of(best, [&](const Crossing& each) {
            return each.surplus > 0 && each.surplus_side == side;
        });
    };
    if (surplus_on(Side::buy)) return best.back();
    if (surplus_on(Side::sell)) return best.front();
    if (near == 0) return best[best.size() / 2];
    const auto away = [&](const Crossing& each) {
        const std::int64_t there = terms.price(each.price).value();
        return there > near ? there - near : near - there;
    };
    Crossing nearest = best.front();
    for (const Crossing& each : best)
        if (away(each) <= away(nearest)) nearest = each;
    return nearest;
}

}  // namespace divmid
