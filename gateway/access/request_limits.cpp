// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/request_limits.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "gateway/access/periods.hpp"

namespace divmid::gateway {
namespace {

Duration as_duration(std::chrono::seconds time) {
    return Duration{std::chrono::microseconds{time}.count()};
}

/// Counts one more, unless that passes the limit.
bool count_one(std::uint32_t& count, std::uint32_t limit) {
    if (limit != 0 && count >= limit) return false;
    ++count;
    return true;
}

}  // namespace

RequestLimits::Use RequestLimits::ask(ClientAddress address, unsigned weight, Timestamp now) {
    Client& client = client_at(address, now);
    if (now < client.banned_until) return refuse(client, Verdict::banned, now);
    if (!count_one(client.requests, limits_.requests_per_5_minutes))
        return refuse(client, Verdict::too_many_requests, now);
    const std::uint32_t limit = limits_.weight_per_minute;
    if (limit != 0 && weight > limit - std::min(limit, client.weight))
        return refuse(client, Verdict::too_heavy, now);
    client.weight += weight;
    return {.weight = client.weight, .verdict = Verdict::allowed, .again = {}};
}

RequestLimits::Use RequestLimits::shake_hands(ClientAddress address, Timestamp now) {
    Client& client = client_at(address, now);
    if (now < client.banned_until) return refuse(client, Verdict::banned, now);
    if (!count_one(client.handshakes, limits_.handshakes_per_5_minutes))
        return refuse(client, Verdict::too_many_handshakes, now);
    return {.weight = client.weight, .verdict = Verdict::allowed, .again = {}};
}

RequestLimits::Client& RequestLimits::client_at(ClientAddress address, Timestamp now) {
    const auto found = places_.find(address);
    Client& client = found == places_.end() ? newcomer(address, now) : clients_[found->second];
    if (const auto minute = number_of(Period::minute, now); client.minute < minute) {
        client.minute = minute;
        client.weight = 0;
    }
    if (const auto number = number_of(Period::five_minutes, now); client.five_minutes < number) {
        client.five_minutes = number;
        client.requests = client.handshakes = client.refusals = 0;
    }
    return client;
}

RequestLimits::Client& RequestLimits::newcomer(ClientAddress address, Timestamp now) {
    if (clients_.size() < kAddressesMost) {
        places_.emplace(address, static_cast<std::uint32_t>(clients_.size()));
        return clients_.emplace_back(Client{.address = address});
    }
    std::optional<std::size_t> least;
    for (std::size_t looks = 0; looks < kLookedAtMost; ++looks) {
        looked_at_ = (looked_at_ + 1) % clients_.size();
        const Client& client = clients_[looked_at_];
        if (now < client.banned_until) continue;
        if (!least || worth(client, now) < worth(clients_[*least], now)) least = looked_at_;
        if (worth(client, now) == Worth{}) break;
    }
    if (!least) return others_;
    Client& client = clients_[*least];
    places_.erase(client.address);
    places_.emplace(address, static_cast<std::uint32_t>(*least));
    return client = Client{.address = address};
}

RequestLimits::Worth RequestLimits::worth(const Client& client, Timestamp now) const {
    const bool counts = client.five_minutes >= number_of(Period::five_minutes, now);
    const bool weighs = client.minute >= number_of(Period::minute, now);
    return {.use = (counts ? std::uint64_t{client.requests} + client.handshakes : 0) +
                   (weighs ? client.weight : 0),
            .past_ban = now < remembered_until(client)};
}

RequestLimits::Use RequestLimits::refuse(Client& client, Verdict why, Timestamp now) {
    const bool bans = limits_.refusals_before_ban != 0 && &client != &others_;
    if (why != Verdict::banned && bans && ++client.refusals > limits_.refusals_before_ban) {
        ban(client, now);
        why = Verdict::banned;
    }
    const Timestamp interval_ends =
        next(why == Verdict::too_heavy ? Period::minute : Period::five_minutes, now);
    return {.weight = client.weight,
            .verdict = why,
            .again = why == Verdict::banned ? client.banned_until : interval_ends};
}

void RequestLimits::ban(Client& client, Timestamp now) const {
    // 2^30 times the shortest ban is longer than the longest.
    constexpr std::uint32_t kDoublingsMost = 30;
    if (now >= remembered_until(client)) client.bans = 0;
    const std::int64_t first = as_duration(limits_.ban_first).value();
    const std::int64_t most = as_duration(limits_.ban_most).value();
    const std::uint32_t doublings = std::min(client.bans++, kDoublingsMost);
    const bool longest = first > most >> doublings;
    client.banned_until = now + Duration{longest ? most : first << doublings};
    client.refusals = 0;
}

Timestamp RequestLimits::remembered_until(const Client& client) const {
    if (client.bans == 0) return {};
    return client.banned_until + as_duration(limits_.ban_memory);
}

}  // namespace divmid::gateway
