// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/types.hpp"

namespace divmid::gateway {

/// The lengths of time in which is counted. An interval begins when the clock shows a whole number
/// of them: minutes at :00, days at midnight UTC.
enum class Period : std::int64_t {
    ten_seconds = 10'000'000,
    minute = 60'000'000,
    five_minutes = 300'000'000,
    day = 86'400'000'000,
};

/// Which one it is, counted from 1970.
[[nodiscard]] constexpr std::int64_t number_of(Period period, Timestamp now) {
    return now.value() / static_cast<std::int64_t>(period);
}

/// When the next one begins, and counts with it.
[[nodiscard]] constexpr Timestamp next(Period period, Timestamp now) {
    return Timestamp{(number_of(period, now) + 1) * static_cast<std::int64_t>(period)};
}

}  // namespace divmid::gateway
