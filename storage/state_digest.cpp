// SPDX-License-Identifier: Apache-2.0
#include "engine/exchange.hpp"
#include "storage/digest.hpp"

namespace divmid::storage {

Digest state_digest(const Exchange& exchange) {
    std::string state;
    exchange.save(state);
    return Sha256{}.of(state);
}

}  // namespace divmid::storage
