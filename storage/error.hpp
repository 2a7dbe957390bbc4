// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>

#include "engine/types.hpp"

namespace divmid::storage {

enum class Fault {
    io,       ///< Disk or RocksDB said no: full, failed sync, permission.
    locked,   ///< Another process has the store open.
    corrupt,  ///< What is stored is not what was written.
    differs,  ///< Replay made another record than the stored one.
    cut,      ///< The log is shorter than the newest signed head.
    version,  ///< Written by a newer format.
};

/// A failure of disk, not of a request. After one of a commit nothing more is released and the
/// process ends; a restart replays.
struct Error {
    Fault fault{};
    Sequence sequence;  ///< Where it was noticed; zero when it has no place.
    std::string message;
};

template <class T>
using Result = std::expected<T, Error>;

}  // namespace divmid::storage
