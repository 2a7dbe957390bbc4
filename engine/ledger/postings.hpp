// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "engine/event.hpp"
#include "engine/terms.hpp"
#include "engine/types.hpp"

namespace divmid {

/// One ledger entry: what an event adds to (or takes from) an account's available and held amount.
struct Posting {
    AccountId account;
    AssetId asset;
    Amount available;
    Amount held;
};

/// The entries of one event: their sum over all accounts is zero for each asset.
class Postings {
public:
    void add(const Posting& posting) { entries_[size_++] = posting; }
    [[nodiscard]] std::span<const Posting> entries() const { return {entries_.data(), size_}; }

private:
    static constexpr std::size_t kMost = 6;  // A trade: two assets a side, and a fee of each.

    std::array<Posting, kMost> entries_{};
    std::size_t size_ = 0;
};

// What an event does to the ledger, and nothing else does: the engine posts these entries, and so
// does every projection that shows a balance. Requires: `terms` are of the event's market.

[[nodiscard]] Postings postings(const Deposited& event);
[[nodiscard]] Postings postings(const TradeExecuted& event, const MarketTerms& terms);
[[nodiscard]] Postings postings(const OrderRested& event, const MarketTerms& terms);
[[nodiscard]] Postings postings(const OrderCanceled& event, const MarketTerms& terms);

}  // namespace divmid
