// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "gateway/access/request_limits.hpp"
#include "gateway/dialect/errors.hpp"

namespace divmid::gateway {

/// What every request passes before anything about it is looked at: whether its address may ask for
/// so much, and whether the exchange still takes any.
class Entrance {
public:
    explicit Entrance(const RateLimits& limits) : limits_{limits} {}

    /// Counts a request. Sets `used` to the weight that the address has used in this minute.
    [[nodiscard]] std::optional<Error> refuses(ClientAddress address, unsigned weight,
                                               Timestamp now, std::uint32_t& used);
    /// Counts an upgrade to a WebSocket.
    [[nodiscard]] std::optional<Error> refuses_handshake(ClientAddress address, Timestamp now);

    /// From now on everything is refused.
    void close() { closed_ = true; }

    [[nodiscard]] const RateLimits& limits() const { return limits_.limits(); }

private:
    [[nodiscard]] std::optional<Error> in_words(const RequestLimits::Use& use) const;

    RequestLimits limits_;
    bool closed_ = false;
};

}  // namespace divmid::gateway
