// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// The phases that a market will be brought into, soonest first, equal times in the order in which
/// they were asked for.
class Schedule {
public:
    static constexpr std::size_t kMost = 64;
    static constexpr Duration kEveryLeast{60LL * 1'000'000};  ///< A minute.

    /// SchedulePhase says what each means.
    struct Entry {
        Timestamp at;
        Duration every;
        Phase phase{};
        Duration lasts;
        Phase next{};

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    [[nodiscard]] bool empty() const { return entries_.empty(); }
    [[nodiscard]] bool full() const { return entries_.size() == kMost; }
    [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
    /// Requires: !empty().
    [[nodiscard]] const Entry& soonest() const { return entries_.front(); }

    /// Requires: !full().
    void add(const Entry& entry) {
        ENSURE(!full());
        entries_.insert(std::ranges::upper_bound(entries_, entry.at, {}, &Entry::at), entry);
    }

    /// The soonest one is taken; if it recurs it waits for its next time, behind all of that time.
    /// Requires: !empty().
    Entry take() {
        ENSURE(!empty());
        const Entry taken = entries_.front();
        entries_.erase(entries_.begin());
        if (taken.every != Duration{}) {
            Entry again = taken;
            again.at = taken.at + taken.every;
            add(again);
        }
        return taken;
    }

    /// Of what recurs nothing is made up for: where the soonest one's next times have come too, it
    /// waits at the last of them, behind all of that time. Whether it did. Requires: !empty(), and
    /// it is due.
    bool skip_missed(Timestamp now) {
        Entry entry = soonest();
        if (entry.every == Duration{} || entry.at + entry.every > now) return false;
        const std::int64_t missed = (now - entry.at).value() / entry.every.value();
        entry.at = entry.at + Duration{missed * entry.every.value()};
        entries_.erase(entries_.begin());
        add(entry);
        return true;
    }

    void clear() { entries_.clear(); }

private:
    std::vector<Entry> entries_;
};

}  // namespace divmid
