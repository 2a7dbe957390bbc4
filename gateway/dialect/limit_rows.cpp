// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/limit_rows.hpp"

#include <string>
#include <string_view>

namespace divmid::gateway {
namespace {

struct Row {
    std::string_view type;
    std::string_view interval;
    unsigned intervals{};
    std::uint32_t limit{};
};

Row weight_row(const RateLimits& limits) {
    return {"REQUEST_WEIGHT", "MINUTE", 1, limits.weight_per_minute};
}

Row ten_seconds_row(const RateLimits& limits) {
    return {"ORDERS", "SECOND", 10, limits.orders_per_10_seconds};
}

Row day_row(const RateLimits& limits) {
    return {"ORDERS", "DAY", 1, limits.orders_per_day};
}

/// Leaves the object open.
JsonWriter& begin_row(JsonWriter& json, const Row& row) {
    json.begin_object().member("rateLimitType").text(row.type);
    json.member("interval").text(row.interval).member("intervalNum").number(row.intervals);
    return json.member("limit").number(row.limit);
}

void write_row(JsonWriter& json, const Row& row) {
    if (row.limit != 0) begin_row(json, row).end_object();
}

void write_row(JsonWriter& json, const Row& row, std::uint32_t count) {
    if (row.limit != 0) begin_row(json, row).member("count").number(count).end_object();
}

}  // namespace

void write_limits(JsonWriter& json, const RateLimits& limits) {
    write_row(json, weight_row(limits));
    write_row(json, ten_seconds_row(limits));
    write_row(json, day_row(limits));
    write_row(json, {"RAW_REQUESTS", "MINUTE", 5, limits.requests_per_5_minutes});
    write_row(json, {"CONNECTIONS", "MINUTE", 5, limits.handshakes_per_5_minutes});
}

void write_weight_row(JsonWriter& json, const RateLimits& limits, std::uint32_t used) {
    write_row(json, weight_row(limits), used);
}

void write_order_rows(JsonWriter& json, const RateLimits& limits, OrderCounts::Counts used) {
    write_row(json, ten_seconds_row(limits), used.in_10_seconds);
    write_row(json, day_row(limits), used.today);
}

void add_weight_headers(HttpResponse& response, std::uint32_t used) {
    const std::string text = std::to_string(used);
    response.headers.emplace_back("X-MBX-USED-WEIGHT", text);
    response.headers.emplace_back("X-MBX-USED-WEIGHT-1M", text);
}

void add_order_headers(HttpResponse& response, OrderCounts::Counts used) {
    response.headers.emplace_back("X-MBX-ORDER-COUNT-10S", std::to_string(used.in_10_seconds));
    response.headers.emplace_back("X-MBX-ORDER-COUNT-1D", std::to_string(used.today));
}

HttpResponse refusal(const Error& error, Timestamp now) {
    HttpResponse response;
    response.status = error.status;
    append_error(response.body, error);
    add_retry_header(response, error, now);
    return response;
}

void add_retry_header(HttpResponse& response, const Error& error, Timestamp now) {
    constexpr std::int64_t kSecond = 1'000'000;
    if (error.again == Timestamp{}) return;
    const std::int64_t wait = (error.again - now).value();
    response.headers.emplace_back("Retry-After", std::to_string((wait + kSecond - 1) / kSecond));
}

}  // namespace divmid::gateway
