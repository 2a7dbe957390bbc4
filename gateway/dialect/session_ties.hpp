// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// The orders that end with one connection of the WebSocket API (session.cancelOnDisconnect): those
/// placed over it while that is on, unless they were placed with keepOnDisconnect. The engine ends
/// them by SessionEnded, which goes into the inbox when the connection is gone, however it went,
/// and for an account's orders when the key that it asked with is revoked. What a process that died
/// had tied ends with the next Started.
class SessionTies {
public:
    /// Accounts that may have orders of one connection.
    static constexpr std::size_t kAccountsMost = 64;

    /// The services outlive it. `id` is no other connection's of this process.
    SessionTies(const Services& services, SessionId id) : services_{services}, id_{id} {}

    /// Orders placed before keep what they have.
    void enable(bool enabled) { enabled_ = enabled; }

    /// Sets the session of a caller whose orders end with the connection. False when there are as
    /// many accounts as may be.
    [[nodiscard]] bool tie(Caller& caller);

    void end_revoked();
    void end();

private:
    struct Tie {
        AccountId account;
        KeyId key;

        friend bool operator==(const Tie&, const Tie&) = default;
    };

    void end(const Tie& tie);

    const Services& services_;
    SessionId id_;
    bool enabled_ = false;
    std::vector<Tie> ties_;
};

}  // namespace divmid::gateway
