// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>

#include "engine/record.hpp"
#include "proto/journal.pb.h"

namespace divmid::proto {

/// The record as a message, with nothing lost. Requires: the record has one turn of events for each
/// command, as every record of Exchange::apply() has.
[[nodiscard]] journal::Record to_proto(const Record& record);

/// The inverse of to_proto(). Checks everything that the types of a record promise: every number
/// in its range, every kind and name a known one, every text where the arena holds it. What is
/// wrong, as one line for people, when one does not hold. The digest is taken as given: only
/// storage can verify it.
[[nodiscard]] std::expected<Record, std::string> from_proto(const journal::Record& message);

/// One line of JSON, without a line end: every field, by the names of journal.proto; 64-bit numbers
/// are strings, bytes base64 (Protobuf's JSON mapping). Nothing when a text is not UTF-8.
[[nodiscard]] std::expected<std::string, std::string> to_json_line(const Record& record);

}  // namespace divmid::proto
