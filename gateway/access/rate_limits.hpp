// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace divmid::gateway {

/// How much may be asked, and what becomes of those who ask for more. The defaults are the
/// exchange's whose dialect is spoken. Intervals are those of the clock: a minute begins at :00. A
/// limit of zero is none.
struct RateLimits {
    // Of an address.
    std::uint32_t weight_per_minute{6000};
    std::uint32_t requests_per_5_minutes{61'000};
    std::uint32_t handshakes_per_5_minutes{300};  ///< Upgrades to a WebSocket.

    /// An address that is refused more often than this in five minutes is banned.
    std::uint32_t refusals_before_ban{300};
    std::chrono::seconds ban_first{120};  ///< Each one in a row lasts twice as long,
    std::chrono::seconds ban_most{std::chrono::hours{72}};    ///< up to this.
    std::chrono::seconds ban_memory{std::chrono::hours{24}};  ///< After its end, for "in a row".

    // Of an account.
    std::uint32_t orders_per_10_seconds{100};
    std::uint32_t orders_per_day{200'000};
};

/// How much one stream connection may say and hear.
struct StreamLimits {
    std::uint32_t messages_per_second{256};  ///< One more: close 1008.
    std::uint32_t streams{1024};             ///< One more is refused.
};

}  // namespace divmid::gateway
