// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>

namespace divmid {

/// What a caller of the reactor must ensure, checked in every build: prints and aborts.
inline void require(bool holds, const char* what) noexcept {
    if (holds) [[likely]]
        return;
    std::fprintf(stderr, "broken requirement: %s\n", what);
    std::abort();
}

}  // namespace divmid
