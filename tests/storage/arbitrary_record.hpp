// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include "engine/record.hpp"

namespace divmid::storage {

/// Records that need make no sense: each kind of command and event, each field small, extreme or
/// anything. The same seed gives the same records.
class ArbitraryRecords {
public:
    explicit ArbitraryRecords(std::uint64_t seed) : random_{seed} {}

    /// At most `size` commands and about three events for each.
    [[nodiscard]] Record next(std::size_t size);

private:
    [[nodiscard]] std::uint64_t word();
    template <class T>
    [[nodiscard]] T value(Arena& arena);
    template <class... Kinds>
    void push_one(Columns<Kinds...>& to, Arena& arena);

    std::mt19937_64 random_;
};

[[nodiscard]] bool same(const Record& a, const Record& b);

}  // namespace divmid::storage
