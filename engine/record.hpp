// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "engine/command.hpp"
#include "engine/event.hpp"
#include "engine/types.hpp"

namespace divmid {

/// SHA-256.
using Digest = std::array<std::uint8_t, 32>;

/// One pull of the source: a time and the commands that arrived by then.
struct Tick {
    /// Never earlier than the tick before.
    Timestamp time;
    /// Random, from the source: salts the proofs of this record (architecture.md promise 6).
    std::uint64_t nonce{};
    Commands commands;
};

/// The number of the rules that a record was made under. Behaviour changes only with it.
inline constexpr std::uint16_t kRulesVersion = 1;

/// What one tick did: the unit of durability, release, replication and audit. One object moves from
/// the engine to the journal's stage and back; it is never copied.
struct Record {
    Sequence sequence;
    std::uint16_t rules_version{kRulesVersion};
    Tick tick;
    Events events;
    /// Over the canonical form, chained with the record before. Zero until the journal stamps it.
    Digest digest{};

    /// Empties it and keeps its memory for the next one.
    void clear() {
        sequence = Sequence{};
        tick.time = Timestamp{};
        tick.nonce = 0;
        tick.commands.clear();
        events.clear();
        digest = {};
    }
};

}  // namespace divmid
