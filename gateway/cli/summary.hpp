// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/ledger/postings.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway::cli {

/// What a log comes to: counted from its events alone, so that it says the same as the exchange
/// only if the events explain every balance.
class Summary final : public storage::Projection {
public:
    void apply(const Record& record) override;

    /// Tables of assets, markets and balances, as lines of text. Says so when the books of an
    /// asset do not sum to zero.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] bool conserved() const;

private:
    struct Money {
        Amount available;
        Amount held;
    };
    struct Trading {
        std::int64_t open_orders{};  ///< Accepted less ended: those that wait count too.
        std::uint64_t trades{};      ///< Busted ones too.
        std::uint64_t busted{};
        Ticks last_price;  ///< Of the last trade, busted or not.
        Amount turnover;   ///< Of the quote, in trades that stand.
    };

    /// What events say of money, orders and trades.
    class Reading;

    void post(const Postings& postings);
    [[nodiscard]] const MarketTerms& terms(MarketId market) const;
    /// Over all accounts.
    [[nodiscard]] std::map<AssetId, Int128> sums() const;
    void add_markets(std::string& text) const;
    void add_accounts(std::string& text) const;

    Catalog catalog_;
    std::map<std::pair<AccountId, AssetId>, Money> money_;
    std::map<MarketId, Trading> trading_;
};

}  // namespace divmid::gateway::cli
