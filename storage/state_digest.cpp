// SPDX-License-Identifier: Apache-2.0
#include "engine/exchange.hpp"
#include "storage/digest.hpp"

namespace divmid::storage {

namespace {

Digest state_digest(const Exchange& exchange, std::uint16_t format) {
    std::string state;
    exchange.save(state, format);
    return Sha256{}.of(state);
}

}  // namespace

Digest state_digest(const Exchange& exchange) {
    return state_digest(exchange, Exchange::kStateFormat);
}

bool is_state_digest(const Digest& digest, const Exchange& exchange) {
    for (std::uint16_t format = Exchange::kStateFormat; format >= 1; --format)
        if (digest == state_digest(exchange, format)) return true;
    return false;
}

}  // namespace divmid::storage
