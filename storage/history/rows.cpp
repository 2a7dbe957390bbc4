// SPDX-License-Identifier: Apache-2.0
#include "storage/history/rows.hpp"

#include <cstdint>
#include <tuple>

#include "storage/canonical/bits.hpp"
#include "storage/canonical/column.hpp"
#include "storage/canonical/fields.hpp"
#include "storage/canonical/little_endian.hpp"
#include "storage/canonical/sheet.hpp"

namespace divmid::storage {

[[nodiscard]] constexpr std::uint64_t last_name(OrderStatus) {
    return to_bits(OrderStatus::prevented);
}

// The client id is apart: its lengths are a column, its characters follow all columns.
template <>
inline constexpr auto kFields<OrderRow> = std::tuple{&OrderRow::order,
                                                     &OrderRow::account,
                                                     &OrderRow::market,
                                                     &OrderRow::side,
                                                     &OrderRow::type,
                                                     &OrderRow::time_in_force,
                                                     &OrderRow::self_trade_prevention,
                                                     &OrderRow::status,
                                                     &OrderRow::end,
                                                     &OrderRow::price,
                                                     &OrderRow::lots,
                                                     &OrderRow::executed,
                                                     &OrderRow::executed_quote,
                                                     &OrderRow::budget_or_expiry,
                                                     &OrderRow::created,
                                                     &OrderRow::updated};
template <>
inline constexpr auto kFields<FillRow> = std::tuple{
    &FillRow::trade, &FillRow::order, &FillRow::account, &FillRow::market, &FillRow::side,
    &FillRow::maker, &FillRow::price, &FillRow::lots,    &FillRow::fee,    &FillRow::time};
template <>
inline constexpr auto kFields<TradeRow> =
    std::tuple{&TradeRow::aggregate, &TradeRow::price, &TradeRow::lots, &TradeRow::time,
               &TradeRow::buyer_is_maker};

namespace {

constexpr std::uint8_t kRowFormat = 1;

template <class Row>
void pack_columns(std::span<const Row> rows, std::string& to) {
    put_little(kRowFormat, to);
    put_little(static_cast<std::uint32_t>(rows.size()), to);
    Sheet<Row> sheet;
    sheet.reset(rows.size());
    for (const Row& row : rows)
        sheet.add([&](auto put) {
            each_field(row, row, [&](const auto& field, const auto&, std::size_t column) {
                put(column, to_bits(field));
            });
        });
    sheet.write(to);
}

template <class Row>
bool unpack_columns(std::string_view& from, std::vector<Row>& to) {
    // A column of equal numbers has no length, so the count alone must not ask for memory.
    constexpr std::uint32_t kRowsMost = 1U << 20;
    std::uint8_t format = 0;
    std::uint32_t count = 0;
    if (!take_little(from, format) || !take_little(from, count)) return false;
    SheetReader<Row> sheet;
    if (format != kRowFormat || count > kRowsMost || !sheet.open(from, count)) return false;
    bool good = true;
    for (std::uint32_t i = 0; i < count; ++i) {
        Row& row = to.emplace_back();
        each_field(row, row, [&](auto& field, auto&, std::size_t column) {
            good = from_bits(sheet.next(column), field) && good;
        });
    }
    return good;
}

bool take_client_id(std::string_view& from, std::uint64_t length, ClientId& to) {
    if (length > ClientId::kMost || length > from.size()) return false;
    to = ClientId{from.substr(0, length)};
    from.remove_prefix(length);
    return true;
}

}  // namespace

void pack(std::span<const OrderRow> rows, std::string& to) {
    pack_columns(rows, to);
    std::vector<std::uint64_t> lengths;
    for (const OrderRow& row : rows) lengths.push_back(row.client_id.view().size());
    write_column(lengths, to);
    for (const OrderRow& row : rows) to += row.client_id.view();
}

void pack(std::span<const FillRow> rows, std::string& to) {
    pack_columns(rows, to);
}

void pack(std::span<const TradeRow> rows, std::string& to) {
    pack_columns(rows, to);
}

bool unpack(std::string_view bytes, std::vector<OrderRow>& to) {
    const std::size_t first = to.size();
    ColumnReader lengths;
    if (!unpack_columns(bytes, to) || !lengths.open(bytes, to.size() - first)) return false;
    for (std::size_t i = first; i < to.size(); ++i)
        if (!take_client_id(bytes, lengths.next(), to[i].client_id)) return false;
    return bytes.empty();
}

bool unpack(std::string_view bytes, std::vector<FillRow>& to) {
    return unpack_columns(bytes, to) && bytes.empty();
}

bool unpack(std::string_view bytes, std::vector<TradeRow>& to) {
    return unpack_columns(bytes, to) && bytes.empty();
}

}  // namespace divmid::storage
