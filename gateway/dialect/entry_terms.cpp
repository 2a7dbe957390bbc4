// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/entry_terms.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "gateway/dialect/faults.hpp"
#include "storage/digest.hpp"

namespace divmid::gateway {
namespace {

constexpr std::int64_t kLaneMost = 15;

/// They say when, by whom and how a request was sent, not what it asks.
constexpr std::array<std::string_view, 7> kNotAsked{
    "apiKey",           "recvWindow", "requestLane", "requestNumber",
    "returnRateLimits", "signature",  "timestamp"};

std::optional<Numbered> read_number(const Request& request) {
    Parameters& parameters = request.parameters;
    const auto number = parameters.maybe_integer("requestNumber");
    const auto lane = number ? parameters.maybe_integer("requestLane") : std::nullopt;
    if (number && *number == 0) parameters.fail(refuse::invalid("requestNumber"));
    if (lane && *lane > kLaneMost) parameters.fail(refuse::invalid("requestLane"));
    // A test has no effect that could happen twice.
    if (!number || request.operation == Operation::test_order || parameters.failed())
        return std::nullopt;
    return Numbered{.account = request.caller.account,
                    .key = request.caller.key,
                    .lane = static_cast<std::uint8_t>(lane.value_or(0)),
                    .number = static_cast<std::uint64_t>(*number),
                    .identity = identity_of(request.operation, parameters)};
}

/// Each part behind its length, so that no two requests make the same text.
void append_part(std::string& to, std::string_view part) {
    to += std::to_string(part.size());
    to += ':';
    to += part;
}

}  // namespace

EntryTerms read_entry_terms(const Request& request) {
    Parameters& parameters = request.parameters;
    EntryTerms terms{.caller = request.caller, .numbered = read_number(request)};
    const Timestamp deadline = parameters.maybe_time("deadline");
    if (deadline != Timestamp{}) terms.caller.deadline = std::min(terms.caller.deadline, deadline);
    if (is_placement(request.operation))
        terms.caller.keep = parameters.flag("keepOnDisconnect", false);
    if (terms.caller.keep) terms.caller.session = SessionId{};
    return terms;
}

std::uint64_t identity_of(Operation operation, const Parameters& parameters) {
    std::array<const Parameter*, Parameters::kMost> asked{};
    std::size_t count = 0;
    for (const Parameter& parameter : parameters.all())
        if (std::ranges::find(kNotAsked, parameter.name) == kNotAsked.end())
            asked[count++] = &parameter;
    const auto in_use = std::span{asked}.first(count);
    std::ranges::sort(in_use, {}, [](const Parameter* parameter) { return parameter->name; });

    std::string text;
    append_part(text, name_of(operation));
    for (const Parameter* parameter : in_use) {
        append_part(text, parameter->name);
        append_part(text, parameter->value);
    }
    const Digest digest = storage::Sha256{}.of(text);
    std::uint64_t identity = 0;
    for (std::size_t i = 0; i < sizeof identity; ++i) identity = identity << 8U | digest[i];
    // Zero is none at all.
    return std::max<std::uint64_t>(identity, 1);
}

}  // namespace divmid::gateway
