// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/balance_fold.hpp"
#include "engine/ledger/ledger.hpp"
#include "engine/market_terms.hpp"

#include <algorithm>

namespace divmid {

void BalanceFold::apply(const Record& record) {
    record.events.visit(Overloaded{
        [this](std::size_t, const MarketListed& e) { terms_[e.market] = terms_of(e); },
        [this](std::size_t, const Deposited& e) { post(postings(e)); },
        [this]<class Event>(std::size_t, const Event& e) {
            if constexpr (MovesMoney<Event>) post(postings(e, terms_.at(market_of(e))));
        },
    });
}

Amount BalanceFold::available(AccountId account, AssetId asset) const {
    const auto found = balances_.find({account, asset});
    return found == balances_.end() ? Amount{} : found->second.available;
}

Amount BalanceFold::held(AccountId account, AssetId asset) const {
    const auto found = balances_.find({account, asset});
    return found == balances_.end() ? Amount{} : found->second.held;
}

Amount BalanceFold::sum(AssetId asset) const {
    Amount sum;
    for (const auto& [key, balance] : balances_)
        if (key.second == asset) sum += balance.available + balance.held;
    return sum;
}

bool BalanceFold::anybody_owes() const {
    return std::ranges::any_of(balances_, [](const auto& entry) {
        const auto& [key, balance] = entry;
        return balance.held < Amount{} ||
               (balance.available < Amount{} && !may_be_negative(key.first));
    });
}

void BalanceFold::post(const Postings& postings) {
    for (const Posting& entry : postings.entries()) {
        Balance& balance = balances_[{entry.account, entry.asset}];
        balance.available += entry.available;
        balance.held += entry.held;
    }
}

}  // namespace divmid
