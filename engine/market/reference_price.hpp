// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// The mean of a market's latest trade prices, each trade counting the same whatever its size, as
/// the dialect documents its reference price (faqs/price_range_execution_rules: buckets aligned to
/// their width, the one that straddles the cutoff prorated). Integers only: a trade counts
/// kPrecision, and both the proration and the division truncate.
class ReferencePrice {
public:
    /// The most buckets of a mean.
    static constexpr std::uint32_t kBucketsMost = 1'440;
    static constexpr std::int64_t kPrecision = 10'000;

    struct Bucket {
        Timestamp open;  ///< A multiple of the width.
        std::int64_t count{};
        Int128 sum{};

        friend bool operator==(const Bucket&, const Bucket&) = default;
    };

    /// Forgets all trades. Width zero: there is no mean. Requires: buckets <= kBucketsMost.
    void set_up(Duration width, std::uint32_t buckets);
    [[nodiscard]] bool on() const { return width_ != Duration{}; }

    /// A trade; in order of time. Requires: on().
    void add(Timestamp now, Price price);
    /// Drops what lies before the cutoff. mean() costs one step a bucket that should be dropped.
    void drop(Timestamp now);
    /// Zero when no trade counts.
    [[nodiscard]] Price mean(Timestamp now) const;

    /// Oldest first, those that are over among them.
    [[nodiscard]] const std::deque<Bucket>& buckets() const { return buckets_; }
    /// As saved. Requires: on(), later than all before, a multiple of the width.
    void restore(const Bucket& bucket);

    /// Ends the process when the sums are not those of the buckets.
    void check_invariants() const;

private:
    [[nodiscard]] std::int64_t cutoff(Timestamp now) const {
        return now.value() - width_.value() * span_;
    }
    /// Ends at the cutoff or before.
    [[nodiscard]] bool is_over(const Bucket& bucket, std::int64_t cutoff) const {
        return bucket.open.value() + width_.value() <= cutoff;
    }

    Duration width_;
    std::int64_t span_ = 0;  ///< Buckets.
    std::deque<Bucket> buckets_;
    Bucket all_;  ///< Sums over them.
};

/// Between which prices a taker may trade, in ticks, both inclusive; wide open without bounds.
struct PriceBand {
    std::int64_t low{};
    std::int64_t high = std::numeric_limits<std::int64_t>::max();

    [[nodiscard]] bool holds(Ticks price) const {
        return price.value() >= low && price.value() <= high;
    }
};

/// `below` and `above` in millionths of the reference, zero: no bound that way; rounded inward to
/// ticks (market.md, Band). Requires: reference > 0, below <= 10^6.
[[nodiscard]] PriceBand band_around(Price reference, Price tick_size, std::uint32_t below,
                                    std::uint32_t above);

}  // namespace divmid
