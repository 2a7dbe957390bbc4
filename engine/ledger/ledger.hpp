// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/check.hpp"
#include "engine/ledger/postings.hpp"
#include "engine/types.hpp"

namespace divmid {

struct Balance {
    Amount available;
    Amount held;

    friend bool operator==(const Balance&, const Balance&) = default;
};

/// Only these may owe: what they gave out is what others have.
[[nodiscard]] constexpr bool may_be_negative(AccountId account) {
    return account == kIssuer || account == kFunding || account == kReceivable;
}

/// Double-entry books of all accounts in all assets, as one dense array. Only events move money:
/// post() books each_posting() of one. A post costs no look-up and no allocation.
class Ledger {
public:
    /// The most of an asset that may ever be given out, so that no sum of balances overflows.
    static constexpr Amount kSupplyMost{std::int64_t{1} << 62};

    /// Makes room for accounts up to and including `last`, with nothing on them.
    void cover(AccountId last);
    /// Makes room for assets up to and including `last`.
    void cover(AssetId last);

    /// Requires: both are covered.
    [[nodiscard]] const Balance& balance(AccountId account, AssetId asset) const {
        return cells_[cell(account, asset)];
    }

    /// Requires: both are covered.
    void prefetch(AccountId account, AssetId asset) const {
        __builtin_prefetch(&cells_[cell(account, asset)]);
    }

    /// Whether a deposit keeps the asset's supply within kSupplyMost.
    [[nodiscard]] bool has_room(AssetId asset, Amount deposit) const;

    template <class... EventAndTerms>
    void post(const EventAndTerms&... event) {
        each_posting(event..., [this](const Posting& posting) { add(posting); });
    }

    /// Sets one balance as it was saved.
    void restore(AccountId account, AssetId asset, const Balance& balance) {
        cells_[cell(account, asset)] = balance;
    }

    [[nodiscard]] std::size_t accounts() const { return rows_; }  ///< Account ids below this.
    [[nodiscard]] std::size_t assets() const { return assets_; }  ///< Asset ids below this.

    /// Ends the process when an asset's balances do not sum to zero or one is negative that may
    /// not be.
    void check_invariants() const;

private:
    [[nodiscard]] std::size_t cell(AccountId account, AssetId asset) const {
        return std::size_t{account.value()} * stride_ + asset.value();
    }

    void add(const Posting& posting) {
        Balance& balance = cells_[cell(posting.account, posting.asset)];
        balance.available += posting.available;
        balance.held += posting.held;
        ENSURE((balance.available.value() | balance.held.value()) >= 0 ||
               may_be_negative(posting.account));
    }

    void resize(std::size_t rows, std::size_t stride);

    std::vector<Balance> cells_;  ///< Row per account, `stride_` cells each.
    std::size_t rows_ = 0;
    std::size_t assets_ = 0;
    std::size_t stride_ = 1;  ///< Grows by doubling, so that listing assets moves little.
};

}  // namespace divmid
