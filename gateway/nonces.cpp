// SPDX-License-Identifier: Apache-2.0
#include "gateway/nonces.hpp"

#include <sodium.h>

#include <utility>

namespace divmid::gateway {

std::uint64_t Nonces::next() {
    if (used_ == drawn_.size()) {
        randombytes_buf(drawn_.data(), sizeof drawn_);
        used_ = 0;
    }
    // Once used, it is in the log and nowhere else.
    return std::exchange(drawn_[used_++], 0);
}

}  // namespace divmid::gateway
