// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/entrance.hpp"

namespace divmid::gateway {

using Verdict = RequestLimits::Verdict;

std::optional<Error> Entrance::refuses(ClientAddress address, unsigned weight, Timestamp now,
                                       std::uint32_t& used) {
    const RequestLimits::Use use = limits_.ask(address, weight, now);
    used = use.weight;
    if (closed_) return refuse::shutting_down();
    return in_words(use);
}

std::optional<Error> Entrance::refuses_handshake(ClientAddress address, Timestamp now) {
    if (closed_) return refuse::shutting_down();
    return in_words(limits_.shake_hands(address, now));
}

std::optional<Error> Entrance::in_words(const RequestLimits::Use& use) const {
    switch (use.verdict) {
        case Verdict::allowed:
            break;
        case Verdict::too_heavy:
            return refuse::too_much_weight(limits().weight_per_minute, use.again);
        case Verdict::too_many_requests:
            return refuse::too_many_requests(limits().requests_per_5_minutes, use.again);
        case Verdict::too_many_handshakes:
            return refuse::too_many_handshakes(limits().handshakes_per_5_minutes, use.again);
        case Verdict::banned:
            return refuse::banned(use.again);
    }
    return std::nullopt;
}

}  // namespace divmid::gateway
