// SPDX-License-Identifier: Apache-2.0
#include "engine/look_ahead.hpp"

namespace divmid {

namespace {

// Each distance leaves time for what the one before it asked for to arrive.
constexpr std::ptrdiff_t kFar = 12;
constexpr std::ptrdiff_t kMiddle = 8;
constexpr std::ptrdiff_t kNear = 4;

/// The orders of a smaller market are in the cache anyway.
constexpr std::size_t kOpenOrdersLeast = std::size_t{1} << 15;

/// The command `distance` places after this one in its column, null beyond the end.
template <class Command>
const Command* after(const Command& command, std::span<const Command> column,
                     std::ptrdiff_t distance) {
    const std::ptrdiff_t left = column.data() + column.size() - &command;
    return distance < left ? &command + distance : nullptr;
}

}  // namespace

const Market* LookAhead::large_market(MarketId id) const {
    if (!state_.known(id)) return nullptr;
    const Market& market = state_.market(id);
    return market.open_orders() < kOpenOrdersLeast ? nullptr : &market;
}

void LookAhead::from(const PlaceOrder& command) const {
    const Market* const market = large_market(command.market);
    if (market == nullptr) return;
    if (const PlaceOrder* far = after(command, places_, kMiddle)) fetch_level(*market, *far);
    if (const PlaceOrder* near = after(command, places_, kNear)) fetch_tail(*market, *near);
}

void LookAhead::from(const CancelOrder& command) const {
    const Market* const market = large_market(command.market);
    if (market == nullptr) return;
    if (const CancelOrder* far = after(command, cancels_, kFar)) market->prefetch(far->order);
    if (const CancelOrder* middle = after(command, cancels_, kMiddle)) {
        state_.keys.prefetch(middle->key);
        market->prefetch(middle->account);
        fetch_order(*market, middle->order);
    }
    if (const CancelOrder* near = after(command, cancels_, kNear))
        fetch_neighbours(*market, near->order);
}

void LookAhead::from(const ReplaceOrder& command) const {
    const Market* const market = large_market(command.market);
    if (market == nullptr) return;
    if (const ReplaceOrder* far = after(command, replaces_, kFar)) market->prefetch(far->replaced);
    if (const ReplaceOrder* middle = after(command, replaces_, kMiddle)) {
        fetch_level(*market, *middle);
        fetch_order(*market, middle->replaced);
    }
    if (const ReplaceOrder* near = after(command, replaces_, kNear)) {
        fetch_tail(*market, *near);
        fetch_neighbours(*market, near->replaced);
    }
}

// A guess that the next commands are for the same market costs little when it is wrong.

template <class Placing>
void LookAhead::fetch_level(const Market& market, const Placing& command) const {
    state_.keys.prefetch(command.key);
    fetch_account(command.account, held_asset(command.side, market.terms()));
    market.prefetch(command.account);
    market.book().prefetch(command.side, market.terms().ticks(command.price));
}

template <class Placing>
void LookAhead::fetch_tail(const Market& market, const Placing& command) {
    market.prefetch_tail(command.side, market.terms().ticks(command.price));
}

void LookAhead::fetch_order(const Market& market, OrderId order) const {
    market.prefetch(market.find(order));
}

void LookAhead::fetch_neighbours(const Market& market, OrderId id) const {
    const OrderSlot& order = market[market.find(id)];
    market.prefetch(order.next);
    market.prefetch(order.prev);
    fetch_account(order.account(), held_asset(order.side(), market.terms()));
}

void LookAhead::fetch_account(AccountId account, AssetId asset) const {
    if (state_.accounts.known(account)) state_.ledger.prefetch(account, asset);
}

}  // namespace divmid
