// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/types.hpp"

namespace divmid::gateway {

/// How much a peer may ask for. Generous: it stops a runaway, not a fast trader.
struct WeightLimit {
    unsigned per_minute{60'000'000};
};

/// How much one stream connection may say: likewise.
struct StreamLimits {
    unsigned messages_per_second{256};  ///< One more: close 1008.
};

/// Request weight that each peer used in the minute of the clock. At kPeersMost peers in one minute
/// those that come later share one count.
class Weights {
public:
    static constexpr std::size_t kPeersMost = 65'536;

    explicit Weights(WeightLimit limit) : limit_{limit} {}

    struct Use {
        unsigned used{};
        bool over{};  ///< The limit is passed: refuse.
    };

    Use add(std::string_view peer, unsigned weight, Timestamp now);

    [[nodiscard]] const WeightLimit& limit() const { return limit_; }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    unsigned& count_of(std::string_view peer);

    WeightLimit limit_;
    std::int64_t minute_ = 0;
    std::unordered_map<std::string, unsigned, Hash, std::equal_to<>> used_;
    unsigned used_by_others_ = 0;
};

/// Seconds until the counts begin anew: what Retry-After says.
[[nodiscard]] unsigned seconds_to_next_minute(Timestamp now);

}  // namespace divmid::gateway
