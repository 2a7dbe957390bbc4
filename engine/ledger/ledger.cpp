// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/ledger.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace divmid {

void Ledger::cover(AccountId last) {
    const std::size_t rows = std::size_t{last.value()} + 1;
    if (rows > rows_) resize(rows, stride_);
}

void Ledger::cover(AssetId last) {
    const std::size_t assets = std::size_t{last.value()} + 1;
    assets_ = std::max(assets_, assets);
    if (assets_ > stride_) resize(rows_, std::bit_ceil(assets_));
}

void Ledger::resize(std::size_t rows, std::size_t stride) {
    if (stride == stride_) {
        cells_.resize(rows * stride);
    } else {
        std::vector<Balance> wider(rows * stride);
        for (std::size_t row = 0; row < rows_; ++row)
            std::copy_n(&cells_[row * stride_], stride_, &wider[row * stride]);
        cells_ = std::move(wider);
    }
    rows_ = rows;
    stride_ = stride;
}

bool Ledger::has_room(AssetId asset, Amount deposit) const {
    const Amount given_out = Amount{} - balance(kFunding, asset).available;
    return deposit <= kSupplyMost - given_out;
}

void Ledger::check_invariants() const {
    std::vector<Amount> sums(stride_);
    for (std::size_t row = 0; row < rows_; ++row) {
        const AccountId account{static_cast<std::uint32_t>(row)};
        for (std::size_t asset = 0; asset < stride_; ++asset) {
            const Balance& balance = cells_[row * stride_ + asset];
            ENSURE(balance.available >= Amount{} || may_be_negative(account));
            ENSURE(balance.held >= Amount{});
            sums[asset] += balance.available;
            sums[asset] += balance.held;
        }
    }
    for (const Amount sum : sums) ENSURE(sum == Amount{});
}

}  // namespace divmid
