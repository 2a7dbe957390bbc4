// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "engine/check.hpp"

namespace divmid::gateway {

/// Decimals of an asset's amount, 0 to 12.
using Scale = std::uint8_t;

enum class DecimalFault {
    illegal,    ///< Not kDecimalPattern.
    precision,  ///< More decimals than the scale has, other than zeros.
    overflow,   ///< Above 2^63-1 smallest units.
};

/// What a decimal looks like on the wire: no sign, no exponent.
inline constexpr std::string_view kDecimalPattern = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";

/// "12.5" at scale 2 is 1250. Exact, or a fault; nothing is ever rounded.
[[nodiscard]] std::expected<std::int64_t, DecimalFault> parse_decimal(std::string_view text,
                                                                      Scale scale);

/// 1250 at scale 2 is "12.50": always `scale` decimals.
void append_decimal(std::string& to, std::int64_t value, Scale scale);
/// The same for sums that 64 bits may not hold.
void append_wide_decimal(std::string& to, UInt128 value, Scale scale);

}  // namespace divmid::gateway
