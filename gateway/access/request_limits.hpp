// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/types.hpp"
#include "gateway/access/client_address.hpp"
#include "gateway/access/rate_limits.hpp"

namespace divmid::gateway {

/// What each address asked for in the present intervals, and who is banned. In memory alone: a
/// restart forgives.
///
/// Holds kAddressesMost addresses. When it is full, a new one takes the place of another: of
/// kLookedAtMost that are not banned, the one that is least worth remembering. Where all of them
/// are banned, it shares one account with all others in that position, which is refused like any
/// but never banned. Each call costs one look-up.
///
/// A clock that was set back finds the intervals as far as they got.
class RequestLimits {
public:
    static constexpr std::size_t kAddressesMost = 65'536;
    static constexpr std::size_t kLookedAtMost = 8;

    enum class Verdict : std::uint8_t {
        allowed,
        too_heavy,            ///< Weight of the minute.
        too_many_requests,    ///< Of the five minutes.
        too_many_handshakes,  ///< Likewise.
        banned,
    };

    struct Use {
        std::uint32_t weight{};  ///< Used in this minute.
        Verdict verdict{};
        Timestamp again;  ///< When asking makes sense again; none when it is allowed.
    };

    explicit RequestLimits(const RateLimits& limits) : limits_{limits} {}

    /// A request. What is refused does not add to the weight.
    Use ask(ClientAddress address, unsigned weight, Timestamp now);
    /// An upgrade to a WebSocket.
    Use shake_hands(ClientAddress address, Timestamp now);

    [[nodiscard]] const RateLimits& limits() const { return limits_; }
    /// Addresses remembered.
    [[nodiscard]] std::size_t size() const { return clients_.size(); }

private:
    struct Client {
        ClientAddress address{};
        std::int64_t minute{};        ///< Of the clock, that `weight` is of.
        std::int64_t five_minutes{};  ///< That the other counts are of.
        std::uint32_t weight{};
        std::uint32_t requests{};
        std::uint32_t handshakes{};
        std::uint32_t refusals{};
        std::uint32_t bans{};  ///< In a row.
        Timestamp banned_until{};
    };

    /// Of what is known of a client: the use of the present intervals, and then whether a ban that
    /// is over makes the next one longer.
    struct Worth {
        std::uint64_t use{};
        bool past_ban{};
        friend auto operator<=>(const Worth&, const Worth&) = default;
    };

    Client& client_at(ClientAddress address, Timestamp now);
    Client& newcomer(ClientAddress address, Timestamp now);
    [[nodiscard]] Worth worth(const Client& client, Timestamp now) const;
    Use refuse(Client& client, Verdict why, Timestamp now);
    void ban(Client& client, Timestamp now) const;
    [[nodiscard]] Timestamp remembered_until(const Client& client) const;

    RateLimits limits_;
    boost::unordered_flat_map<ClientAddress, std::uint32_t, std::hash<ClientAddress>> places_;
    std::vector<Client> clients_;
    std::size_t looked_at_ = 0;  ///< Where the search for a place went on last.
    Client others_;
};

}  // namespace divmid::gateway
