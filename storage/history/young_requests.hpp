// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/record.hpp"
#include "storage/history/order_names.hpp"
#include "storage/order_rows.hpp"

namespace divmid::storage {

/// What a client calls a command that it may send again.
struct RequestName {
    KeyId key;
    std::uint8_t lane{};
    std::uint64_t number{};

    friend auto operator<=>(const RequestName&, const RequestName&) = default;
};

[[nodiscard]] inline RequestName name_of(const RequestRow& row) {
    return {row.key, row.lane, row.number};
}

struct RequestNameHash {
    std::size_t operator()(const RequestName& name) const noexcept {
        return spread(spread(name.number) ^ (std::uint64_t{name.key.value()} << 8U | name.lane));
    }
};

/// Request numbers that were burnt, and that no segment holds yet.
class YoungRequests {
public:
    /// Takes those of a record. Costs nothing where there are none.
    void add(const Record& record);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// Null when there is none. Valid until the next add().
    [[nodiscard]] const RequestRow* find(const RequestName& name) const;
    /// By key, lane and number.
    [[nodiscard]] std::vector<RequestRow> sorted() const;

private:
    boost::unordered_flat_map<RequestName, RequestRow, RequestNameHash> rows_;
};

}  // namespace divmid::storage
