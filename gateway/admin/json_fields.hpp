// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types.hpp"
#include "gateway/dialect/decimal.hpp"

namespace divmid::gateway::admin {

/// Takes a JSON object apart by the names that somebody expects, strictly: what is missing, of
/// another type, out of range or left over is a fault. The first fault is kept, and what is asked
/// for after it reads as empty, so that a reader needs no check between two fields.
class JsonFields {
public:
    /// `object` outlives it.
    explicit JsonFields(const boost::json::object& object) : object_{object} {}

    /// `most` bytes at most, and not empty.
    [[nodiscard]] std::string text(std::string_view name, std::size_t most);
    /// As text(); empty where the object has none.
    [[nodiscard]] std::string text_if_any(std::string_view name, std::size_t most);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t min, std::int64_t max);
    /// A decimal string, as smallest units.
    [[nodiscard]] std::int64_t decimal(std::string_view name, Scale scale);

    [[nodiscard]] bool flag(std::string_view name);
    /// As parse_time() and parse_duration() have them (time_text.hpp).
    [[nodiscard]] Timestamp time(std::string_view name);
    [[nodiscard]] Duration duration(std::string_view name);
    /// Null when it is something else, which is a fault.
    [[nodiscard]] const boost::json::object* object(std::string_view name);

    [[nodiscard]] bool is_number(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }

    void fail(std::string_view name, std::string_view what);

    /// To be asked last: what is wrong, for people.
    [[nodiscard]] std::optional<std::string> fault();

private:
    [[nodiscard]] const boost::json::value* take(std::string_view name);

    const boost::json::object& object_;
    std::vector<std::string_view> taken_;
    std::optional<std::string> fault_;
};

}  // namespace divmid::gateway::admin
