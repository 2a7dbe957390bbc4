// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "engine/ledger/postings.hpp"
#include "engine/record.hpp"

namespace divmid {

/// Balances as anybody can keep them: the sum of the postings of all events.
class BalanceFold {
public:
    void apply(const Record& record);

    [[nodiscard]] Amount available(AccountId account, AssetId asset) const;
    [[nodiscard]] Amount held(AccountId account, AssetId asset) const;
    /// Over all accounts, the exchange's own included.
    [[nodiscard]] Amount sum(AssetId asset) const;
    /// Whether some account but the funding account owes something.
    [[nodiscard]] bool anybody_owes() const;

private:
    struct Balance {
        Amount available;
        Amount held;
    };

    void post(const Postings& postings);

    std::map<std::pair<AccountId, AssetId>, Balance> balances_;
    std::map<MarketId, MarketTerms> terms_;
};

}  // namespace divmid
