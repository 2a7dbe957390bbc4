// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/verifications.hpp"

#include <utility>

namespace divmid::gateway {

Deferred<bool> Verifications::verify(Verification verification) {
    ++depth_;
    return stage_
        .call([asked = std::move(verification)] {
            return asked.key.verify(asked.payload, asked.signature) ||
                   (!asked.encoded.empty() && asked.key.verify(asked.encoded, asked.signature));
        })
        .then([this](bool good) {
            --depth_;
            return good;
        });
}

}  // namespace divmid::gateway
