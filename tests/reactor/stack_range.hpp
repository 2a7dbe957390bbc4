// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace divmid {

/// How far apart on the stack the places lie that called note().
class StackRange {
public:
    [[gnu::noinline]] void note() {
        const auto place = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        low_ = std::min(low_, place);
        high_ = std::max(high_, place);
    }

    [[nodiscard]] std::uintptr_t bytes() const { return high_ - low_; }

private:
    std::uintptr_t low_ = std::numeric_limits<std::uintptr_t>::max();
    std::uintptr_t high_ = 0;
};

}  // namespace divmid
