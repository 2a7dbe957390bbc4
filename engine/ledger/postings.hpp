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

/// From an account's available amount into its hold; back, where it is negative.
[[nodiscard]] inline Posting to_hold(AccountId account, AssetId asset, Amount amount) {
    return {account, asset, Amount{} - amount, amount};
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

// Orders that wait hold an amount of their own.

template <class Post>
void each_posting(const OrderWaits& event, const MarketTerms& terms, Post&& post) {
    post(to_hold(event.account, held_asset(event.side, terms), event.held));
}

template <class Post>
void each_posting(const OrderAwoke& event, const MarketTerms& terms, Post&& post) {
    post(to_hold(event.account, held_asset(event.side, terms), Amount{} - event.released));
}

template <class Post>
void each_posting(const WaitingEnded& event, const MarketTerms& terms, Post&& post) {
    post(to_hold(event.account, held_asset(event.side, terms), Amount{} - event.released));
}

template <class Post>
void each_posting(const WaitingAmended& event, const MarketTerms& terms, Post&& post) {
    post(to_hold(event.account, held_asset(event.side, terms), event.held - event.held_before));
}

template <class Post>
void each_posting(const TradePrevented& event, const MarketTerms& terms, Post&& post) {
    const Side maker_side = opposite(event.taker_side);
    const Amount freed = hold(maker_side, event.price, event.maker_lots, terms);
    post(to_hold(event.maker, held_asset(maker_side, terms), Amount{} - freed));
    if (event.taker_price == Ticks{}) return;
    const Amount too = hold(event.taker_side, event.taker_price, event.taker_lots, terms);
    post(to_hold(event.taker, held_asset(event.taker_side, terms), Amount{} - too));
}

template <class Post>
void each_posting(const OrderAmended& event, const MarketTerms& terms, Post&& post) {
    const Amount before = hold(event.side, event.price_before, event.lots_before, terms);
    const Amount after =
        event.kept_place ? hold(event.side, event.price, event.lots, terms) : Amount{};
    post(to_hold(event.account, held_asset(event.side, terms), after - before));
}

template <class Post>
void each_posting(const AuctionTraded& event, const MarketTerms& terms, Post&& post) {
    const Amount none{};
    const TradeExecuted& trade = event.trade;
    const bool taker_buys = trade.taker_side == Side::buy;
    const AccountId buyer = taker_buys ? trade.taker : trade.maker;
    const AccountId seller = taker_buys ? trade.maker : trade.taker;
    const Amount buyer_fee = taker_buys ? trade.taker_fee : trade.maker_fee;
    const Amount seller_fee = taker_buys ? trade.maker_fee : trade.taker_fee;
    const Ticks limit = taker_buys ? event.taker_price : event.maker_price;
    const Amount held = hold(Side::buy, limit, trade.lots, terms);
    const Amount paid = hold(Side::buy, trade.price, trade.lots, terms);
    const Amount sold = hold(Side::sell, trade.price, trade.lots, terms);

    post(Posting{buyer, terms.quote, held - paid, none - held});
    post(Posting{seller, terms.quote, paid - seller_fee, none});
    post(Posting{kFees, terms.quote, seller_fee, none});
    post(Posting{seller, terms.base, none, none - sold});
    post(Posting{buyer, terms.base, sold - buyer_fee, none});
    post(Posting{kFees, terms.base, buyer_fee, none});
}

template <class Post>
void each_posting(const TradeBusted& event, const MarketTerms& terms, Post&& post) {
    const Amount none{};
    const Amount paid = hold(Side::buy, event.price, event.lots, terms);
    const Amount sold = hold(Side::sell, event.price, event.lots, terms);

    post(Posting{event.buyer, terms.quote, paid, none});
    post(Posting{event.seller, terms.quote, none - (paid - event.seller_fee - event.seller_owes),
                 none});
    post(Posting{kFees, terms.quote, none - event.seller_fee, none});
    post(Posting{kReceivable, terms.quote, none - event.seller_owes, none});
    post(Posting{event.seller, terms.base, sold, none});
    post(
        Posting{event.buyer, terms.base, none - (sold - event.buyer_fee - event.buyer_owes), none});
    post(Posting{kFees, terms.base, none - event.buyer_fee, none});
    post(Posting{kReceivable, terms.base, none - event.buyer_owes, none});
}

/// Events of a market that move money.
template <class Event>
concept MovesMoney = requires(const Event& event, const MarketTerms& terms) {
    each_posting(event, terms, [](const Posting&) {});
};

/// The market whose terms the entries need.
template <MovesMoney Event>
[[nodiscard]] MarketId market_of(const Event& event) {
    if constexpr (requires { event.market; })
        return event.market;
    else
        return event.trade.market;
}

/// The entries of one event, as a value.
class Postings {
public:
    void add(const Posting& posting) { entries_[size_++] = posting; }
    [[nodiscard]] std::span<const Posting> entries() const { return {entries_.data(), size_}; }

private:
    static constexpr std::size_t kMost = 8;  // A busted trade, both parties owing.

    std::array<Posting, kMost> entries_{};
    std::size_t size_ = 0;
};

/// As each_posting(): `event...` is an event, and its market's terms where it has a market.
template <class... Event>
[[nodiscard]] Postings postings(const Event&... event) {
    Postings all;
    each_posting(event..., [&](const Posting& posting) { all.add(posting); });
    return all;
}

}  // namespace divmid
