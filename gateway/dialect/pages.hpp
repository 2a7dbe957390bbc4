// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/later.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

// Lists of the caller's rows: what such requests have in common.

inline constexpr std::size_t kListDefault = 500;
inline constexpr std::size_t kListMost = 1000;
inline constexpr Duration kDay{24LL * 60 * 60 * 1'000'000};

/// Account, times and limit. At most a day between the times.
template <class Query>
Query read_page(Parameters& parameters, AccountId account) {
    constexpr Duration kMillisecond{1000};
    Query query;
    query.account = account;
    query.start = parameters.maybe_start("startTime");
    query.end = parameters.maybe_end("endTime");
    query.limit = parameters.limit(kListDefault, kListMost);
    if (query.start != Timestamp{} && query.end != Timestamp{}) {
        if (query.end < query.start) parameters.fail(refuse::bad_combination());
        if (query.end - query.start >= kDay + kMillisecond)
            parameters.fail(refuse::more_than_a_day());
    }
    return query;
}

/// Where a list begins. From 0 on means from the first on: ids count from 1.
template <class Id>
Id read_first(Parameters& parameters, std::string_view name, bool timed) {
    const auto first = parameters.maybe_integer(name);
    if (!first) return Id{};
    if (timed) parameters.fail(refuse::bad_combination());
    return Id{std::max<std::uint64_t>(1, static_cast<std::uint64_t>(*first))};
}

template <class Query>
bool is_timed(const Query& query) {
    return query.start != Timestamp{} || query.end != Timestamp{};
}

/// Answers with an array of what the history finds, each row by `write(json, row)`.
template <class Row, class Write>
Outcome answer_list(const Request& request, Deferred<std::vector<Row>> rows, Write write) {
    answer_later(
        std::move(rows), {request.line, request.number},
        [write](const std::vector<Row>& found, std::string& result) -> std::optional<Error> {
            JsonWriter json{result};
            json.begin_array();
            for (const Row& row : found) write(json, row);
            json.end_array();
            return std::nullopt;
        });
    return Progress::waiting;
}

}  // namespace divmid::gateway
