// SPDX-License-Identifier: Apache-2.0
#include "storage/recovery.hpp"

#include <optional>
#include <string>
#include <utility>

#include "engine/check.hpp"
#include "storage/digest.hpp"
#include "storage/head_check.hpp"
#include "storage/log_reader.hpp"
#include "storage/records.hpp"

namespace divmid::storage {

namespace {

/// Compares what the exchange makes of the log with what the log holds.
class Replay {
public:
    Replay(const Store& store, Exchange& exchange, const ReplayOptions& options, Sequence total)
        : exchange_{exchange}, options_{options}, total_{total}, reader_{store} {}

    Result<Replayed> run();

private:
    [[nodiscard]] bool equals_stored(const Record& record);
    void count(const Record& record);
    void tell() const;

    Exchange& exchange_;
    const ReplayOptions& options_;
    Sequence total_;
    LogReader reader_;
    RecordEncoder encoder_;
    std::string form_;
    Replayed so_far_;
};

Result<Replayed> Replay::run() {
    for (Record& record : records(exchange_, log_ticks(reader_))) {
        if (!equals_stored(record))
            return std::unexpected(Error{Fault::differs, reader_.end().sequence,
                                         "the replayed record is not the stored one"});
        record.digest = reader_.end().digest;
        for (Projection* projection : options_.projections) projection->apply(record);
        count(record);
        reader_.recycle(exchange_.recycle(std::move(record)));
    }
    if (reader_.error()) return std::unexpected(*reader_.error());
    tell();
    return so_far_;
}

bool Replay::equals_stored(const Record& record) {
    form_.clear();
    encoder_.encode(record, reader_.link(), form_);
    return form_ == reader_.form();
}

void Replay::count(const Record& record) {
    so_far_.end = reader_.end();
    so_far_.commands += record.tick.commands.size();
    so_far_.events += record.events.size() - record.tick.commands.size();
    if (so_far_.end.sequence.value() % options_.progress_every == 0) tell();
}

void Replay::tell() const {
    if (options_.progress) options_.progress(so_far_, total_);
}

}  // namespace

Result<Replayed> replay(const Store& store, Exchange& exchange, const ReplayOptions& options) {
    ENSURE(exchange.sequence() == Sequence{});
    const auto end = read_log_end(store);
    if (!end) return std::unexpected(end.error());
    const auto heads = check_heads(store, *end);
    // A head that was signed for another history says so only where it stands: the first record
    // that the exchange makes otherwise says more.
    if (!heads && heads.error().fault != Fault::differs) return std::unexpected(heads.error());
    auto done = Replay{store, exchange, options, end->sequence}.run();
    if (!done) return done;
    if (!heads) return std::unexpected(heads.error());
    if (done->end.sequence != end->sequence)
        return std::unexpected(Error{Fault::corrupt, done->end.sequence, "the log ends too early"});
    if (heads->state_at_end && !is_state_digest(*heads->state_at_end, exchange))
        return std::unexpected(Error{Fault::differs, end->sequence,
                                     "the state of the exchange is not the signed one"});
    return done;
}

}  // namespace divmid::storage
