// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/record.hpp"
#include "storage/error.hpp"

namespace divmid::storage {

/// Where records become durable. A port: RocksJournal on disk, MemoryJournal in tests, a replicated
/// log later. Every member is called on the reactor's thread; the work happens on the journal's
/// stage.
///
/// Records come back in sequence, each exactly once, and only when they are durable: what reads
/// next_durable() is the only way out of the process.
class Journal {
public:
    /// What waits between the engine and the disk.
    struct Depth {
        std::size_t records{};
        std::size_t bytes{};
    };

    virtual ~Journal() = default;

    /// Whether there is room for one more record: below the named limits of records and bytes in
    /// flight.
    [[nodiscard]] virtual bool has_credit() const = 0;

    /// Takes the record on its way to the disk. Never waits.
    /// Requires: has_credit(), and the sequence that follows the last one.
    virtual void commit(Record record) = 0;

    /// The next record that is durable and not yet taken; nothing when there is none now. After an
    /// error nothing more comes out.
    [[nodiscard]] virtual Result<std::optional<Record>> next_durable() = 0;

    /// The last durable sequence.
    [[nodiscard]] virtual Sequence durable() const = 0;

    [[nodiscard]] virtual Depth depth() const = 0;

    /// Free space fell below the reserve.
    [[nodiscard]] virtual bool storage_low() const = 0;

protected:
    Journal() = default;
    Journal(const Journal&) = default;
    Journal& operator=(const Journal&) = default;
};

}  // namespace divmid::storage
