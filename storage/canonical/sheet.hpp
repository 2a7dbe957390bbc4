// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/columns.hpp"
#include "storage/canonical/column.hpp"
#include "storage/canonical/fields.hpp"

namespace divmid::storage {

/// The values of one kind, field by field, on their way to the disk. Keeps its memory.
template <class T>
class Sheet {
public:
    /// Room for `rows` values.
    void reset(std::size_t rows) {
        rows_ = rows;
        next_ = 0;
        // A power of two between the columns would put them all into the same few cache sets.
        stride_ = rows + 9;
        if (words_.size() < stride_ * kWidth<T>) words_.resize(stride_ * kWidth<T>);
    }

    /// Calls `put(column, word)` … for the next value.
    template <class Fill>
    void add(Fill&& fill) {
        const std::size_t row = next_++;
        fill([this, row](std::size_t column, std::uint64_t word) {
            words_[column * stride_ + row] = word;
        });
    }

    void write(std::string& to) const {
        for (std::size_t column = 0; column < kWidth<T>; ++column)
            write_column({words_.data() + column * stride_, rows_}, to);
    }

private:
    std::vector<std::uint64_t> words_;
    std::size_t rows_ = 0;
    std::size_t next_ = 0;
    std::size_t stride_ = 0;
};

/// The columns of one kind, on their way from the disk.
template <class T>
class SheetReader {
public:
    /// Takes `rows` values off the front of `from`.
    [[nodiscard]] bool open(std::string_view& from, std::size_t rows) {
        for (ColumnReader& column : columns_)
            if (!column.open(from, rows)) return false;
        return true;
    }

    /// Of the next value. Requires: each column is asked once a row, and for no more than `rows`.
    [[nodiscard]] std::uint64_t next(std::size_t column) { return columns_[column].next(); }

private:
    std::array<ColumnReader, kWidth<T>> columns_;
};

template <template <class> class Each, class... Kinds>
std::tuple<Each<Kinds>...> one_for_each(const Columns<Kinds...>&);

/// A tuple of Each<Kind> over the kinds of a Columns, in ascending order of their numbers.
template <template <class> class Each, class Values>
using ForEachKind = decltype(one_for_each<Each>(std::declval<const Values&>()));

}  // namespace divmid::storage
