// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "engine/columns.hpp"
#include "storage/canonical/command_fields.hpp"
#include "storage/canonical/event_fields.hpp"
#include "storage/canonical/field_path.hpp"

namespace divmid::storage {

template <class Field>
inline constexpr std::size_t kColumnsOf =
    std::is_same_v<std::remove_cvref_t<Field>, TextRef> ? 2 : 1;

/// How many columns the kind has.
template <class T>
inline constexpr std::size_t kWidth = std::apply(
    [](auto... field) {
        return (std::size_t{0} + ... + kColumnsOf<decltype(at(std::declval<T&>(), field))>);
    },
    kFields<T>);

/// Calls `visitor(a.field, b.field, column)` for each field of two values of one kind.
template <class T, class U, class Visitor>
constexpr void each_field(T& a, U& b, Visitor&& visitor) {
    std::apply(
        [&](auto... field) {
            std::size_t column = 0;
            [[maybe_unused]] auto one = [&](auto& x, auto& y) {  // Kinds without fields.
                visitor(x, y, column);
                column += kColumnsOf<decltype(x)>;
            };
            (one(at(a, field), at(b, field)), ...);
        },
        kFields<std::remove_cv_t<T>>);
}

}  // namespace divmid::storage
