// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/check.hpp"

namespace divmid::gateway {
namespace {

constexpr std::size_t kDigitsMost = 20;

bool all_digits(std::string_view text) {
    return !text.empty() && text.size() <= kDigitsMost &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Appends digits to a number; false when it does not fit.
bool take_digits(std::string_view digits, std::int64_t& value) {
    for (const char c : digits)
        if (!checked_multiply(value, std::int64_t{10}, value) ||
            !checked_add(value, std::int64_t{c - '0'}, value))
            return false;
    return true;
}

/// Puts the point into the digits of a number.
void append_point(std::string& to, std::string_view number, Scale scale) {
    if (number.size() > scale) {
        to += number.substr(0, number.size() - scale);
    } else {
        to += '0';
    }
    if (scale == 0) return;
    to += '.';
    if (number.size() < scale) to.append(scale - number.size(), '0');
    to += number.substr(number.size() > scale ? number.size() - scale : 0);
}

}  // namespace

std::expected<std::int64_t, DecimalFault> parse_decimal(std::string_view text, Scale scale) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction;
    if (point != std::string_view::npos) {
        fraction = text.substr(point + 1);
        if (!all_digits(fraction)) return std::unexpected{DecimalFault::illegal};
    }
    if (!all_digits(whole)) return std::unexpected{DecimalFault::illegal};

    while (fraction.size() > scale && fraction.back() == '0') fraction.remove_suffix(1);
    if (fraction.size() > scale) return std::unexpected{DecimalFault::precision};
    constexpr std::string_view kZeros = "0000000000000000000000";
    std::int64_t value = 0;
    if (!take_digits(whole, value) || !take_digits(fraction, value) ||
        !take_digits(kZeros.substr(0, scale - fraction.size()), value))
        return std::unexpected{DecimalFault::overflow};
    return value;
}

void append_decimal(std::string& to, std::int64_t value, Scale scale) {
    std::uint64_t magnitude = static_cast<std::uint64_t>(value);
    if (value < 0) {
        to += '-';
        magnitude = -magnitude;
    }
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), magnitude).ptr;
    append_point(to, {digits.data(), static_cast<std::size_t>(end - digits.data())}, scale);
}

void append_wide_decimal(std::string& to, UInt128 value, Scale scale) {
    if (std::in_range<std::int64_t>(static_cast<std::uint64_t>(value)) && value >> 64U == 0)
        return append_decimal(to, static_cast<std::int64_t>(value), scale);
    std::array<char, 39> digits{};
    auto at = digits.end();
    for (; value != 0; value /= 10) *--at = static_cast<char>('0' + static_cast<int>(value % 10));
    append_point(to, {at, static_cast<std::size_t>(digits.end() - at)}, scale);
}

}  // namespace divmid::gateway
