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

#include "engine/check.hpp"

namespace divmid {

/// Values of one trivially copyable type side by side, without the type: who uses it knows it, and
/// names the same `bytes` (the size of one value) each time. Keeps its memory when cleared.
class ColumnBytes {
public:
    ColumnBytes() = default;
    ColumnBytes(const ColumnBytes&) = delete;
    ColumnBytes& operator=(const ColumnBytes&) = delete;
    ~ColumnBytes() { ::operator delete(data_); }

    [[nodiscard]] void* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool full() const { return size_ == room_; }
    void clear() { size_ = 0; }

    /// Where the next value goes. Requires: !full().
    [[nodiscard]] void* append(std::size_t bytes) {
        return static_cast<std::byte*>(data_) + bytes * size_++;
    }

    /// Makes room for one more at least.
    void grow(std::size_t bytes) { resize(std::max(kLeast, 2 * room_), bytes); }

    /// Requires: empty.
    void assign(const ColumnBytes& other, std::size_t bytes) {
        if (other.size_ == 0) return;
        resize(other.size_, bytes);
        size_ = other.size_;
        std::memcpy(data_, other.data_, size_ * bytes);
    }

private:
    static constexpr std::uint32_t kLeast = 16;

    void resize(std::uint32_t room, std::size_t bytes) {
        ENSURE(room > size_ || size_ == 0);
        void* const wider = ::operator new(room * bytes);
        if (size_ != 0) std::memcpy(wider, data_, size_ * bytes);
        ::operator delete(data_);
        data_ = wider;
        room_ = room;
    }

    void* data_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t room_ = 0;
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
        if (body_->columns[column].full()) [[unlikely]]
            grow(column, bytes);
        append_order(number);
        body_->used |= std::uint64_t{1} << column;
        return body_->columns[column].append(bytes);
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

    /// Requires: empty. `bytes` is the size of a value of each column.
    void assign(const ColumnStore& other, const std::array<std::size_t, kColumns>& bytes) {
        if (other.body_ == &none_) return;
        own();
        for (std::size_t column = 0; column < kColumns; ++column)
            body_->columns[column].assign(other.body_->columns[column], bytes[column]);
        body_->order.assign(other.body_->order, 1);
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
        body_->columns[column].grow(bytes);
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
