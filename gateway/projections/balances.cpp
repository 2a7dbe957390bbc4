// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/balances.hpp"

namespace divmid::gateway {

void Balances::apply(const Record& record) {
    const Timestamp time = record.tick.time;
    const auto terms = [&](MarketId market) -> const MarketTerms& {
        return catalog_.market(market)->terms;
    };
    for (const Deposited& event : record.events.all<Deposited>()) post(postings(event), time);
    // Entries add up in any order, so each kind is one walk over its column.
    record.events.each_column([&]<class Event>(std::span<const Event> column) {
        if constexpr (MovesMoney<Event>)
            for (const Event& event : column) post(postings(event, terms(market_of(event))), time);
    });
}

Balance Balances::balance(AccountId account, AssetId asset) const {
    const auto found = purses_.find(account);
    if (found == purses_.end() || found->second.balances.size() <= asset.value()) return {};
    return found->second.balances[asset.value()];
}

Timestamp Balances::updated(AccountId account) const {
    const auto found = purses_.find(account);
    return found == purses_.end() ? Timestamp{} : found->second.updated;
}

void Balances::post(const Postings& postings, Timestamp time) {
    for (const Posting& posting : postings.entries()) {
        Purse& purse = purses_[posting.account];
        if (purse.balances.size() <= posting.asset.value())
            purse.balances.resize(posting.asset.value() + 1U);
        Balance& balance = purse.balances[posting.asset.value()];
        const Amount before = balance.available + balance.held;
        balance.available += posting.available;
        balance.held += posting.held;
        purse.updated = time;
        if (sums_.size() <= posting.asset.value()) sums_.resize(posting.asset.value() + 1U);
        sums_[posting.asset.value()] += balance.available + balance.held - before;
    }
}

}  // namespace divmid::gateway
