// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/types.hpp"
#include "gateway/dialect/decimal.hpp"
#include "gateway/dialect/errors.hpp"

namespace divmid::gateway {

/// One parameter of a request, decoded. The views live as long as the bytes of the request.
struct Parameter {
    std::string_view name;
    std::string_view value;  ///< A JSON number or boolean counts as it stands in the text.
    bool read{};
};

/// What a request was sent with, and the first thing that is wrong with it. Reading goes on after a
/// fault and gives harmless values, so a request is read top to bottom and asked once, at the end,
/// by `finish()`: every parameter that nobody read is a fault too, since a mistyped one could lose
/// money.
class Parameters {
public:
    static constexpr std::size_t kMost = 64;

    void clear();
    /// Requires nothing: one too many, or one twice, is a fault.
    void add(std::string_view name, std::string_view value);
    /// Unless it is there already: the query wins over the body.
    void add_unless_sent(std::string_view name, std::string_view value);

    [[nodiscard]] bool sent(std::string_view name) const { return find(name) != nullptr; }
    /// Without counting as read; empty when not sent.
    [[nodiscard]] std::string_view peek(std::string_view name) const;
    [[nodiscard]] std::span<const Parameter> all() const { return {parameters_.data(), size_}; }

    // Mandatory ones: a fault when missing or empty.

    std::string_view text(std::string_view name);
    std::int64_t decimal(std::string_view name, Scale scale);

    // Optional ones: a fault when sent empty.

    std::optional<std::string_view> maybe_text(std::string_view name);
    std::optional<std::int64_t> maybe_integer(std::string_view name);
    std::optional<std::int64_t> maybe_decimal(std::string_view name, Scale scale);
    bool flag(std::string_view name, bool otherwise);
    /// A count from 1 up; above `most` it is a fault.
    std::size_t limit(std::size_t otherwise, std::size_t most);
    /// A client order id: 1 to 36 of .A-Z:/a-z0-9_-
    std::string_view maybe_client_id(std::string_view name);
    /// A time in milliseconds or microseconds. Zero when not sent.
    Timestamp maybe_time(std::string_view name);
    /// When a list starts: as maybe_time, but from 0 on is from the first moment on.
    Timestamp maybe_start(std::string_view name);
    /// When a list ends, inclusive: as maybe_time, but of a millisecond the last microsecond.
    Timestamp maybe_end(std::string_view name);

    /// Only the first fault is told.
    void fail(Error error);
    [[nodiscard]] bool failed() const { return fault_.has_value(); }
    [[nodiscard]] const Error& fault() const { return *fault_; }

    /// The first fault, or that something was not read. `is_signed`: which of the two codes for
    /// that (-1104, else -1101).
    [[nodiscard]] std::optional<Error> finish(bool is_signed);

private:
    [[nodiscard]] const Parameter* find(std::string_view name) const;
    Parameter* take(std::string_view name);
    std::int64_t to_decimal(const Parameter& parameter, Scale scale);

    std::array<Parameter, kMost> parameters_{};
    std::size_t size_ = 0;
    std::optional<Error> fault_;
};

}  // namespace divmid::gateway
