// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/check.hpp"
#include "engine/column_store.hpp"

namespace divmid {

/// Where a text lies in its record's arena. A text is at most 255 bytes; length 0 means none.
struct TextRef {
    std::uint32_t offset{};
    std::uint8_t length{};

    friend bool operator==(TextRef, TextRef) = default;
};

/// The bytes of a record that vary in length: client ids, symbols, notes.
class Arena {
public:
    /// Requires: text.size() <= 255.
    [[nodiscard]] TextRef add(std::string_view text) {
        ENSURE(text.size() <= 255);
        const TextRef ref{static_cast<std::uint32_t>(bytes_.size()),
                          static_cast<std::uint8_t>(text.size())};
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        return text.empty() ? TextRef{} : ref;
    }

    /// Valid until the next add() or clear().
    [[nodiscard]] std::string_view text(TextRef ref) const {
        if (ref.length == 0) return {};
        ENSURE(std::size_t{ref.offset} + ref.length <= bytes_.size());
        return {bytes_.data() + ref.offset, ref.length};
    }

    [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
    void assign(std::string_view bytes) { bytes_.assign(bytes.begin(), bytes.end()); }
    void clear() { bytes_.clear(); }

private:
    std::vector<char> bytes_;
};

/// A sequence of values of several kinds, kept as one packed array a kind and one byte column with
/// the order of kinds. Every kind is trivially copyable and carries its number on disk as
/// `T::kNumber` (1 to 255, never reused). Clearing keeps the memory, so a recycled one appends
/// without allocation; moving costs a pointer.
template <class... Kinds>
class Columns {
    static_assert((std::is_trivially_copyable_v<Kinds> && ...));
    static_assert(((alignof(Kinds) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__) && ...));

public:
    template <class T>
    static constexpr bool holds = (std::is_same_v<T, Kinds> || ...);

    Columns() = default;
    Columns(Columns&&) noexcept = default;
    Columns& operator=(Columns&&) noexcept = default;
    Columns(const Columns& other) { store_.assign(other.store_); }
    Columns& operator=(const Columns& other) {
        if (this != &other) *this = Columns{other};
        return *this;
    }
    ~Columns() = default;

    template <class T>
        requires holds<T>
    void push(const T& value) {
        ::new (store_.append(kColumnOf<T>, sizeof(T), T::kNumber)) T(value);
    }

    /// Kind numbers in the order the values were pushed.
    [[nodiscard]] std::span<const std::uint8_t> order() const {
        return span<std::uint8_t>(store_.order());
    }

    /// All values of one kind, in order.
    template <class T>
        requires holds<T>
    [[nodiscard]] std::span<const T> all() const {
        return span<T>(store_[kColumnOf<T>]);
    }

    /// Calls `visitor(std::span<const Kind>)` for each kind, all values of it in order.
    template <class Visitor>
    void each_column(Visitor&& visitor) const {
        (visitor(all<Kinds>()), ...);
    }

    [[nodiscard]] std::size_t size() const { return order().size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }

    void clear() { store_.clear(); }

    /// Calls `visitor(const T&)` for each value in order. A visitor without an overload for some
    /// kind does not compile.
    template <class Visitor>
    void visit(Visitor&& visitor) const {
        Cursors next{};
        for (const std::uint8_t number : order()) visit_one(number, next, visitor);
    }

protected:
    /// The next value of each kind.
    using Cursors = std::array<std::size_t, sizeof...(Kinds)>;

    template <class Visitor>
    void visit_one(std::uint8_t number, Cursors& next, Visitor& visitor) const {
        const bool known = ((Kinds::kNumber == number
                                 ? (visitor(all<Kinds>().data()[next[kColumnOf<Kinds>]++]), true)
                                 : false) ||
                            ...);
        ENSURE(known);
    }

    /// A number of no kind, with no value.
    void push_mark(std::uint8_t number) { store_.append_order(number); }

private:
    template <class T>
    static constexpr std::size_t column_of() {
        std::size_t column = 0;
        static_cast<void>(((std::is_same_v<T, Kinds> || (++column, false)) || ...));
        return column;
    }
    template <class T>
    static constexpr std::size_t kColumnOf = column_of<T>();

    template <class T>
    static std::span<const T> span(const ColumnBytes& column) {
        return {static_cast<const T*>(column.begin()), static_cast<const T*>(column.end())};
    }

    ColumnStore<sizeof...(Kinds)> store_;
};

/// For visitors written as a list of lambdas.
template <class... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};

}  // namespace divmid
