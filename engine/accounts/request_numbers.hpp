// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/types.hpp"

namespace divmid {

/// The highest request number of each lane of each key, and what it was used for (market.md,
/// Resend-safe entry): a number is used up once and for all, and whatever lies below it with it.
/// Memory: 256 bytes for a key that ever used one and 4 for the others, however long the history.
/// A look-up is two indexed loads.
class RequestNumbers {
public:
    static constexpr std::size_t kLanes = 16;  ///< Of a key.

    struct Lane {
        std::uint64_t last{};      ///< Zero: none was used.
        std::uint64_t identity{};  ///< Of what the last one asked.

        friend bool operator==(const Lane&, const Lane&) = default;
    };

    /// Requires: lane < kLanes.
    [[nodiscard]] Lane last(KeyId key, std::uint8_t lane) const;

    /// Requires: lane < kLanes, used.last above the lane's last. The key is known.
    void burn(KeyId key, std::uint8_t lane, Lane used);

    /// Calls `visitor(KeyId, lane, const Lane&)` for the lanes that were used, by key, then lane.
    template <class Visitor>
    void each(Visitor&& visitor) const {
        for (std::uint32_t key = 0; key < places_.size(); ++key)
            for (std::uint8_t lane = 0; places_[key] != 0 && lane < kLanes; ++lane)
                if (const Lane& used = keys_[places_[key] - 1][lane]; used.last != 0)
                    visitor(KeyId{key}, lane, used);
    }

private:
    using Lanes = std::array<Lane, kLanes>;

    std::vector<std::uint32_t> places_;  ///< By key: where its lanes lie, from 1; zero: none.
    std::vector<Lanes> keys_;
};

}  // namespace divmid
