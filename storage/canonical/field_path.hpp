// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <tuple>

namespace divmid::storage {

/// The fields of each kind in the order of their columns on disk: what writes and what reads both
/// take them from here. The order never changes; a text is two columns, length and offset.
template <class T>
inline constexpr auto kFields = std::tuple<>{};

/// A field of a member.
template <class Outer, class Inner>
struct FieldPath {
    Outer outer;
    Inner inner;
};

/// A place of an array that is a member.
template <class Array>
struct ElementPath {
    Array array;
    std::size_t index;
};

template <class T, class Field>
constexpr auto& at(T& value, Field field) {
    if constexpr (requires { field.inner; })
        return at(value.*field.outer, field.inner);
    else if constexpr (requires { field.array; })
        return (value.*field.array)[field.index];
    else
        return value.*field;
}

/// The fields of a member, as fields of what it is a member of.
template <class Outer, class... Inner>
constexpr auto within(Outer outer, const std::tuple<Inner...>& fields) {
    return std::apply([outer](auto... inner) { return std::tuple{FieldPath{outer, inner}...}; },
                      fields);
}

}  // namespace divmid::storage
