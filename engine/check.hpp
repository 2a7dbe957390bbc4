// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>

namespace divmid {

/// Products of two 64-bit amounts. Plain __int128 fails under -Wpedantic.
__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// Prints what did not hold and where, then aborts. A broken invariant ends the process: memory
/// can no longer be trusted, and a restart replays the log.
[[noreturn]] void broken_invariant(const char* what, const char* file, int line) noexcept;

/// a + b; false and `result` unspecified when it does not fit.
template <std::integral T>
[[nodiscard]] constexpr bool checked_add(T a, T b, T& result) {
    return !__builtin_add_overflow(a, b, &result);
}

/// a * b; false and `result` unspecified when it does not fit.
template <std::integral T>
[[nodiscard]] constexpr bool checked_multiply(T a, T b, T& result) {
    return !__builtin_mul_overflow(a, b, &result);
}

}  // namespace divmid

/// An invariant, checked in every build. A peer can never make it fail: what comes from outside is
/// refused before it gets here.
#define ENSURE(condition)                                               \
    do {                                                                \
        if (!(condition)) [[unlikely]]                                  \
            ::divmid::broken_invariant(#condition, __FILE__, __LINE__); \
    } while (false)
