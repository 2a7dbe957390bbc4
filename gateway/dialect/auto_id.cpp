// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/auto_id.hpp"

#include <array>
#include <charconv>
#include <concepts>

namespace divmid::gateway {
namespace {

constexpr std::string_view kPrefix = "auto:";
constexpr std::string_view kListPrefix = "auto:list:";
constexpr int kBase = 36;

template <std::unsigned_integral T>
bool parse_number(std::string_view text, T& number) {
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, kBase);
    return read.ec == std::errc{} && read.ptr == end;
}

}  // namespace

void append_base36(std::string& to, std::uint64_t number) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number, kBase).ptr;
    to.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_auto_id(std::string& to, OrderName name) {
    to += kPrefix;
    append_base36(to, name.market.value());
    to += ':';
    append_base36(to, name.order.value());
}

bool is_auto_id(std::string_view client_id) {
    return client_id.starts_with(kPrefix);
}

std::optional<OrderName> parse_auto_id(std::string_view client_id) {
    if (!is_auto_id(client_id)) return std::nullopt;
    const std::string_view numbers = client_id.substr(kPrefix.size());
    const std::size_t colon = numbers.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    std::uint16_t market = 0;
    std::uint64_t order = 0;
    if (!parse_number(numbers.substr(0, colon), market) ||
        !parse_number(numbers.substr(colon + 1), order) || order == 0)
        return std::nullopt;
    const OrderName name{MarketId{market}, OrderId{order}};
    std::string written;  // Leading zeros and capitals would be other names of the same order.
    append_auto_id(written, name);
    return written == client_id ? std::optional{name} : std::nullopt;
}

std::string shown_client_id(const storage::OrderRow& order) {
    std::string id{order.client_id.view()};
    if (id.empty()) append_auto_id(id, {order.market, order.order});
    return id;
}

std::string shown_client_id(const storage::ListRow& list, std::size_t leg) {
    std::string id{list.order_ids[leg].view()};
    if (id.empty()) append_auto_id(id, {list.market, list.orders[leg]});
    return id;
}

std::string shown_client_id(const storage::ListRow& list) {
    std::string id{list.client_id.view()};
    if (!id.empty()) return id;
    id += kListPrefix;
    append_base36(id, list.list.value());
    return id;
}

std::optional<ListId> parse_auto_list_id(std::string_view client_id) {
    if (!client_id.starts_with(kListPrefix)) return std::nullopt;
    std::uint64_t list = 0;
    const std::string_view number = client_id.substr(kListPrefix.size());
    if (!parse_number(number, list) || list == 0) return std::nullopt;
    std::string written;  // As above: one list, one name.
    append_base36(written, list);
    return written == number ? std::optional{ListId{list}} : std::nullopt;
}

std::string shown_cancel_id(const storage::OrderRow& order, std::string_view cancel_id) {
    std::string shown{cancel_id};
    if (!shown.empty()) return shown;
    append_auto_id(shown, {order.market, order.order});
    return shown += ":cancel";
}

}  // namespace divmid::gateway
