// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/record.hpp"

namespace divmid {

/// The exchange as a pure function of its ticks: markets, accounts, keys and the ledger behind one
/// door. No clock, no I/O, no thread; the same ticks give the same records, bit for bit.
///
/// One owner, one thread. Movable, not copyable.
class Exchange {
public:
    Exchange();
    ~Exchange();
    Exchange(Exchange&&) noexcept;
    Exchange& operator=(Exchange&&) noexcept;

    /// What `tick` did: timers due by its time first, in the order of timers.hpp, then what the
    /// last tick woke and left, then its commands in order. Each command leaves at least the mark
    /// of its turn in the record's events. A refusal is an event. No allocation for a plain order
    /// once the memory is warm. Requires: tick.time is not earlier than the last one.
    [[nodiscard]] Record apply(Tick tick);

    /// Gives a released record's memory back, to be used by a later apply(). Returns the tick's
    /// part, emptied, for the source to fill again.
    [[nodiscard]] Tick recycle(Record record);

    /// When the next timer is due; kNever when there is none. A tick at or after it fires it. With
    /// more orders woken than may work in one tick, the time of the last one.
    [[nodiscard]] Timestamp next_deadline() const;

    /// Of the last record; zero before the first.
    [[nodiscard]] Sequence sequence() const;
    /// Of the last record; zero before the first.
    [[nodiscard]] Timestamp time() const;

    /// Ends the process when the books do not balance: sums per asset not zero, a negative balance
    /// where none may be, holds that differ from the open orders, a book that is
    /// crossed outside an auction call, an index that
    /// disagrees with what it indexes. Costs a walk over everything.
    void check_invariants() const;

    /// The whole state in a canonical form: equal states give equal bytes, queue order, counters
    /// and timers included. Format: "What save() writes" in engine/save.cpp.
    void save(std::string& to) const { save(to, kStateFormat); }
    /// In an older form, from 1 on: signed heads hold digests over it. Requires: a known format.
    void save(std::string& to, std::uint16_t format) const;
    static constexpr std::uint16_t kStateFormat = 3;

    /// The inverse of save(), for its newest form. Nothing when the bytes are not such a form.
    [[nodiscard]] static std::optional<Exchange> load(std::string_view from);

    /// Opaque outside engine/.
    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace divmid
