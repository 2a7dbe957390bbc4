// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/reactor/call_stage.hpp"
#include "storage/archive.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// The archive is the log itself. A record by its sequence takes one look-up; a trade a binary
/// search for its time, some forty of them in the longest log, and a walk over the records of that
/// time. Both on `stage`.
class LogArchive final : public Archive {
public:
    /// Both outlive it, and what is asked of it.
    LogArchive(const Store& store, CallStage& stage) : store_{store}, stage_{stage} {}

    [[nodiscard]] Deferred<std::shared_ptr<const Record>> record(Sequence sequence) override;
    [[nodiscard]] Deferred<std::optional<TradeExecuted>> trade(TradeAt wanted) override;

private:
    const Store& store_;
    CallStage& stage_;
};

}  // namespace divmid::storage
