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

/// The four rates of an account: nothing is charged on top for buying or selling.
inline void write_rates(JsonWriter& json, Ppm maker, Ppm taker) {
    write_rate(json.begin_object().member("maker"), maker);
    write_rate(json.member("taker"), taker);
    write_rate(json.member("buyer"), Ppm{});
    write_rate(json.member("seller"), Ppm{});
    json.end_object();
}

/// Fees are not reduced for paying them in some other asset.
inline void write_no_discount(JsonWriter& json) {
    json.begin_object().member("enabledForAccount").boolean(false);
    json.member("enabledForSymbol").boolean(false).member("discountAsset").text("");
    write_rate(json.member("discount"), Ppm{});
    json.end_object();
}

}  // namespace divmid::gateway
