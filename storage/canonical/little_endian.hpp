// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <concepts>
#include <cstring>
#include <string>
#include <string_view>

namespace divmid::storage {

static_assert(
    std::endian::native == std::endian::little,
    "the stored forms are little-endian; this is the one place that relies on the machine");

/// Appends the number, least significant byte first.
template <std::integral T>
void put_little(T number, std::string& to) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &number, sizeof(T));
    to.append(bytes, sizeof(T));
}

/// Takes a number off the front. False when too few bytes are left.
template <std::integral T>
[[nodiscard]] bool take_little(std::string_view& from, T& to) {
    if (from.size() < sizeof(T)) return false;
    std::memcpy(&to, from.data(), sizeof(T));
    from.remove_prefix(sizeof(T));
    return true;
}

/// Appends the number, most significant byte first: such keys sort like their numbers.
template <std::unsigned_integral T>
void put_big(T number, std::string& to) {
    for (unsigned shift = sizeof(T) * 8; shift > 0; shift -= 8)
        to.push_back(static_cast<char>(number >> (shift - 8) & 0xFF));
}

/// Takes a number off the front. False when too few bytes are left.
template <std::unsigned_integral T>
[[nodiscard]] bool take_big(std::string_view& from, T& to) {
    if (from.size() < sizeof(T)) return false;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        number = number << 8 | static_cast<unsigned char>(from[i]);
    to = static_cast<T>(number);
    from.remove_prefix(sizeof(T));
    return true;
}

}  // namespace divmid::storage
