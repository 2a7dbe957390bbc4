// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/json_requests.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

namespace divmid::gateway {

namespace ondemand = simdjson::ondemand;

struct JsonRequests::Parser {
    ondemand::parser parser;
};

namespace {

constexpr std::size_t kIdMost = 36;
/// Deeper nesting is no request of ours.
constexpr std::size_t kDepthMost = 16;

/// A value is not what it has to be. The text around it may still be JSON.
struct Failure {
    JsonFault fault;
};

std::string_view trimmed(std::string_view token) {
    const std::size_t end = token.find_last_not_of(" \t\r\n");
    return token.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

void skip_digits(std::string_view& text) {
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
}

/// A number as JSON allows it. The walk is lazy and checks no token by itself.
bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    if (text.front() == '0')
        text.remove_prefix(1);
    else
        skip_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (text.empty() || !is_digit(text.front())) return false;
        skip_digits(text);
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        if (text.empty()) return false;
        skip_digits(text);
    }
    return text.empty();
}

bool is_integer(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.size() <= 19 && std::ranges::all_of(text, is_digit) &&
           (text.size() == 1 || text.front() != '0');
}

std::string_view scalar(ondemand::value& value) {
    const std::string_view token = trimmed(value.raw_json_token());
    if (!is_number(token) && token != "true" && token != "false")
        throw Failure{JsonFault::not_json};
    return token;
}

std::string_view read_id(ondemand::value& value) {
    const ondemand::json_type type = value.type();
    const std::string_view token = trimmed(value.raw_json_token());
    if (type == ondemand::json_type::null && token == "null") return token;
    if (type == ondemand::json_type::number && is_integer(token)) return token;
    if (type != ondemand::json_type::string) throw Failure{JsonFault::bad_id};
    const std::string_view text = value.get_string();
    if (text.size() > kIdMost) throw Failure{JsonFault::bad_id};
    return token;
}

std::string_view raw_array(ondemand::array array) {
    return array.raw_json();
}

/// Null and what has parts of its own counts as sent empty; an array keeps its text.
std::string_view read_value(ondemand::value& value) {
    const ondemand::json_type type = value.type();
    switch (type) {
        case ondemand::json_type::string:
            return value.get_string();
        case ondemand::json_type::number:
        case ondemand::json_type::boolean:
            return scalar(value);
        case ondemand::json_type::array:
            return raw_array(value.get_array());
        case ondemand::json_type::object:
            throw Failure{JsonFault::bad_params};
        case ondemand::json_type::null:
            return {};
    }
    return {};
}

enum class Member : std::uint8_t { id, method, params, unknown };

Member member_of(std::string_view key) {
    if (key == "id") return Member::id;
    if (key == "method") return Member::method;
    return key == "params" ? Member::params : Member::unknown;
}

/// What the walk over one message met: its members, each of which may come once, and the first
/// fault.
class Members {
public:
    /// False when a message has no such member, or has had it.
    bool enter(Member member) {
        if (member == Member::unknown) return refuse(JsonFault::unknown_member);
        const unsigned bit = 1U << static_cast<unsigned>(member);
        if ((seen_ & bit) != 0) return refuse(JsonFault::repeated_member);
        seen_ |= bit;
        return true;
    }
    void fail(JsonFault fault) {
        if (fault_ == JsonFault::none) fault_ = fault;
    }
    [[nodiscard]] JsonFault fault() const { return fault_; }

private:
    bool refuse(JsonFault fault) {
        fail(fault);
        return false;
    }

    unsigned seen_ = 0;
    JsonFault fault_ = JsonFault::none;
};

template <class ReadParams>
void read_member(Member member, ondemand::value& value, JsonRequest& request,
                 const ReadParams& read_params) {
    if (member == Member::id)
        request.id = read_id(value);
    else if (member == Member::params)
        read_params(value);
    else if (value.type() == ondemand::json_type::string)
        request.method = value.get_string();
}

}  // namespace

JsonRequests::JsonRequests() : parser_{std::make_unique<Parser>()} {}

JsonRequests::~JsonRequests() = default;

template <class ReadParams>
JsonFault JsonRequests::walk(std::string_view message, JsonRequest& request,
                             ReadParams read_params) {
    request = {};
    padded_.assign(message);
    padded_.resize(message.size() + simdjson::SIMDJSON_PADDING);
    Members seen;
    // The library tells a malformed text by an exception at the place where it is met.
    try {
        if (const auto error = parser_->parser.allocate(padded_.size(), kDepthMost); error)
            return JsonFault::not_json;
        ondemand::document document =
            parser_->parser.iterate(padded_.data(), message.size(), padded_.size());
        for (auto field : document.get_object()) {
            const Member member = member_of(field.unescaped_key());
            ondemand::value value = field.value();
            if (!seen.enter(member)) continue;
            // A fault is remembered and the walk goes on: the id may stand behind it.
            try {
                read_member(member, value, request, read_params);
            } catch (const Failure& failure) {
                seen.fail(failure.fault);
            }
        }
        const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
        if (!at_end) return JsonFault::not_json;
    } catch (const simdjson::simdjson_error&) {
        return JsonFault::not_json;
    }
    if (seen.fault() != JsonFault::none) return seen.fault();
    return request.method.empty() ? JsonFault::no_method : JsonFault::none;
}

JsonFault JsonRequests::parse(std::string_view message, JsonRequest& request,
                              Parameters& parameters) {
    return walk(message, request, [&](ondemand::value& params) {
        if (params.type() != ondemand::json_type::object) throw Failure{JsonFault::bad_params};
        for (auto field : params.get_object()) {
            const std::string_view name = field.unescaped_key();
            ondemand::value value = field.value();
            parameters.add(name, read_value(value));
        }
    });
}

JsonFault JsonRequests::parse(std::string_view message, JsonRequest& request,
                              std::vector<std::string_view>& params) {
    params.clear();
    return walk(message, request, [&](ondemand::value& array) {
        if (array.type() != ondemand::json_type::array) throw Failure{JsonFault::bad_params};
        for (auto element : array.get_array()) {
            ondemand::value value = element.value();
            if (value.type() != ondemand::json_type::string) throw Failure{JsonFault::bad_params};
            params.push_back(value.get_string());
        }
    });
}

}  // namespace divmid::gateway
