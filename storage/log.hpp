// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/record.hpp"
#include "storage/error.hpp"
#include "storage/head.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

// Where things of the order log lie in the store (README.md, Keys).

/// Eight bytes, most significant first: keys sort like sequences.
[[nodiscard]] std::string sequence_key(Sequence sequence);

/// The canonical form of a record, and its digest behind it.
struct StoredRecord {
    std::string_view form;
    Digest digest{};
};

/// Takes a value of the log apart; nothing when it is too short.
[[nodiscard]] std::optional<StoredRecord> read_stored(std::string_view value);

/// The last record of the log. Zeros for an empty log.
struct LogEnd {
    Sequence sequence;
    std::uint32_t epoch{};
    Timestamp time;
    Digest digest{};
};

/// Under which the family `heads` keeps where the log ends; signed heads lie under their sequence.
inline constexpr std::string_view kEndKey = "end";

/// What is kept under kEndKey: sequence and digest.
[[nodiscard]] std::string end_form(Sequence sequence, const Digest& digest);

/// Fault::corrupt when the last record is not the one that was written together with the end.
[[nodiscard]] Result<LogEnd> read_log_end(const Store& store);

/// The newest head that the store itself holds.
[[nodiscard]] Result<std::optional<SignedHead>> newest_stored_head(const Store& store);

}  // namespace divmid::storage
