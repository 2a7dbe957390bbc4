// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <vector>

#include "engine/ledger/postings.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

struct Balance {
    Amount available;
    Amount held;

    friend bool operator==(const Balance&, const Balance&) = default;
};

/// What each account has, by the postings of released events: the same function that the engine
/// posts by, so the two cannot differ.
class Balances final : public storage::Projection {
public:
    /// The catalog is applied before this.
    explicit Balances(const Catalog& catalog) : catalog_{catalog} {}

    void apply(const Record& record) override;

    [[nodiscard]] Balance balance(AccountId account, AssetId asset) const;
    /// Of all accounts together, the exchange's own ones included: zero.
    [[nodiscard]] Amount sum(AssetId asset) const {
        return asset.value() < sums_.size() ? sums_[asset.value()] : Amount{};
    }
    /// Time of the last record that touched the account; zero when none did.
    [[nodiscard]] Timestamp updated(AccountId account) const;

private:
    struct Purse {
        std::vector<Balance> balances;  ///< By asset.
        Timestamp updated;
    };

    void post(const Postings& postings, Timestamp time);

    const Catalog& catalog_;
    boost::unordered_flat_map<AccountId, Purse, std::hash<AccountId>> purses_;
    std::vector<Amount> sums_;  ///< By asset, kept as balances change: nobody walks all accounts.
};

}  // namespace divmid::gateway
