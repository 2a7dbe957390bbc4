// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace divmid::gateway {

/// Lets the process have that many files and sockets open, or as many as the machine allows.
/// Returns how many.
std::size_t allow_descriptors(std::size_t wanted);

}  // namespace divmid::gateway
