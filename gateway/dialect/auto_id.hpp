// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/history.hpp"

namespace divmid::gateway {

// An order that came without a client id is shown one that follows from market and order id, so
// that nothing has to be stored for it. Clients may not choose ids of this form themselves.

struct OrderName {
    MarketId market;
    OrderId order;

    friend bool operator==(const OrderName&, const OrderName&) = default;
};

void append_base36(std::string& to, std::uint64_t number);

/// auto:<market>:<order>, both in base 36. Appended.
void append_auto_id(std::string& to, OrderName name);

/// Whether it begins as such an id does: reserved.
[[nodiscard]] bool is_auto_id(std::string_view client_id);

/// Nothing when it is not exactly what append_auto_id() writes.
[[nodiscard]] std::optional<OrderName> parse_auto_id(std::string_view client_id);

/// The order's own client id, else its derived one.
[[nodiscard]] std::string shown_client_id(const storage::OrderRow& order);

/// The same of an order of a list, by its place there.
[[nodiscard]] std::string shown_client_id(const storage::ListRow& list, std::size_t leg);

/// The list's own client id, else one derived from the list: auto:list:<list>, in base 36.
[[nodiscard]] std::string shown_client_id(const storage::ListRow& list);

/// The list that such a derived id names. Nothing when it is no such id.
[[nodiscard]] std::optional<ListId> parse_auto_list_id(std::string_view client_id);

/// The cancel's own id, else one derived from the order that it ended.
[[nodiscard]] std::string shown_cancel_id(const storage::OrderRow& order,
                                          std::string_view cancel_id);

}  // namespace divmid::gateway
