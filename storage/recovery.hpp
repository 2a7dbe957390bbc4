// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "engine/exchange.hpp"
#include "storage/error.hpp"
#include "storage/log.hpp"
#include "storage/projection.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// How far a replay is, and what it was when it was done.
struct Replayed {
    LogEnd end;
    std::uint64_t commands{};
    std::uint64_t events{};
};

struct ReplayOptions {
    /// Each gets every record, as if it were released now.
    std::span<Projection* const> projections{};
    /// Told now and then, and at the end; `total` is the last sequence of the log.
    std::function<void(const Replayed& so_far, Sequence total)> progress{};
    /// How many records lie between two calls of it.
    std::uint64_t progress_every{16'384};
};

/// Runs the whole log through `exchange` and compares each record that comes of it, byte by byte,
/// with the stored one; then the end with the newest signed heads, in the store and beside it. The
/// same for the start after a crash and for an audit. At least a million commands a second.
///
/// Fault::cut when the log ends before a signed head; Fault::differs, with the first sequence, when
/// the engine makes something else of a tick, or a head is of another history; Fault::corrupt when
/// what is stored was changed. After an error the exchange is of no use.
/// Requires: the exchange is new.
[[nodiscard]] Result<Replayed> replay(const Store& store, Exchange& exchange,
                                      const ReplayOptions& options = {});

}  // namespace divmid::storage
