// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// splitmix64 and what tests and benchmarks draw from it: integers only, so the same numbers come
/// out in every language and on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBULL;
        return z ^ (z >> 31);
    }

    /// 0 to bound - 1.
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>((UInt128{next()} * bound) >> 64);
    }

    bool coin() { return (next() & 1) != 0; }
    Side side() { return coin() ? Side::sell : Side::buy; }

    /// The distance from zero of something nearly normal with this standard deviation: the sum of
    /// twelve 16-bit numbers, scaled.
    std::uint32_t off(std::uint32_t deviation) {
        return static_cast<std::uint32_t>((std::abs(z16()) * deviation) >> 16);
    }

private:
    std::int64_t z16() {
        constexpr std::int64_t kMean = 393'216;
        std::uint64_t sum = 0;
        for (int draw = 0; draw < 3; ++draw)
            for (std::uint64_t v = next(); v != 0; v >>= 16) sum += v & 0xFFFF;
        return static_cast<std::int64_t>(sum) - kMean;
    }

    std::uint64_t state_;
};

}  // namespace divmid
