// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/reactor/require.hpp"

namespace divmid {

/// Who asked, why, until when, and with which services: what would else be a global. An immutable
/// chain of bindings by type, from the innermost outwards; a copy shares it, with() makes a new one
/// around it and changes none. Goes by value through coroutines.
///
/// Bound services outlive every Context that names them. A chain belongs to one thread; each
/// reactor's starts from a Context{} of its own. A copy costs 1 ns, a binding one allocation, a
/// look-up a walk: bind at start-up and per session; deadline and name are free for each request.
class Context {
public:
    Context() = default;
    Context(const Context& other) noexcept
        : innermost_{other.innermost_}, deadline_{other.deadline_}, name_{other.name_} {
        if (innermost_) ++innermost_->holders;
    }
    Context(Context&& other) noexcept
        : innermost_{std::exchange(other.innermost_, nullptr)},
          deadline_{other.deadline_},
          name_{other.name_} {}
    Context& operator=(Context other) noexcept {
        std::swap(innermost_, other.innermost_);
        std::swap(deadline_, other.deadline_);
        std::swap(name_, other.name_);
        return *this;
    }
    ~Context() {
        while (innermost_ && --innermost_->holders == 0)
            delete std::exchange(innermost_, innermost_->outer);
    }

    /// This, and `service` as the one of its type; an outer one of the same type is hidden.
    template <class T>
    [[nodiscard]] Context with(T& service) const {
        Context inner{*this};
        inner.innermost_ = new Binding{&kTypeOf<T>, &service, inner.innermost_, 1};
        return inner;
    }

    /// This, to be done by `deadline` on the reactor's clock; an earlier one stays.
    [[nodiscard]] Context until(std::chrono::microseconds deadline) const {
        Context inner{*this};
        if (!deadline_ || deadline < *deadline_) inner.deadline_ = deadline;
        return inner;
    }

    /// This, by a name for people that outlives it (a literal).
    [[nodiscard]] Context named(std::string_view name) const {
        Context inner{*this};
        inner.name_ = name;
        return inner;
    }

    /// The innermost service of type T; null when none is bound.
    template <class T>
    [[nodiscard]] T* find() const {
        const Binding* binding = innermost_;
        while (binding && binding->type != &kTypeOf<T>) binding = binding->outer;
        return binding ? static_cast<T*>(binding->service) : nullptr;
    }

    /// Requires: a T is bound.
    template <class T>
    [[nodiscard]] T& get() const {
        T* service = find<T>();
        require(service != nullptr, "the service is bound in the context");
        return *service;
    }

    [[nodiscard]] std::optional<std::chrono::microseconds> deadline() const { return deadline_; }
    [[nodiscard]] std::string_view name() const { return name_; }

private:
    /// Its address stands for the type.
    template <class T>
    static constexpr char kTypeOf = 0;

    struct Binding {
        const void* type;
        void* service;
        Binding* outer;  ///< Held.
        std::uint32_t holders;
    };

    Binding* innermost_ = nullptr;
    std::optional<std::chrono::microseconds> deadline_;
    std::string_view name_;
};

}  // namespace divmid
