// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "engine/record.hpp"
#include "storage/error.hpp"
#include "storage/journal.hpp"
#include "storage/projection.hpp"

namespace divmid::storage {

/// Hands durable records on, in sequence: first to every projection, in the order given, then to
/// the sink, which tells the askers and gives the memory back. Nothing leaves the process before
/// it.
///
/// What makes records sees a Journal and has no sink; what has the sink sees only durable records:
/// an effect inside a transaction can't be written down.
class Release {
public:
    using Sink = std::function<void(Record)>;

    /// Journal and projections outlive it.
    Release(Journal& journal, std::vector<Projection*> projections, Sink sink);

    /// Hands on at most `limit` records that are durable now. Returns how many. After an error of
    /// the journal nothing more comes out, and the process has to end.
    [[nodiscard]] Result<std::size_t> run(std::size_t limit);

private:
    Journal& journal_;
    std::vector<Projection*> projections_;
    Sink sink_;
};

}  // namespace divmid::storage
