// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

namespace divmid {

/// Values of one trivially copyable type side by side, without the type: who uses it knows it, and
/// names the same `bytes` (the size of one value) each time. Keeps its memory when cleared.
class ColumnBytes {
public:
    ColumnBytes() = default;
    ColumnBytes(const ColumnBytes&) = delete;
    ColumnBytes& operator=(const ColumnBytes&) = delete;
    ~ColumnBytes() { ::operator delete(begin_); }

    [[nodiscard]] const void* begin() const { return begin_; }
    [[nodiscard]] const void* end() const { return end_; }
    [[nodiscard]] bool full() const { return end_ == limit_; }
    void clear() { end_ = begin_; }

    /// Where the next value goes. Requires: !full().
    [[nodiscard]] void* append(std::size_t bytes) {
        std::byte* const place = end_;
        end_ += bytes;
        return place;
    }

    /// Makes room for one more at least.
    void grow(std::size_t bytes) { resize(std::max(kLeast * bytes, 2 * size())); }

    /// Requires: empty.
    void assign(const ColumnBytes& other) {
        if (other.size() == 0) return;
        resize(other.size());
        std::memcpy(begin_, other.begin_, other.size());
        end_ = limit_;
    }

private:
    static constexpr std::size_t kLeast = 16;

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }

    void resize(std::size_t room) {
        const std::size_t kept = size();
        std::byte* const wider = static_cast<std::byte*>(::operator new(room));
        if (kept != 0) std::memcpy(wider, begin_, kept);
        ::operator delete(begin_);
        begin_ = wider;
        end_ = wider + kept;
        limit_ = wider + room;
    }

    std::byte* begin_ = nullptr;
    std::byte* end_ = nullptr;
    std::byte* limit_ = nullptr;
};

/// Columns and the order of their values, in one place that moves as a pointer does, however many
/// columns there are: a record goes through half a dozen hands. Allocates with the first value.
template <std::size_t kColumns>
class ColumnStore {
    static_assert(kColumns <= 64);

public:
    ColumnStore() = default;
    ColumnStore(ColumnStore&& other) noexcept : body_{std::exchange(other.body_, &none_)} {}
    ColumnStore& operator=(ColumnStore&& other) noexcept {
        release(std::exchange(body_, std::exchange(other.body_, &none_)));
        return *this;
    }
    ColumnStore(const ColumnStore&) = delete;
    ColumnStore& operator=(const ColumnStore&) = delete;
    ~ColumnStore() { release(body_); }

    [[nodiscard]] const ColumnBytes& operator[](std::size_t column) const {
        return body_->columns[column];
    }
    [[nodiscard]] const ColumnBytes& order() const { return body_->order; }

    /// Adds a number to the order and gives the place for its value.
    [[nodiscard]] void* append(std::size_t column, std::size_t bytes, std::uint8_t number) {
        if (body_->columns[column].full() || body_->order.full()) [[unlikely]]
            grow(column, bytes);
        Body& body = *body_;
        body.used |= std::uint64_t{1} << column;
        void* const place = body.columns[column].append(bytes);
        *static_cast<std::uint8_t*>(body.order.append(1)) = number;
        return place;
    }
    void append_order(std::uint8_t number) {
        if (body_->order.full()) [[unlikely]]
            grow_order();
        *static_cast<std::uint8_t*>(body_->order.append(1)) = number;
    }

    void clear() {
        if (body_ == &none_) return;
        for (; body_->used != 0; body_->used &= body_->used - 1)
            body_->columns[static_cast<std::size_t>(std::countr_zero(body_->used))].clear();
        body_->order.clear();
    }

    /// Requires: empty.
    void assign(const ColumnStore& other) {
        if (other.body_ == &none_) return;
        own();
        for (std::size_t column = 0; column < kColumns; ++column)
            body_->columns[column].assign(other.body_->columns[column]);
        body_->order.assign(other.body_->order);
        body_->used = other.body_->used;
    }

private:
    struct Body {
        std::uint64_t used{};  ///< A bit for each column that is not empty.
        ColumnBytes order;
        std::array<ColumnBytes, kColumns> columns;
    };

    static void release(Body* body) {
        if (body != &none_) delete body;
    }
    void own() {
        if (body_ == &none_) body_ = new Body;
    }
    [[gnu::noinline]] void grow(std::size_t column, std::size_t bytes) {
        own();
        if (body_->columns[column].full()) body_->columns[column].grow(bytes);
        if (body_->order.full()) body_->order.grow(1);
    }
    [[gnu::noinline]] void grow_order() {
        own();
        body_->order.grow(1);
    }

    /// Stands for a body without any value; never written.
    static inline Body none_{};

    Body* body_ = &none_;
};

}  // namespace divmid
