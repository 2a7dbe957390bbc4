// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/json_fields.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "gateway/admin/time_text.hpp"

namespace divmid::gateway::admin {

const boost::json::value* JsonFields::take(std::string_view name) {
    taken_.push_back(name);
    const boost::json::value* value = object_.if_contains(name);
    if (!value) fail(name, "is missing");
    return value;
}

std::string JsonFields::text(std::string_view name, std::size_t most) {
    const boost::json::value* value = take(name);
    if (!value) return {};
    const boost::json::string* text = value->if_string();
    if (text && !text->empty() && text->size() <= most) return std::string{*text};
    fail(name, fmt::format("must be a text of 1 to {} bytes", most));
    return {};
}

std::string JsonFields::text_if_any(std::string_view name, std::size_t most) {
    return has(name) ? text(name, most) : std::string{};
}

std::vector<std::string> JsonFields::texts(std::string_view name) {
    const boost::json::value* value = take(name);
    const boost::json::array* array = value ? value->if_array() : nullptr;
    std::vector<std::string> texts;
    if (array)
        for (const boost::json::value& element : *array)
            if (const boost::json::string* text = element.if_string()) texts.emplace_back(*text);
    if (value && (!array || texts.size() != array->size())) {
        fail(name, "must be a list of texts");
        texts.clear();
    }
    return texts;
}

std::int64_t JsonFields::number(std::string_view name, std::int64_t min, std::int64_t max) {
    const boost::json::value* value = take(name);
    if (!value) return 0;
    const std::int64_t* number = value->if_int64();
    if (number && *number >= min && *number <= max) return *number;
    fail(name, fmt::format("must be a whole number, {} to {}", min, max));
    return 0;
}

std::int64_t JsonFields::decimal(std::string_view name, Scale scale) {
    const std::string digits = text(name, 64);
    if (digits.empty()) return 0;
    const auto number = parse_decimal(digits, scale);
    if (number) return *number;
    switch (number.error()) {
        case DecimalFault::illegal:
            fail(name, "must be a decimal in quotes, such as \"12.5\"");
            break;
        case DecimalFault::precision:
            fail(name, fmt::format("has more than {} decimals", scale));
            break;
        case DecimalFault::overflow:
            fail(name, "is too large");
            break;
    }
    return 0;
}

bool JsonFields::flag(std::string_view name) {
    const boost::json::value* value = take(name);
    if (value && value->is_bool()) return value->get_bool();
    if (value) fail(name, "must be true or false");
    return false;
}

Timestamp JsonFields::time(std::string_view name) {
    const std::string given = text(name, 64);
    const auto time = parse_time(given);
    if (!time && !given.empty()) fail(name, "must be a time such as \"2026-11-23T14:30:00Z\"");
    return time.value_or(Timestamp{});
}

Duration JsonFields::duration(std::string_view name) {
    const std::string given = text(name, 64);
    const auto duration = parse_duration(given);
    if (!duration && !given.empty())
        fail(name, "must be a length of time such as \"90s\", in us, ms, s, m, h or d");
    return duration.value_or(Duration{});
}

const boost::json::object* JsonFields::object(std::string_view name) {
    const boost::json::value* value = take(name);
    if (value && !value->is_object()) fail(name, "must be a JSON object");
    return value ? value->if_object() : nullptr;
}

bool JsonFields::is_number(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    return value && value->is_number();
}

void JsonFields::fail(std::string_view name, std::string_view what) {
    if (!fault_) fault_ = fmt::format("{} {}", name, what);
}

std::optional<std::string> JsonFields::fault() {
    for (const auto& field : object_)
        if (std::ranges::find(taken_, std::string_view{field.key()}) == taken_.end())
            fail(std::string_view{field.key()}, "is unknown");
    return fault_;
}

}  // namespace divmid::gateway::admin
