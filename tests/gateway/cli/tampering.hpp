// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "engine/types.hpp"

namespace divmid::gateway::cli {

// What somebody with the disk could do to a stopped store, behind the back of RocksDB's own
// checksums.

/// Changes one bit in the middle of the record.
void flip_bit(const std::filesystem::path& data, Sequence sequence);

/// Deletes the records behind it, with every head that the store holds of them: as if they had
/// never been.
void cut_behind(const std::filesystem::path& data, Sequence last);

/// Has the record say that a deposit was one unit more, and makes the chain good again from there
/// on. Requires: it is a deposit, alone in its record.
void forge_deposit(const std::filesystem::path& data, Sequence sequence);

}  // namespace divmid::gateway::cli
