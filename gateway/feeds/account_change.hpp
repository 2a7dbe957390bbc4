// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "gateway/projections/balances.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

// What a record did to one account, in the engine's words.

using storage::ExecutionId;

/// Something happened to an order.
struct ExecutionReport {
    enum class Kind : std::uint8_t { accepted, traded, canceled, expired, amended, prevented };

    Kind kind{};
    storage::OrderRow order;  ///< As it is right after.
    ExecutionId id;

    // Of a trade; else zeros.
    TradeId trade;
    Ticks price;
    Lots lots;
    Amount fee;  ///< In the asset received.
    bool maker{};

    storage::ClientId cancel_id;  ///< The cancel's own, if it was given one.

    /// Of an order that lost something by self-trade prevention, ended or not; else null.
    struct Prevention {
        PreventionId prevention;
        OrderId counter_order;
        TradeGroupId group;
        Ticks price;
        Lots lots;  ///< That this order lost.
    };
    std::optional<Prevention> prevention{};
    storage::ClientId amended_id{};  ///< Of an amended order: the client id that it had before.
};

/// Something happened to an order list: it stands behind the reports of that.
struct ListReport {
    enum class Kind : std::uint8_t { accepted, updated, ended };

    Kind kind{};
    storage::ListRow list;
};

/// Money or units arrived from outside.
struct BalanceUpdate {
    AssetId asset;
    Amount amount;
};

/// What the account has after a command, of the assets that the command touched.
struct AccountPosition {
    struct Holding {
        AssetId asset;
        Balance balance;
    };
    std::vector<Holding> holdings;
};

/// What was begun with this key ends here.
struct KeyEnd {
    KeyId key;
};

struct AccountChange {
    AccountId account;
    std::variant<ExecutionReport, ListReport, BalanceUpdate, AccountPosition, KeyEnd> what;
};

}  // namespace divmid::gateway
