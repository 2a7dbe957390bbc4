// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/types.hpp"

namespace divmid::gateway {

/// The lengths of time in which is counted. An interval begins when the clock shows a whole number
/// of them: minutes at :00, days at midnight UTC.
enum class Interval : std::int64_t {
    ten_seconds = 10'000'000,
    minute = 60'000'000,
    five_minutes = 300'000'000,
    day = 86'400'000'000,
};

/// Which one it is, counted from 1970.
[[nodiscard]] constexpr std::int64_t number_of(Interval interval, Timestamp now) {
    return now.value() / static_cast<std::int64_t>(interval);
}

/// When the next one begins, and counts with it.
[[nodiscard]] constexpr Timestamp next(Interval interval, Timestamp now) {
    return Timestamp{(number_of(interval, now) + 1) * static_cast<std::int64_t>(interval)};
}

}  // namespace divmid::gateway
