// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "engine/state.hpp"

namespace divmid {

namespace {

/// What the open orders set aside, by account and asset.
class Holds {
public:
    explicit Holds(const Ledger& ledger)
        : assets_{ledger.assets()}, held_(ledger.accounts() * assets_) {}

    Amount& of(AccountId account, AssetId asset) {
        return held_[std::size_t{account.value()} * assets_ + asset.value()];
    }

    void add(const Market& market, Side side) {
        const OrderBook& book = market.book();
        for (Ticks price = book.best(side); price != Ticks{}; price = book.worse(side, price))
            for (SlotIndex at = book.level(side, price).head; at != 0; at = market[at].next)
                of(market[at].account(), held_asset(side, market.terms())) +=
                    hold(side, price, market.open_lots(at), market.terms());
    }

    void add_waiting(const Market& market) {
        market.waiting().each([&](OrderId id, const WaitingOrder& waiting) {
            const OrderSlot& order = market[market.find(id)];
            of(order.account(), held_asset(order.side(), market.terms())) += waiting.held;
        });
    }

private:
    std::size_t assets_;
    std::vector<Amount> held_;
};

}  // namespace

void Exchange::check_invariants() const {
    const Ledger& ledger = state_->ledger;
    ledger.check_invariants();
    Holds holds{ledger};
    for (const Market& market : state_->markets) {
        market.check_invariants();
        holds.add(market, Side::buy);
        holds.add(market, Side::sell);
        holds.add_waiting(market);
    }
    for (std::uint32_t account = 0; account < ledger.accounts(); ++account)
        for (std::size_t i = 0; i < ledger.assets(); ++i) {
            const AssetId asset{static_cast<std::uint16_t>(i)};
            ENSURE(ledger.balance(AccountId{account}, asset).held ==
                   holds.of(AccountId{account}, asset));
        }
}

}  // namespace divmid
