// SPDX-License-Identifier: Apache-2.0
#include "engine/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace divmid {

void broken_invariant(const char* what, const char* file, int line) noexcept {
    std::fprintf(stderr, "broken invariant: %s (%s:%d)\n", what, file, line);
    std::abort();
}

}  // namespace divmid
