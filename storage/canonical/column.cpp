// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/column.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace divmid::storage {

namespace {

constexpr unsigned kWidest = 56;  // With up to 7 bits before it, a word still fits one load.
constexpr unsigned kWhole = 64;
constexpr std::uint8_t kWholeTag = 63;
constexpr std::uint8_t kBaseFollows = 64;

constexpr std::uint64_t zigzag(std::uint64_t number) {
    return number << 1 ^ (number >> 63 != 0 ? ~std::uint64_t{0} : 0);
}
constexpr std::uint64_t unzigzag(std::uint64_t number) {
    return number >> 1 ^ ((number & 1) != 0 ? ~std::uint64_t{0} : 0);
}

void put_leb128(std::uint64_t number, std::string& to) {
    for (; number >= 0x80; number >>= 7) to.push_back(static_cast<char>(number | 0x80));
    to.push_back(static_cast<char>(number));
}

/// Only the shortest form is taken.
bool take_leb128(std::string_view& from, std::uint64_t& to) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(from.front());
        from.remove_prefix(1);
        if (shift == 63 && byte > 1) return false;
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if ((byte & 0x80) == 0) {
            to = number;
            return byte != 0 || shift == 0;
        }
    }
    return false;
}

bool all_equal(std::span<const std::uint64_t> numbers) {
    std::uint64_t difference = 0;
    for (const std::uint64_t number : numbers) difference |= number ^ numbers.front();
    return difference == 0;
}

void put_tag(unsigned width, std::uint64_t base, std::string& to) {
    const unsigned tag = width == kWhole ? kWholeTag : width;
    to.push_back(static_cast<char>(tag | (base != 0 ? kBaseFollows : 0U)));
    if (base != 0) put_leb128(zigzag(base), to);
}

void put_whole_words(std::span<const std::uint64_t> numbers, std::uint64_t base, std::string& to) {
    for (const std::uint64_t number : numbers) {
        const std::uint64_t word = number - base;
        to.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
}

void put_words(std::span<const std::uint64_t> numbers, std::uint64_t base, unsigned width,
               std::string& to) {
    const std::size_t bytes = (numbers.size() * width + 7) / 8;
    const std::size_t start = to.size();
    to.resize(start + bytes + sizeof(std::uint64_t));  // Room for the last store, which is whole.
    char* at = to.data() + start;
    std::uint64_t pending = 0;
    unsigned bits = 0;
    for (const std::uint64_t number : numbers) {
        pending |= (number - base) << bits;
        bits += width;
        std::memcpy(at, &pending, sizeof pending);
        const unsigned whole = bits / 8;
        at += whole;
        bits %= 8;
        pending = whole == 8 ? 0 : pending >> (whole * 8);
    }
    to.resize(start + bytes);
}

}  // namespace

void write_column(std::span<const std::uint64_t> numbers, std::string& to) {
    if (numbers.empty()) return;
    if (all_equal(numbers)) return put_tag(0, numbers.front(), to);
    const auto as_signed = [](std::uint64_t a, std::uint64_t b) {
        return static_cast<std::int64_t>(a) < static_cast<std::int64_t>(b);
    };
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end(), as_signed);
    const std::uint64_t base = *least;
    const auto needed = static_cast<unsigned>(std::bit_width(*most - base));
    const unsigned width = needed > kWidest ? kWhole : needed;
    put_tag(width, base, to);
    if (width == kWhole) return put_whole_words(numbers, base, to);
    put_words(numbers, base, width, to);
}

bool ColumnReader::open(std::string_view& from, std::size_t count) {
    *this = ColumnReader{};
    if (count == 0) return true;
    if (from.empty()) return false;
    const auto tag = static_cast<std::uint8_t>(from.front());
    from.remove_prefix(1);
    const unsigned width = tag & 63U;
    if (tag >= 128 || (width > kWidest && width != kWholeTag)) return false;
    width_ = width == kWholeTag ? kWhole : width;
    if ((tag & kBaseFollows) != 0) {
        if (!take_leb128(from, base_) || base_ == 0) return false;
        base_ = unzigzag(base_);
    }
    return open_words(from, count);
}

bool ColumnReader::open_words(std::string_view& from, std::size_t count) {
    if (width_ == 0) return true;
    if (count > from.size() * 8 / width_) return false;
    const std::size_t bits = count * width_;
    const std::size_t bytes = (bits + 7) / 8;
    words_ = from.substr(0, bytes);
    from.remove_prefix(bytes);
    const unsigned used = bits % 8;
    return used == 0 || static_cast<std::uint8_t>(words_.back()) >> used == 0;
}

std::uint64_t ColumnReader::word(std::size_t bit) const {
    std::uint64_t load = 0;
    const std::size_t byte = bit / 8;
    std::memcpy(&load, words_.data() + byte, std::min(sizeof load, words_.size() - byte));
    if (width_ == kWhole) return load;
    return load >> (bit % 8) & ((std::uint64_t{1} << width_) - 1);
}

std::uint64_t ColumnReader::next() {
    if (width_ == 0) return base_;
    const std::uint64_t number = base_ + word(bit_);
    bit_ += width_;
    return number;
}

}  // namespace divmid::storage
