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

// What an event does to the ledger, and nothing else does: the engine posts these entries, and so
// does every projection that shows a balance. Their sum over all accounts is zero for each asset.
// Each calls `post(const Posting&)` per entry. Requires: `terms` are of the event's market.

/// What an order of this size sets aside while it rests: quote for a buy, base for a sell.
[[nodiscard]] inline Amount hold(Side side, Ticks price, Lots lots, const MarketTerms& terms) {
    return side == Side::buy ? terms.notional(price, lots) : Amount{terms.quantity(lots).value()};
}

[[nodiscard]] inline AssetId held_asset(Side side, const MarketTerms& terms) {
    return side == Side::buy ? terms.quote : terms.base;
}

template <class Post>
void each_posting(const Deposited& event, Post&& post) {
    const Amount none{};
    post(Posting{kFunding, event.asset, none - event.amount, none});
    post(Posting{event.account, event.asset, event.amount, none});
}

template <class Post>
void each_posting(const OrderRested& event, const MarketTerms& terms, Post&& post) {
    const Amount amount = hold(event.side, event.price, event.lots, terms);
    post(Posting{event.account, held_asset(event.side, terms), Amount{} - amount, amount});
}

template <class Post>
void each_posting(const OrderCanceled& event, const MarketTerms& terms, Post&& post) {
    const Amount amount = hold(event.side, event.price, event.lots, terms);
    post(Posting{event.account, held_asset(event.side, terms), amount, Amount{} - amount});
}

template <class Post>
void each_posting(const TradeExecuted& event, const MarketTerms& terms, Post&& post) {
    const Amount none{};
    const Side maker_side = opposite(event.taker_side);
    // What the taker gives is what the maker gets, in the asset that the taker's side holds.
    const Amount given = hold(event.taker_side, event.price, event.lots, terms);
    const Amount taken = hold(maker_side, event.price, event.lots, terms);
    const AssetId given_asset = held_asset(event.taker_side, terms);
    const AssetId taken_asset = held_asset(maker_side, terms);

    post(Posting{event.taker, given_asset, none - given, none});
    post(Posting{event.maker, given_asset, given - event.maker_fee, none});
    post(Posting{kFees, given_asset, event.maker_fee, none});
    post(Posting{event.maker, taken_asset, none, none - taken});
    post(Posting{event.taker, taken_asset, taken - event.taker_fee, none});
    post(Posting{kFees, taken_asset, event.taker_fee, none});
}

/// The entries of one event, as a value.
class Postings {
public:
    void add(const Posting& posting) { entries_[size_++] = posting; }
    [[nodiscard]] std::span<const Posting> entries() const { return {entries_.data(), size_}; }

private:
    static constexpr std::size_t kMost = 6;  // A trade: two assets a side, and a fee of each.

    std::array<Posting, kMost> entries_{};
    std::size_t size_ = 0;
};

[[nodiscard]] Postings postings(const Deposited& event);
[[nodiscard]] Postings postings(const TradeExecuted& event, const MarketTerms& terms);
[[nodiscard]] Postings postings(const OrderRested& event, const MarketTerms& terms);
[[nodiscard]] Postings postings(const OrderCanceled& event, const MarketTerms& terms);

}  // namespace divmid
