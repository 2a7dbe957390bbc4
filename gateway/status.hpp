// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/types.hpp"
#include "storage/journal.hpp"

namespace divmid::gateway {

/// How the process is, as /livez, /readyz and the log tell it. serve() owns the one of the process
/// and brings it up to date in each pass; everybody else reads it.
struct Status {
    enum class Phase : std::uint8_t {
        opening,     ///< The store is being opened.
        recovering,  ///< The log runs through the engine: `replayed` of `to_replay`.
        offline,     ///< Recovered, to answer questions; takes no command and writes no record.
        serving,
        stopping,  ///< No new connection, no new command; what was accepted is finished.
    };

    Phase phase{Phase::opening};
    Sequence replayed;   ///< The last record that recovery has run.
    Sequence to_replay;  ///< The last record of the log when recovery began.
    Sequence released;   ///< The last record that was told to anybody.
    storage::Journal::Depth journal;
    std::size_t commands_waiting{};
    std::size_t connections{};
    std::uint64_t passes{};  ///< Of the reactor: one that stands still is stuck.
    bool storage_low{};
    bool overloaded{};  ///< New orders are being refused.
};

}  // namespace divmid::gateway
