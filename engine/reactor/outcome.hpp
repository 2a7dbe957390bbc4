// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace divmid {

/// What a T is kept as; nothing for void.
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// How a call ended: with a value, or with an error.
template <class T>
struct Outcome {
    std::optional<Stored<T>> value;
    std::exception_ptr error;

    /// The value, or throws the error.
    T get() && {
        if (error) std::rethrow_exception(std::move(error));
        if constexpr (!std::is_void_v<T>) return *std::move(value);
    }

    /// f(value), or f() when there is only the fact that it is done. Requires: no error.
    template <class F>
    decltype(auto) apply(F& f) && {
        if constexpr (std::is_void_v<T>)
            return std::invoke(f);
        else
            return std::invoke(f, *std::move(value));
    }
};

/// Calls `f` and keeps how it ended.
template <class F>
Outcome<std::invoke_result_t<F&>> outcome_of(F& f) noexcept {
    Outcome<std::invoke_result_t<F&>> outcome;
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
            std::invoke(f);
            outcome.value.emplace();
        } else {
            outcome.value.emplace(std::invoke(f));
        }
    } catch (...) {
        outcome.error = std::current_exception();
    }
    return outcome;
}

}  // namespace divmid
