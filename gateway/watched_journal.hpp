// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

#include "gateway/loop_watch.hpp"
#include "storage/journal.hpp"

namespace divmid::gateway {

/// A journal that tells the stopwatch when it is given a record: there the main sentence ends.
class WatchedJournal final : public storage::Journal {
public:
    /// Both outlive it.
    WatchedJournal(storage::Journal& journal, LoopWatch& watch)
        : journal_{journal}, watch_{watch} {}

    void commit(Record record) override {
        watch_.enter(LoopPart::commit);
        watch_.made(record.sequence, record.tick.commands.size());
        journal_.commit(std::move(record));
    }
    [[nodiscard]] bool has_credit() const override { return journal_.has_credit(); }
    [[nodiscard]] storage::Result<std::optional<Record>> next_durable() override {
        return journal_.next_durable();
    }
    [[nodiscard]] Sequence durable() const override { return journal_.durable(); }
    [[nodiscard]] Depth depth() const override { return journal_.depth(); }
    [[nodiscard]] bool storage_low() const override { return journal_.storage_low(); }

private:
    storage::Journal& journal_;
    LoopWatch& watch_;
};

}  // namespace divmid::gateway
