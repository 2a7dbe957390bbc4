// SPDX-License-Identifier: Apache-2.0
#include "storage/release.hpp"

#include <optional>
#include <utility>

namespace divmid::storage {

Release::Release(Journal& journal, std::vector<Projection*> projections, Sink sink)
    : journal_{journal}, projections_{std::move(projections)}, sink_{std::move(sink)} {}

Result<std::size_t> Release::run(std::size_t limit) {
    std::size_t count = 0;
    for (; count < limit; ++count) {
        Result<std::optional<Record>> durable = journal_.next_durable();
        if (!durable) return std::unexpected(std::move(durable.error()));
        if (!*durable) break;
        Record& record = **durable;
        for (Projection* projection : projections_) projection->apply(record);
        sink_(std::move(record));
    }
    return count;
}

}  // namespace divmid::storage
