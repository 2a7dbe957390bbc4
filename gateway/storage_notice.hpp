// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/inbox.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// Keeps the exchange informed of free disk space: a Command whenever what the journal sees is not
/// what the log says last.
class StorageNotice final : public storage::Projection, public Asker {
public:
    explicit StorageNotice(Inbox& inbox) : inbox_{inbox} {}

    void apply(const Record& record) override;
    void released(std::uint64_t request, const Record& record, std::size_t command) override;

    /// Submits what the log does not say yet. Returns how many commands.
    std::size_t observe(bool low);

private:
    Inbox& inbox_;
    bool said_low_ = false;  ///< By the last released record about it.
    bool on_its_way_ = false;
};

}  // namespace divmid::gateway
