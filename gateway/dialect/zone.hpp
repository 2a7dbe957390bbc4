// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "engine/types.hpp"

namespace divmid::gateway {

/// How far a time zone is ahead of UTC: hours (8, -3) or hours and minutes (05:45, -1:00), from
/// -12:00 to +14:00. Nothing when it is not that.
[[nodiscard]] std::optional<Duration> parse_zone(std::string_view text);

}  // namespace divmid::gateway
