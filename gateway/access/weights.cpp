// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/weights.hpp"

namespace divmid::gateway {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;

}  // namespace

Weights::Use Weights::add(std::string_view peer, unsigned weight, Timestamp now) {
    if (const std::int64_t minute = now.value() / kMinute; minute != minute_) {
        minute_ = minute;
        used_.clear();
        used_by_others_ = 0;
    }
    unsigned& used = count_of(peer);
    // Stops at the limit, so that no number of requests wraps it.
    const bool over = used > limit_.per_minute || weight > limit_.per_minute - used;
    if (!over) used += weight;
    return {.used = used, .over = over};
}

unsigned& Weights::count_of(std::string_view peer) {
    if (const auto found = used_.find(peer); found != used_.end()) return found->second;
    if (used_.size() >= kPeersMost) return used_by_others_;
    return used_.emplace(peer, 0U).first->second;
}

unsigned seconds_to_next_minute(Timestamp now) {
    return static_cast<unsigned>((kMinute - now.value() % kMinute + kSecond - 1) / kSecond);
}

}  // namespace divmid::gateway
