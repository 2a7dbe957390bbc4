// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "gateway/dialect/decimal.hpp"

namespace divmid::gateway {

/// Appends `text` as a JSON string, quotes included. Bytes above 127 go as they are.
void append_json_string(std::string& to, std::string_view text);

/// Appends JSON to a text that somebody else owns and reuses: no tree, no allocation once the text
/// has grown. Commas are its work; that what begins also ends is the caller's.
class JsonWriter {
public:
    explicit JsonWriter(std::string& to) : to_{to} {}

    JsonWriter& begin_object() { return begin('{'); }
    JsonWriter& end_object() { return end('}'); }
    JsonWriter& begin_array() { return begin('['); }
    JsonWriter& end_array() { return end(']'); }

    /// The name of what follows. Requires: nothing to escape in it.
    JsonWriter& member(std::string_view name);

    JsonWriter& text(std::string_view value);
    JsonWriter& number(std::integral auto value) {
        return raw_number(static_cast<std::int64_t>(value));
    }
    JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter& decimal(std::int64_t value, Scale scale);
    JsonWriter& wide_decimal(UInt128 value, Scale scale);
    /// A value that is JSON already.
    JsonWriter& raw(std::string_view json);

private:
    JsonWriter& begin(char bracket);
    JsonWriter& end(char bracket);
    JsonWriter& raw_number(std::int64_t value);
    void separate();

    std::string& to_;
    bool comma_ = false;
};

}  // namespace divmid::gateway
