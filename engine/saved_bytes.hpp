// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// How a saved state begins. Never changes.
inline constexpr std::string_view kStateMark = "DVMSTATE";

/// Appends numbers as little-endian bytes of their own width, and texts of at most 255 bytes after
/// a byte with their length.
class SavedWriter {
public:
    SavedWriter(std::string& to, std::uint16_t format) : to_{to}, format_{format} {}

    /// Of the whole, as Exchange::kStateFormat.
    [[nodiscard]] std::uint16_t format() const { return format_; }

    template <std::integral T>
    void put(T number) {
        auto bits = static_cast<std::make_unsigned_t<T>>(number);
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            to_.push_back(static_cast<char>(bits & 0xFF));
            bits = static_cast<decltype(bits)>(std::uint64_t{bits} >> 8);
        }
    }
    template <class Meaning, class Rep>
    void put(Strong<Meaning, Rep> number) {
        put(number.value());
    }
    void put(bool flag) { put(static_cast<std::uint8_t>(flag)); }
    void text(std::string_view text) {
        ENSURE(text.size() <= 255);
        put(static_cast<std::uint8_t>(text.size()));
        to_.append(text);
    }

private:
    std::string& to_;
    std::uint16_t format_;
};

/// Reads what SavedWriter wrote. After the first read beyond the end, or the first mistake that the
/// caller found, everything is zero and ok() is false.
class SavedReader {
public:
    explicit SavedReader(std::string_view from) : from_{from} {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::size_t left() const { return from_.size(); }
    /// The bytes are not what they should be, unless `condition` holds. Returns ok().
    bool expect(bool condition) { return ok_ = ok_ && condition; }

    template <std::integral T>
    [[nodiscard]] T number() {
        const std::string_view bytes = take(sizeof(T));
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bits |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
        return static_cast<T>(bits);
    }
    template <class Named>
        requires requires { typename Named::rep; }
    [[nodiscard]] Named number() {
        return Named{number<typename Named::rep>()};
    }
    [[nodiscard]] bool flag() {
        const auto byte = number<std::uint8_t>();
        expect(byte <= 1);
        return byte == 1;
    }
    /// Valid as long as the bytes are.
    [[nodiscard]] std::string_view text() { return take(number<std::uint8_t>()); }

private:
    std::string_view take(std::size_t size) {
        if (!expect(size <= from_.size())) return {};
        const std::string_view taken = from_.substr(0, size);
        from_.remove_prefix(size);
        return taken;
    }

    std::string_view from_;
    bool ok_ = true;
};

}  // namespace divmid
