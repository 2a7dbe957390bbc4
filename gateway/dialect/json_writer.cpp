// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/json_writer.hpp"

#include <array>
#include <charconv>

namespace divmid::gateway {
namespace {

void append_escaped(std::string& to, char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
        case '"':
            to += "\\\"";
            return;
        case '\\':
            to += "\\\\";
            return;
        case '\n':
            to += "\\n";
            return;
        case '\r':
            to += "\\r";
            return;
        case '\t':
            to += "\\t";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    to += "\\u00";
    to += kHex[byte >> 4U];
    to += kHex[byte & 15U];
}

bool needs_escape(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

}  // namespace

void append_json_string(std::string& to, std::string_view text) {
    to += '"';
    for (const char c : text)
        if (needs_escape(c))
            append_escaped(to, c);
        else
            to += c;
    to += '"';
}

JsonWriter& JsonWriter::member(std::string_view name) {
    separate();
    to_ += '"';
    to_ += name;
    to_ += "\":";
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    append_json_string(to_, value);
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::decimal(std::int64_t value, Scale scale) {
    separate();
    to_ += '"';
    append_decimal(to_, value, scale);
    to_ += '"';
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::wide_decimal(UInt128 value, Scale scale) {
    separate();
    to_ += '"';
    append_wide_decimal(to_, value, scale);
    to_ += '"';
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    to_ += json;
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin(char bracket) {
    separate();
    to_ += bracket;
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
    to_ += bracket;
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::raw_number(std::int64_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::separate() {
    if (comma_) to_ += ',';
}

}  // namespace divmid::gateway
