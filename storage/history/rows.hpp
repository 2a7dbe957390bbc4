// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/history.hpp"

namespace divmid::storage {

// Rows of one account in one segment, or a run of trades of one market or of requests of one lane,
// packed like the columns of a record (README.md, Segments).

void pack(std::span<const OrderRow> rows, std::string& to);
void pack(std::span<const FillRow> rows, std::string& to);
void pack(std::span<const PreventionRow> rows, std::string& to);
void pack(std::span<const AmendmentRow> rows, std::string& to);
void pack(std::span<const ListRow> rows, std::string& to);
/// Without market and trade ids: the key says where they begin.
void pack(std::span<const TradeRow> rows, std::string& to);
/// Without keys and lanes: the key says them.
void pack(std::span<const RequestRow> rows, std::string& to);

/// Appends the rows. False, and `to` unspecified, when the bytes are no such form.
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<OrderRow>& to);
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<FillRow>& to);
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<PreventionRow>& to);
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<AmendmentRow>& to);
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<ListRow>& to);
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<TradeRow>& to);
[[nodiscard]] bool unpack(std::string_view bytes, std::vector<RequestRow>& to);

}  // namespace divmid::storage
