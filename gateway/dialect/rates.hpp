// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/types.hpp"
#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {

/// A fee rate as a fraction: "0.00100000" for 1000 parts per million.
inline void write_rate(JsonWriter& json, Ppm rate) {
    constexpr Scale kScale = 8;
    constexpr std::int64_t kUnitsPerPpm = 100;
    json.decimal(rate.value() * kUnitsPerPpm, kScale);
}

}  // namespace divmid::gateway
