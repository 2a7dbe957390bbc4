// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/parameters.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "gateway/dialect/timing.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kIntegerPattern = "^[0-9]{1,20}$";
constexpr std::string_view kClientIdPattern = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";
constexpr std::size_t kClientIdMost = 36;

bool of_client_id(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= ':') || c == '.' ||
           c == '/' || c == '_' || c == '-';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

void Parameters::clear() {
    size_ = 0;
    fault_.reset();
}

void Parameters::add(std::string_view name, std::string_view value) {
    if (find(name)) return fail(refuse::duplicate_parameter());
    if (size_ == kMost) return fail(refuse::too_many_parameters(kMost, size_ + 1));
    parameters_[size_++] = {name, value, false};
}

void Parameters::add_unless_sent(std::string_view name, std::string_view value) {
    if (!find(name)) add(name, value);
}

std::string_view Parameters::peek(std::string_view name) const {
    const Parameter* const parameter = find(name);
    return parameter ? parameter->value : std::string_view{};
}

std::string_view Parameters::text(std::string_view name) {
    Parameter* const parameter = take(name);
    if (parameter && !parameter->value.empty()) return parameter->value;
    fail(refuse::missing(name));
    return {};
}

std::int64_t Parameters::decimal(std::string_view name, Scale scale) {
    Parameter* const parameter = take(name);
    if (parameter && !parameter->value.empty()) return to_decimal(*parameter, scale);
    fail(refuse::missing(name));
    return 0;
}

std::optional<std::string_view> Parameters::maybe_text(std::string_view name) {
    Parameter* const parameter = take(name);
    if (!parameter) return std::nullopt;
    if (parameter->value.empty()) fail(refuse::empty_parameter(name));
    return parameter->value;
}

std::optional<std::int64_t> Parameters::maybe_integer(std::string_view name) {
    const auto value = maybe_text(name);
    if (!value || value->empty()) return std::nullopt;
    if (!std::ranges::all_of(*value, is_digit)) {
        fail(refuse::illegal(name, kIntegerPattern));
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto end = value->data() + value->size();
    if (std::from_chars(value->data(), end, number).ec != std::errc{})
        fail(refuse::overflowed(name));
    return number;
}

std::optional<std::int64_t> Parameters::maybe_decimal(std::string_view name, Scale scale) {
    Parameter* const parameter = take(name);
    if (!parameter) return std::nullopt;
    if (!parameter->value.empty()) return to_decimal(*parameter, scale);
    fail(refuse::empty_parameter(name));
    return std::nullopt;
}

bool Parameters::flag(std::string_view name, bool otherwise) {
    const auto value = maybe_text(name);
    if (!value) return otherwise;
    if (*value == "true" || *value == "TRUE") return true;
    if (*value != "false" && *value != "FALSE") fail(refuse::invalid(name));
    return false;
}

std::size_t Parameters::limit(std::size_t otherwise, std::size_t most) {
    const auto value = maybe_integer("limit");
    if (!value) return otherwise;
    if (*value >= 1 && std::cmp_less_equal(*value, most)) return static_cast<std::size_t>(*value);
    fail(refuse::invalid("limit"));
    return otherwise;
}

std::string_view Parameters::maybe_client_id(std::string_view name) {
    const auto value = maybe_text(name);
    if (!value) return {};
    if (value->size() > kClientIdMost || !std::ranges::all_of(*value, of_client_id)) {
        fail(refuse::illegal(name, kClientIdPattern));
        return {};
    }
    return *value;
}

Timestamp Parameters::maybe_time(std::string_view name) {
    return from_wire_time(maybe_integer(name).value_or(0));
}

Timestamp Parameters::maybe_start(std::string_view name) {
    const auto number = maybe_integer(name);
    if (!number) return {};
    return std::max(Timestamp{1}, from_wire_time(*number));
}

Timestamp Parameters::maybe_end(std::string_view name) {
    const auto number = maybe_integer(name);
    return number ? end_of_wire_time(*number) : Timestamp{};
}

void Parameters::fail(Error error) {
    if (!fault_) fault_ = std::move(error);
}

std::optional<Error> Parameters::finish(bool is_signed) {
    if (fault_) return fault_;
    const auto read = static_cast<std::size_t>(
        std::ranges::count_if(all(), [](const Parameter& parameter) { return parameter.read; }));
    if (read == size_) return std::nullopt;
    return is_signed ? refuse::unread_parameters(read, size_)
                     : refuse::too_many_parameters(read, size_);
}

const Parameter* Parameters::find(std::string_view name) const {
    for (const Parameter& parameter : all())
        if (parameter.name == name) return &parameter;
    return nullptr;
}

Parameter* Parameters::take(std::string_view name) {
    for (Parameter& parameter : std::span{parameters_.data(), size_})
        if (parameter.name == name) {
            parameter.read = true;
            return &parameter;
        }
    return nullptr;
}

std::int64_t Parameters::to_decimal(const Parameter& parameter, Scale scale) {
    const auto value = parse_decimal(parameter.value, scale);
    if (value) return *value;
    switch (value.error()) {
        case DecimalFault::illegal:
            fail(refuse::illegal(parameter.name, kDecimalPattern));
            break;
        case DecimalFault::precision:
            fail(refuse::too_precise(parameter.name));
            break;
        case DecimalFault::overflow:
            fail(refuse::overflowed(parameter.name));
            break;
    }
    return 0;
}

}  // namespace divmid::gateway
