// SPDX-License-Identifier: Apache-2.0
#include "storage/history/rows.hpp"

#include <cstdint>
#include <tuple>
#include <type_traits>

#include "storage/canonical/bits.hpp"
#include "storage/canonical/column.hpp"
#include "storage/canonical/fields.hpp"
#include "storage/canonical/little_endian.hpp"
#include "storage/canonical/sheet.hpp"

namespace divmid::storage {

[[nodiscard]] constexpr std::uint64_t last_name(OrderStatus) {
    return to_bits(OrderStatus::prevented);
}

template <>
inline constexpr auto kFields<OrderConditions> = std::tuple{
    &OrderConditions::trigger,    &OrderConditions::peg,          &OrderConditions::peg_levels,
    &OrderConditions::stop_price, &OrderConditions::trailing,     &OrderConditions::visible,
    &OrderConditions::list,       &OrderConditions::session,      &OrderConditions::keep,
    &OrderConditions::strategy,   &OrderConditions::strategy_type};

// Texts are apart: their lengths are columns behind the others, their characters follow all
// columns.
template <>
inline constexpr auto kFields<OrderRow> =
    std::tuple_cat(std::tuple{&OrderRow::order,
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
                              &OrderRow::updated,
                              &OrderRow::working_since,
                              &OrderRow::trailing_since,
                              &OrderRow::prevention,
                              &OrderRow::prevented},
                   within(&OrderRow::conditions, kFields<OrderConditions>));
template <>
inline constexpr auto kFields<FillRow> = std::tuple{
    &FillRow::trade, &FillRow::order, &FillRow::account, &FillRow::market, &FillRow::side,
    &FillRow::maker, &FillRow::price, &FillRow::lots,    &FillRow::fee,    &FillRow::time};
template <>
inline constexpr auto kFields<TradeRow> =
    std::tuple{&TradeRow::aggregate, &TradeRow::price, &TradeRow::lots, &TradeRow::time,
               &TradeRow::buyer_is_maker};

template <>
inline constexpr auto kFields<PreventionRow> =
    std::tuple{&PreventionRow::prevention,  &PreventionRow::market,     &PreventionRow::maker_order,
               &PreventionRow::taker_order, &PreventionRow::maker,      &PreventionRow::taker,
               &PreventionRow::group,       &PreventionRow::mode,       &PreventionRow::price,
               &PreventionRow::maker_lots,  &PreventionRow::taker_lots, &PreventionRow::time};
template <>
inline constexpr auto kFields<AmendmentRow> =
    std::tuple{&AmendmentRow::execution,   &AmendmentRow::order,        &AmendmentRow::account,
               &AmendmentRow::market,      &AmendmentRow::price_before, &AmendmentRow::price,
               &AmendmentRow::lots_before, &AmendmentRow::lots,         &AmendmentRow::time};
template <>
inline constexpr auto kFields<ListRow> = std::tuple{&ListRow::list,
                                                    &ListRow::account,
                                                    &ListRow::market,
                                                    &ListRow::kind,
                                                    &ListRow::ended,
                                                    ElementPath{&ListRow::orders, 0},
                                                    ElementPath{&ListRow::orders, 1},
                                                    ElementPath{&ListRow::orders, 2},
                                                    &ListRow::created,
                                                    &ListRow::updated};
template <>
inline constexpr auto kFields<RequestRow> = std::tuple{
    &RequestRow::number, &RequestRow::identity, &RequestRow::sequence, &RequestRow::position};

namespace {

constexpr std::uint8_t kRowFormat = 1;

// The texts of a row, in the order of their columns.

template <class Row>
void each_text(Row&, auto&&)
    requires(!requires(Row row) { row.client_id; })
{}
void each_text(auto& order, auto&& visit)
    requires std::is_same_v<std::remove_cvref_t<decltype(order)>, OrderRow>
{
    visit(order.client_id);
}
void each_text(auto& amendment, auto&& visit)
    requires std::is_same_v<std::remove_cvref_t<decltype(amendment)>, AmendmentRow>
{
    visit(amendment.client_id_before);
    visit(amendment.client_id);
}
void each_text(auto& list, auto&& visit)
    requires std::is_same_v<std::remove_cvref_t<decltype(list)>, ListRow>
{
    visit(list.client_id);
    for (auto& client_id : list.order_ids) visit(client_id);
}

constexpr Timestamp kItDidNot{-1};

/// As it is stored: most orders work from the beginning.
OrderRow stored(OrderRow row) {
    const bool worked = row.working_since != Timestamp{};
    row.working_since = worked ? Timestamp{(row.working_since - row.created).value()} : kItDidNot;
    return row;
}
/// The inverse.
void restore(OrderRow& row) {
    const bool worked = row.working_since != kItDidNot;
    row.working_since = worked ? row.created + Duration{row.working_since.value()} : Timestamp{};
}
template <class Row>
const Row& stored(const Row& row) {
    return row;
}
template <class Row>
void restore(Row&) {}

template <class Row>
void pack_columns(std::span<const Row> rows, std::string& to) {
    Sheet<Row> sheet;
    sheet.reset(rows.size());
    for (const Row& row : rows)
        sheet.add([&, as_stored = stored(row)](auto put) {
            each_field(as_stored, as_stored,
                       [&](const auto& field, const auto&, std::size_t column) {
                           put(column, to_bits(field));
                       });
        });
    sheet.write(to);
}

/// How many texts each row has.
template <class Row>
std::size_t count_texts() {
    std::size_t count = 0;
    const Row row{};
    each_text(row, [&](const ClientId&) { ++count; });
    return count;
}

template <class Row>
void pack_texts(std::span<const Row> rows, std::string& to) {
    std::vector<std::vector<std::uint64_t>> lengths(count_texts<Row>());
    std::string characters;
    for (const Row& row : rows) {
        auto column = lengths.begin();
        each_text(row, [&](const ClientId& text) {
            column++->push_back(text.view().size());
            characters += text.view();
        });
    }
    for (const auto& column : lengths) write_column(column, to);
    to += characters;
}

template <class Row>
void pack_rows(std::span<const Row> rows, std::string& to) {
    put_little(kRowFormat, to);
    put_little(static_cast<std::uint32_t>(rows.size()), to);
    pack_columns(rows, to);
    pack_texts(rows, to);
}

template <class Row>
bool unpack_columns(std::string_view& from, std::span<Row> to) {
    SheetReader<Row> sheet;
    if (!sheet.open(from, to.size())) return false;
    bool good = true;
    for (Row& row : to) {
        each_field(row, row, [&](auto& field, auto&, std::size_t column) {
            good = from_bits(sheet.next(column), field) && good;
        });
        restore(row);
    }
    return good;
}

bool take_client_id(std::string_view& from, std::uint64_t length, ClientId& to) {
    if (length > ClientId::kMost || length > from.size()) return false;
    to = ClientId{from.substr(0, length)};
    from.remove_prefix(length);
    return true;
}

template <class Row>
bool unpack_texts(std::string_view& from, std::span<Row> to) {
    std::vector<ColumnReader> lengths(count_texts<Row>());
    for (ColumnReader& column : lengths)
        if (!column.open(from, to.size())) return false;
    bool good = true;
    for (Row& row : to) {
        auto column = lengths.begin();
        each_text(row, [&](ClientId& text) {
            good = good && take_client_id(from, column++->next(), text);
        });
    }
    return good;
}

template <class Row>
bool unpack_rows(std::string_view from, std::vector<Row>& to) {
    // A column of equal numbers has no length, so the count alone must not ask for memory.
    constexpr std::uint32_t kRowsMost = 1U << 20;
    std::uint8_t format = 0;
    std::uint32_t count = 0;
    if (!take_little(from, format) || !take_little(from, count)) return false;
    if (format != kRowFormat || count > kRowsMost) return false;
    const std::size_t first = to.size();
    to.resize(first + count);
    const std::span<Row> added = std::span{to}.subspan(first);
    return unpack_columns(from, added) && unpack_texts(from, added) && from.empty();
}

}  // namespace

void pack(std::span<const OrderRow> rows, std::string& to) {
    pack_rows(rows, to);
}
void pack(std::span<const FillRow> rows, std::string& to) {
    pack_rows(rows, to);
}
void pack(std::span<const PreventionRow> rows, std::string& to) {
    pack_rows(rows, to);
}
void pack(std::span<const AmendmentRow> rows, std::string& to) {
    pack_rows(rows, to);
}
void pack(std::span<const ListRow> rows, std::string& to) {
    pack_rows(rows, to);
}
void pack(std::span<const TradeRow> rows, std::string& to) {
    pack_rows(rows, to);
}
void pack(std::span<const RequestRow> rows, std::string& to) {
    pack_rows(rows, to);
}

bool unpack(std::string_view bytes, std::vector<OrderRow>& to) {
    return unpack_rows(bytes, to);
}
bool unpack(std::string_view bytes, std::vector<FillRow>& to) {
    return unpack_rows(bytes, to);
}
bool unpack(std::string_view bytes, std::vector<PreventionRow>& to) {
    return unpack_rows(bytes, to);
}
bool unpack(std::string_view bytes, std::vector<AmendmentRow>& to) {
    return unpack_rows(bytes, to);
}
bool unpack(std::string_view bytes, std::vector<ListRow>& to) {
    return unpack_rows(bytes, to);
}
bool unpack(std::string_view bytes, std::vector<TradeRow>& to) {
    return unpack_rows(bytes, to);
}
bool unpack(std::string_view bytes, std::vector<RequestRow>& to) {
    return unpack_rows(bytes, to);
}

}  // namespace divmid::storage
