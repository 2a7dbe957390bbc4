// SPDX-License-Identifier: Apache-2.0
#include "engine/accounts/request_numbers.hpp"

#include "engine/check.hpp"

namespace divmid {

RequestNumbers::Lane RequestNumbers::last(KeyId key, std::uint8_t lane) const {
    ENSURE(lane < kLanes);
    if (key.value() >= places_.size() || places_[key.value()] == 0) return {};
    return keys_[places_[key.value()] - 1][lane];
}

void RequestNumbers::burn(KeyId key, std::uint8_t lane, Lane used) {
    ENSURE(used.last > last(key, lane).last);
    if (key.value() >= places_.size()) places_.resize(key.value() + std::size_t{1});
    std::uint32_t& place = places_[key.value()];
    if (place == 0) {
        keys_.emplace_back();
        place = static_cast<std::uint32_t>(keys_.size());
    }
    keys_[place - 1][lane] = used;
}

}  // namespace divmid
