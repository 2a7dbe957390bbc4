// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/timing.hpp"

#include "gateway/dialect/decimal.hpp"

namespace divmid::gateway {
namespace {

constexpr Scale kMicrosecondsInMilliseconds = 3;

Error wrong_number(DecimalFault fault, std::string_view name) {
    switch (fault) {
        case DecimalFault::illegal:
            return refuse::illegal(name, kDecimalPattern);
        case DecimalFault::precision:
            return refuse::too_precise(name);
        case DecimalFault::overflow:
            return refuse::overflowed(name);
    }
    return refuse::invalid(name);
}

std::expected<Duration, Error> parse_window(std::string_view text) {
    if (text.empty()) return kWindowDefault;
    const auto window = parse_decimal(text, kMicrosecondsInMilliseconds);
    if (!window) return std::unexpected{wrong_number(window.error(), "recvWindow")};
    if (*window > kWindowMost.value()) return std::unexpected{refuse::window_too_wide()};
    return Duration{*window};
}

}  // namespace

std::expected<TimeUnit, Error> parse_time_unit(std::string_view text) {
    if (text.empty() || text == "MILLISECOND" || text == "millisecond")
        return TimeUnit::milliseconds;
    if (text == "MICROSECOND" || text == "microsecond") return TimeUnit::microseconds;
    return std::unexpected{refuse::bad_time_unit()};
}

std::expected<Timing, Error> check_timing(std::string_view timestamp, std::string_view window,
                                          Timestamp now) {
    const auto number = parse_decimal(timestamp, 0);
    if (!number) return std::unexpected{wrong_number(number.error(), "timestamp")};
    const auto valid_for = parse_window(window);
    if (!valid_for) return std::unexpected{valid_for.error()};

    const Timestamp sent = from_wire_time(*number);
    // Differences, not sums: a client's number may be anything up to 2^63.
    if (sent.value() - now.value() >= kAheadMost.value())
        return std::unexpected{refuse::ahead_of_time()};
    if (now - sent > *valid_for) return std::unexpected{refuse::outside_window()};
    return Timing{.sent = sent, .deadline = sent + *valid_for};
}

}  // namespace divmid::gateway
