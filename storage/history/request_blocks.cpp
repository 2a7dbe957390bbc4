// SPDX-License-Identifier: Apache-2.0
#include "storage/history/request_blocks.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/canonical/little_endian.hpp"
#include "storage/history/rows.hpp"
#include "storage/history/segment_keys.hpp"

namespace divmid::storage {

namespace {

std::string lane_prefix(const RequestName& name) {
    std::string key{static_cast<char>(IndexKind::requests)};
    put_big(name.key.value(), key);
    put_big(name.lane, key);
    return key;
}

std::string block_key(const RequestName& first) {
    std::string key = lane_prefix(first);
    put_big(first.number, key);
    return key;
}

/// How many of the first rows are of one lane and make one block.
std::size_t block_size(std::span<const RequestRow> rows) {
    const RequestRow& first = rows.front();
    const auto of_another = std::ranges::find_if(rows, [&](const RequestRow& row) {
        return row.key != first.key || row.lane != first.lane;
    });
    return std::min(kRequestsOfBlock, static_cast<std::size_t>(of_another - rows.begin()));
}

}  // namespace

void put_requests(const YoungRequests& requests, const PutKey& put) {
    const std::vector<RequestRow> rows = requests.sorted();
    std::span<const RequestRow> left{rows};
    while (!left.empty()) {
        const auto block = left.first(block_size(left));
        std::string value;
        pack(block, value);
        put(block_key(name_of(block.front())), value);
        left = left.subspan(block.size());
    }
}

Result<std::optional<RequestRow>> read_request(const Store& store, const RequestName& name) {
    const auto at = iterate_index(store);
    at->SeekForPrev(block_key(name));
    if (!at->status().ok()) return std::unexpected(error_of(at->status()));
    if (!at->Valid() || !at->key().ToStringView().starts_with(lane_prefix(name)))
        return std::nullopt;
    std::vector<RequestRow> rows;
    if (!unpack(at->value().ToStringView(), rows)) return unreadable_segment();
    const auto found = std::ranges::find(rows, name.number, &RequestRow::number);
    if (found == rows.end()) return std::nullopt;
    found->key = name.key;
    found->lane = name.lane;
    return *found;
}

}  // namespace divmid::storage
