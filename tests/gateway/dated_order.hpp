// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/command.hpp"
#include "gateway/inbox.hpp"

namespace divmid::gateway {

/// A market in which account 100 has an order that expires at `expiry`.
inline void order_until(Inbox& inbox, Timestamp expiry) {
    inbox.submit(ListAsset{.symbol = inbox.arena().add("DVM"), .scale = 0});
    inbox.submit(ListAsset{.symbol = inbox.arena().add("USD"), .scale = 0});
    inbox.submit(ListMarket{.symbol = inbox.arena().add("DVMUSD"),
                            .base = AssetId{1},
                            .quote = AssetId{2},
                            .tick_size = Price{1},
                            .lot_size = Quantity{1},
                            .price_min = Price{1},
                            .price_max = Price{1000},
                            .quantity_min = Quantity{1},
                            .quantity_max = Quantity{1000},
                            .notional_min = Amount{1},
                            .open_orders_max = 10,
                            .maker_fee = {},
                            .taker_fee = {}});
    inbox.submit(OpenAccount{});
    inbox.submit(AddKey{.account = kFirstUser,
                        .scopes = kAllScopes,
                        .algorithm = {},
                        .name = inbox.arena().add("0123456789abcdef"),
                        .public_key = {}});
    inbox.submit(
        Deposit{.account = kFirstUser, .asset = AssetId{1}, .amount = Amount{10}, .note = {}});
    PlaceOrder order;
    order.account = kFirstUser;
    order.key = KeyId{1};
    order.market = MarketId{1};
    order.side = Side::sell;
    order.time_in_force = TimeInForce::good_till_date;
    order.price = Price{5};
    order.quantity = Quantity{5};
    order.budget_or_expiry = expiry.value();
    inbox.submit(order);
}

}  // namespace divmid::gateway
