// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace divmid::gateway {

/// Random numbers that nobody can guess, from the kernel, some hundred at a time: a call for each
/// tick would cost more than the tick.
class Nonces {
public:
    [[nodiscard]] std::uint64_t next();

private:
    std::array<std::uint64_t, 512> drawn_{};
    std::size_t used_ = drawn_.size();
};

}  // namespace divmid::gateway
