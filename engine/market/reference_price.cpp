// SPDX-License-Identifier: Apache-2.0
#include "engine/market/reference_price.hpp"

#include <algorithm>

namespace divmid {

namespace {

/// `of` × `part` / `whole`, truncated, without that product. Requires: 0 <= part <= whole.
Int128 share(Int128 of, std::int64_t part, std::int64_t whole) {
    return of / whole * part + of % whole * part / whole;
}

}  // namespace

void ReferencePrice::set_up(Duration width, std::uint32_t buckets) {
    ENSURE(buckets <= kBucketsMost);
    width_ = buckets == 0 ? Duration{} : width;
    span_ = buckets;
    buckets_.clear();
    all_ = {};
}

void ReferencePrice::add(Timestamp now, Price price) {
    drop(now);
    const Timestamp open{now.value() / width_.value() * width_.value()};
    if (buckets_.empty() || buckets_.back().open != open) buckets_.push_back({open, 0, 0});
    const Int128 value = Int128{price.value()} * kPrecision;
    buckets_.back().count += kPrecision;
    buckets_.back().sum += value;
    all_.count += kPrecision;
    all_.sum += value;
}

void ReferencePrice::drop(Timestamp now) {
    const std::int64_t from = cutoff(now);
    while (!buckets_.empty() && is_over(buckets_.front(), from)) {
        all_.count -= buckets_.front().count;
        all_.sum -= buckets_.front().sum;
        buckets_.pop_front();
    }
}

Price ReferencePrice::mean(Timestamp now) const {
    if (buckets_.empty()) return {};
    const std::int64_t from = cutoff(now);
    Bucket live = all_;
    for (const Bucket& bucket : buckets_) {
        if (is_over(bucket, from)) {
            live.count -= bucket.count;
            live.sum -= bucket.sum;
            continue;
        }
        const std::int64_t gone = from - bucket.open.value();
        if (gone > 0) {
            live.count -= static_cast<std::int64_t>(share(bucket.count, gone, width_.value()));
            live.sum -= share(bucket.sum, gone, width_.value());
        }
        break;
    }
    return live.count == 0 ? Price{} : Price{static_cast<std::int64_t>(live.sum / live.count)};
}

void ReferencePrice::restore(const Bucket& bucket) {
    buckets_.push_back(bucket);
    all_.count += bucket.count;
    all_.sum += bucket.sum;
}

void ReferencePrice::check_invariants() const {
    Bucket sum;
    for (const Bucket& bucket : buckets_) {
        ENSURE(on() && bucket.count > 0 && bucket.open.value() % width_.value() == 0);
        sum.count += bucket.count;
        sum.sum += bucket.sum;
    }
    ENSURE(sum == all_);
}

PriceBand band_around(Price reference, Price tick_size, std::uint32_t below, std::uint32_t above) {
    constexpr Int128 kMillion = 1'000'000;
    const Int128 tick = tick_size.value() * kMillion;
    PriceBand band;
    if (below != 0)
        band.low =
            static_cast<std::int64_t>((reference.value() * (kMillion - below) + tick - 1) / tick);
    if (above != 0) {
        const Int128 top = reference.value() * (kMillion + above) / tick;
        band.high = static_cast<std::int64_t>(std::min(top, Int128{band.high}));
    }
    return band;
}

}  // namespace divmid
