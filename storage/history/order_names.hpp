// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "engine/types.hpp"
#include "storage/history.hpp"

namespace divmid::storage {

/// What the exchange calls an order.
struct OrderName {
    MarketId market;
    OrderId order;
    friend bool operator==(const OrderName&, const OrderName&) = default;
};

[[nodiscard]] inline OrderName name_of(const OrderRow& row) {
    return {row.market, row.order};
}

/// Ids are counters: the multiplication spreads them over all bits.
[[nodiscard]] inline std::size_t spread(std::uint64_t bits) noexcept {
    return static_cast<std::size_t>(bits * 0x9E37'79B9'7F4A'7C15ULL);
}

struct OrderNameHash {
    std::size_t operator()(const OrderName& name) const noexcept {
        return spread(name.order.value() << 16 | name.market.value());
    }
};

/// What its owner calls an order: one open order at a time, many one after the other.
struct ClientName {
    AccountId account;
    MarketId market;
    ClientId client_id;
    friend bool operator==(const ClientName&, const ClientName&) = default;
};

[[nodiscard]] inline ClientName client_name_of(const OrderRow& row) {
    return {row.account, row.market, row.client_id};
}

struct ClientNameHash {
    std::size_t operator()(const ClientName& name) const noexcept {
        const std::size_t text = std::hash<std::string_view>{}(name.client_id.view());
        return text ^ spread(std::uint64_t{name.account.value()} << 16 | name.market.value());
    }
};

template <class Value>
using ByOrderName = boost::unordered_flat_map<OrderName, Value, OrderNameHash>;
template <class Value>
using ByClientName = boost::unordered_flat_map<ClientName, Value, ClientNameHash>;

}  // namespace divmid::storage
