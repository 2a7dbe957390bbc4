// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "gateway/access/order_counts.hpp"
#include "gateway/access/rate_limits.hpp"
#include "gateway/dialect/errors.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

// How answers tell of limits: entries of rateLimits[], and headers. What has no limit has no entry.

/// Every limit there is, as elements of an array.
void write_limits(JsonWriter& json, const RateLimits& limits);

/// The weight that an address has used in this minute, as an element.
void write_weight_row(JsonWriter& json, const RateLimits& limits, std::uint32_t used);

/// The order counts of an account, as elements.
void write_order_rows(JsonWriter& json, const RateLimits& limits, OrderCounts::Counts used);

void add_weight_headers(HttpResponse& response, std::uint32_t used);
void add_order_headers(HttpResponse& response, OrderCounts::Counts used);
/// A refusal as HTTP tells it, with Retry-After.
[[nodiscard]] HttpResponse refusal(const Error& error, Timestamp now);
/// Retry-After in seconds, rounded up, where the refusal says when.
void add_retry_header(HttpResponse& response, const Error& error, Timestamp now);

}  // namespace divmid::gateway
