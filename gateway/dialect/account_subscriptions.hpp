// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// The accounts whose events one connection of the WebSocket API is told. Belongs to its
/// ApiSession. Every request comes when all before it were answered, and its own answer leaves in
/// the same step: no event overtakes it.
class AccountSubscriptions {
public:
    /// What a subscription rests on: it goes when the connection logs out, or stays.
    enum class Ground : std::uint8_t { logon, signature };

    /// To the events of the caller's account. `caller` is proved.
    Outcome subscribe(const Caller& caller, Ground ground, std::string& result);
    /// One, by `subscriptionId`, or all.
    Outcome unsubscribe(Parameters& parameters, std::string& result);
    Outcome list(std::string& result) const;

    /// Whether there is one.
    [[nodiscard]] bool any() const { return false; }
    /// The logon that some of them rest on is over.
    void logged_out() {}
};

}  // namespace divmid::gateway
