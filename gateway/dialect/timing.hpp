// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

#include "engine/types.hpp"
#include "gateway/dialect/errors.hpp"

namespace divmid::gateway {

/// How times are written for one client.
enum class TimeUnit : std::uint8_t { milliseconds, microseconds };

/// MILLISECOND, MICROSECOND or their lower-case forms; empty means milliseconds.
[[nodiscard]] std::expected<TimeUnit, Error> parse_time_unit(std::string_view text);

[[nodiscard]] constexpr std::int64_t to_wire_time(Timestamp time, TimeUnit unit) {
    return unit == TimeUnit::microseconds ? time.value() : time.value() / 1000;
}

/// Clients send milliseconds or microseconds and do not say which: what would lie past the year
/// 5138 in milliseconds is microseconds.
inline constexpr std::int64_t kMillisecondsMost = 100'000'000'000'000;
[[nodiscard]] constexpr Timestamp from_wire_time(std::int64_t number) {
    return Timestamp{number < kMillisecondsMost ? number * 1000 : number};
}
/// The last moment that is told as that time: a client that was told a time and asks up to it means
/// what happened then.
[[nodiscard]] constexpr Timestamp end_of_wire_time(std::int64_t number) {
    return Timestamp{number < kMillisecondsMost ? number * 1000 + 999 : number};
}

/// How long a signed request stays valid when it does not say.
inline constexpr Duration kWindowDefault{5'000'000};
inline constexpr Duration kWindowMost{60'000'000};
/// How far a client's clock may be ahead.
inline constexpr Duration kAheadMost{1'000'000};

/// When a request was sent, as it says, and when it must have reached the engine.
struct Timing {
    Timestamp sent;
    Timestamp deadline;
};

/// Refused when `timestamp` (milliseconds or microseconds) is not within the window (milliseconds,
/// up to three decimals; empty: the default) or too far ahead of `now`.
[[nodiscard]] std::expected<Timing, Error> check_timing(std::string_view timestamp,
                                                        std::string_view window, Timestamp now);

}  // namespace divmid::gateway
