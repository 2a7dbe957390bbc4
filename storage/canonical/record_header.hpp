// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/record.hpp"
#include "storage/canonical/record_form.hpp"
#include "storage/error.hpp"

namespace divmid::storage {

/// The first bytes of every stored record, all of fixed width.
struct RecordHeader {
    static constexpr std::size_t kSize = 76;

    std::uint16_t format{kRecordFormat};
    std::uint16_t rules_version{};
    Link link;
    Sequence sequence;
    Timestamp time;
    std::uint64_t nonce{};
    std::uint32_t commands{};     ///< How many, and bytes of their order.
    std::uint32_t turns{};        ///< Events and turns of commands: bytes of their order.
    std::uint32_t arena_bytes{};  ///< The last ones of the record.
};

void put_header(const RecordHeader& header, std::string& to);

/// Takes a header off the front.
[[nodiscard]] Result<RecordHeader> take_header(std::string_view& from);

}  // namespace divmid::storage
