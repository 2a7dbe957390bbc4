// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace divmid::gateway::admin {

// How operators write times and lengths of time.

/// 2026-11-23T02:00:00Z, with up to six decimals of a second, or without the Z, which is always
/// meant. Years 1970 to 9999. Nothing when it is no such time.
[[nodiscard]] std::optional<Timestamp> parse_time(std::string_view text);
/// In the same form, with decimals only where there are some.
[[nodiscard]] std::string text_of(Timestamp time);

/// A whole number and us, ms, s, m, h or d: 90s. At most 100 years. Nothing when it is none.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
/// In the largest of those that it is a whole number of.
[[nodiscard]] std::string text_of(Duration duration);

}  // namespace divmid::gateway::admin
