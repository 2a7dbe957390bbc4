// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/dialect/request.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// The accounts whose events one connection of the WebSocket API is told. Belongs to its
/// ApiSession. Every request comes when all before it were answered, and its own answer leaves in
/// the same step: no event overtakes it.
///
/// What a client can rely on, on one connection:
/// - The events of a subscription come in the order of the engine, without a gap, from the answer
///   to its subscribe on; its last one is eventStreamTerminated.
/// - All events that a command led to stand before the command's answer.
/// - An answer about the present out of memory (account.status, openOrders.status) shows what the
///   events before it told, no more and no less: with the events behind it, it stays up to date.
class AccountSubscriptions {
public:
    static constexpr std::size_t kActiveMost = 1000;    ///< At one time. More are refused.
    static constexpr std::uint32_t kEverMost = 65'535;  ///< In the life of a connection; so too.

    /// What a subscription rests on: it goes when the connection logs out, or stays.
    enum class Ground : std::uint8_t { logon, signature };

    /// Services and outbox outlive it, the latter until hang_up().
    AccountSubscriptions(const Services& services, Outbox& outbox);
    ~AccountSubscriptions();
    AccountSubscriptions(const AccountSubscriptions&) = delete;
    AccountSubscriptions& operator=(const AccountSubscriptions&) = delete;

    /// To the events of the caller's account. `caller` is proved.
    Outcome subscribe(const Caller& caller, Ground ground, std::string& result);
    /// One, by `subscriptionId`, or all.
    Outcome unsubscribe(Parameters& parameters, std::string& result);
    Outcome list(std::string& result) const;

    /// Whether there is one.
    [[nodiscard]] bool any() const { return !active_.empty(); }
    /// The logon that some of them rest on is over.
    void logged_out();
    /// The exchange says goodbye.
    void end_all();
    /// The connection is gone: nothing is sent any more.
    void hang_up();

private:
    class Subscription;

    void send(std::uint32_t id, std::string_view event);
    template <class Which>
    bool end_those(Which which);

    const Services& services_;
    Outbox& outbox_;
    std::uint32_t next_ = 0;
    std::vector<std::unique_ptr<Subscription>> active_;  ///< By id.
    std::string text_;
};

}  // namespace divmid::gateway
