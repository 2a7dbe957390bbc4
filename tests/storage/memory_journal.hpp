// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "storage/canonical/record_form.hpp"
#include "storage/digest.hpp"
#include "storage/journal.hpp"

namespace divmid::storage {

/// What goes wrong in a MemoryJournal, and when. Steps are calls of next_durable() that find
/// something in flight: there is no clock.
struct Faults {
    /// How many steps a record with that sequence stays in flight.
    std::function<std::uint64_t(Sequence)> delay;
    /// The commit that fails; zero: none.
    Sequence fails;
};

/// RocksJournal's twin without a disk or a thread: the same order, digests, credit and fail-stop,
/// and delays and failures as asked.
class MemoryJournal final : public Journal {
public:
    explicit MemoryJournal(Faults faults = {}, std::size_t records_in_flight_max = 1024)
        : faults_{std::move(faults)}, records_in_flight_max_{records_in_flight_max} {}

    [[nodiscard]] bool has_credit() const override {
        return in_flight_.size() < records_in_flight_max_;
    }
    void commit(Record record) override;
    [[nodiscard]] Result<std::optional<Record>> next_durable() override;
    [[nodiscard]] Sequence durable() const override { return durable_; }
    [[nodiscard]] Depth depth() const override { return {in_flight_.size(), 0}; }
    [[nodiscard]] bool storage_low() const override { return storage_low_; }

    void set_storage_low(bool low) { storage_low_ = low; }

private:
    struct InFlight {
        Record record;
        std::uint64_t steps;
    };

    Faults faults_;
    std::size_t records_in_flight_max_;
    std::deque<InFlight> in_flight_;
    Sequence taken_;
    Sequence durable_;
    Digest last_{};
    std::optional<Error> failure_;
    bool storage_low_ = false;
    RecordEncoder encoder_;
    Sha256 sha256_;
    std::string form_;
};

}  // namespace divmid::storage
