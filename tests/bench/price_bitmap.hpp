// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace divmid::bench {

/// Which of 2^18 prices have orders: three levels of 64-way bitmap, so the nearest one in either
/// direction is at most five word look-ups away.
class PriceBitmap {
public:
    static constexpr std::uint32_t kPrices = 64 * 64 * 64;
    static constexpr std::uint32_t kNone = kPrices;

    void set(std::uint32_t price) {
        prices_[price >> 6] |= bit(price);
        words_[price >> 12] |= bit(price >> 6);
        blocks_ |= bit(price >> 12);
    }

    void clear(std::uint32_t price) {
        if ((prices_[price >> 6] &= ~bit(price)) != 0) return;
        if ((words_[price >> 12] &= ~bit(price >> 6)) != 0) return;
        blocks_ &= ~bit(price >> 12);
    }

    /// The lowest price with orders above `price`; kNone when there is none.
    [[nodiscard]] std::uint32_t above(std::uint32_t price) const {
        if (const auto in_word = prices_[price >> 6] & higher(price))
            return (price & ~63U) + lowest(in_word);
        std::uint32_t word = price >> 6;
        if (const auto in_block = words_[word >> 6] & higher(word)) {
            word = (word & ~63U) + lowest(in_block);
        } else {
            const auto blocks = blocks_ & higher(word >> 6);
            if (blocks == 0) return kNone;
            const std::uint32_t block = lowest(blocks);
            word = block * 64 + lowest(words_[block]);
        }
        return word * 64 + lowest(prices_[word]);
    }

    /// The highest price with orders below `price`; kNone when there is none.
    [[nodiscard]] std::uint32_t below(std::uint32_t price) const {
        if (const auto in_word = prices_[price >> 6] & lower(price))
            return (price & ~63U) + highest(in_word);
        std::uint32_t word = price >> 6;
        if (const auto in_block = words_[word >> 6] & lower(word)) {
            word = (word & ~63U) + highest(in_block);
        } else {
            const auto blocks = blocks_ & lower(word >> 6);
            if (blocks == 0) return kNone;
            const std::uint32_t block = highest(blocks);
            word = block * 64 + highest(words_[block]);
        }
        return word * 64 + highest(prices_[word]);
    }

private:
    static constexpr std::uint64_t bit(std::uint32_t index) { return 1ULL << (index & 63U); }
    static constexpr std::uint64_t lower(std::uint32_t index) { return bit(index) - 1; }
    static constexpr std::uint64_t higher(std::uint32_t index) {
        return ~(lower(index) | bit(index));
    }
    static std::uint32_t lowest(std::uint64_t bits) {
        return static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    static std::uint32_t highest(std::uint64_t bits) {
        return static_cast<std::uint32_t>(63 - std::countl_zero(bits));
    }

    std::vector<std::uint64_t> prices_ = std::vector<std::uint64_t>(kPrices / 64);
    std::array<std::uint64_t, 64> words_{};
    std::uint64_t blocks_ = 0;
};

}  // namespace divmid::bench
