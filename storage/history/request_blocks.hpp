// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "storage/error.hpp"
#include "storage/history/trade_blocks.hpp"
#include "storage/history/young_requests.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

// Burnt request numbers on disk: blocks by key and lane, and by the first number in them
// (README.md, Segments). The numbers of a lane rise for ever, so one seek finds the block of any of
// them.

/// Numbers of one block, at most.
inline constexpr std::size_t kRequestsOfBlock = 1000;

/// Puts what no segment holds, in order of keys.
void put_requests(const YoungRequests& requests, const PutKey& put);

/// Nothing when no segment has it. One seek, and a block. Blocks for the disk.
[[nodiscard]] Result<std::optional<RequestRow>> read_request(const Store& store,
                                                             const RequestName& name);

}  // namespace divmid::storage
