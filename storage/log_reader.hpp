// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "engine/record.hpp"
#include "storage/canonical/record_form.hpp"
#include "storage/digest.hpp"
#include "storage/error.hpp"
#include "storage/log.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// The order log from its first record on, in sequence. Checks each record on its own and against
/// the chain: the digest is over its bytes, it names the digest of the record before, and none is
/// missing.
class LogReader {
public:
    /// The store outlives it.
    explicit LogReader(const Store& store);
    ~LogReader();

    /// Goes on to the next record. False at the end of the log, and after an error, which error()
    /// then tells.
    [[nodiscard]] bool next();

    /// Of the current record: its tick, whose events are left out. May be moved from.
    [[nodiscard]] Record& record() { return record_; }
    /// Of the current record: the bytes that the digest is over. Valid until next().
    [[nodiscard]] std::string_view form() const { return form_; }
    [[nodiscard]] const Link& link() const { return link_; }

    /// The last good record.
    [[nodiscard]] const LogEnd& end() const { return end_; }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

    /// Emptied memory for records to come.
    void recycle(Tick tick) { record_.tick = std::move(tick); }

private:
    struct Cursor;
    [[nodiscard]] bool read(std::string_view key, std::string_view value);
    [[nodiscard]] bool fail(const char* what);

    std::unique_ptr<Cursor> cursor_;
    RecordDecoder decoder_;
    Sha256 sha256_;
    Record record_;
    std::string_view form_;
    Link link_;
    LogEnd end_;
    std::optional<Error> error_;
};

/// The ticks of the log, as a source for records(): replay is the exchange on this instead of
/// sockets. Ends with the log, or at its first error, which the reader tells.
[[nodiscard]] Generator<Tick> log_ticks(Borrowed<LogReader> reader);

}  // namespace divmid::storage
