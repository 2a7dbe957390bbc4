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

MarketId LookAhead::first_market() const {
    if (!places_.empty()) return places_.front().market;
    if (!cancels_.empty()) return cancels_.front().market;
    return replaces_.empty() ? MarketId{} : replaces_.front().market;
}

const Market* LookAhead::large_market() const {
    const MarketId id = first_market();
    if (!state_.known(id)) return nullptr;
    const Market& market = state_.market(id);
    return market.open_orders() < kOpenOrdersLeast ? nullptr : &market;
}

void LookAhead::fetch_from(const PlaceOrder& command) const {
    if (const PlaceOrder* far = after(command, places_, kMiddle)) fetch_level(*far);
    if (const PlaceOrder* near = after(command, places_, kNear)) fetch_tail(*near);
}

void LookAhead::fetch_from(const CancelOrder& command) const {
    if (const CancelOrder* far = after(command, cancels_, kFar)) market_->prefetch(far->order);
    if (const CancelOrder* middle = after(command, cancels_, kMiddle)) {
        state_.keys.prefetch(middle->key);
        market_->prefetch(middle->account);
        fetch_order(middle->order);
    }
    if (const CancelOrder* near = after(command, cancels_, kNear)) fetch_neighbours(near->order);
}

void LookAhead::fetch_from(const ReplaceOrder& command) const {
    if (const ReplaceOrder* far = after(command, replaces_, kFar)) market_->prefetch(far->replaced);
    if (const ReplaceOrder* middle = after(command, replaces_, kMiddle)) {
        fetch_level(*middle);
        fetch_order(middle->replaced);
    }
    if (const ReplaceOrder* near = after(command, replaces_, kNear)) {
        fetch_tail(*near);
        fetch_neighbours(near->replaced);
    }
}

template <class Placing>
void LookAhead::fetch_level(const Placing& command) const {
    state_.keys.prefetch(command.key);
    fetch_account(command.account, held_asset(command.side, market_->terms()));
    market_->prefetch(command.account);
    market_->book().prefetch(command.side, market_->terms().ticks(command.price));
}

template <class Placing>
void LookAhead::fetch_tail(const Placing& command) const {
    market_->prefetch_tail(command.side, market_->terms().ticks(command.price));
}

void LookAhead::fetch_order(OrderId order) const {
    market_->prefetch(market_->find(order));
}

void LookAhead::fetch_neighbours(OrderId id) const {
    const OrderSlot& order = (*market_)[market_->find(id)];
    market_->prefetch(order.next);
    market_->prefetch(order.prev);
    fetch_account(order.account(), held_asset(order.side(), market_->terms()));
}

void LookAhead::fetch_account(AccountId account, AssetId asset) const {
    if (state_.accounts.known(account)) state_.ledger.prefetch(account, asset);
}

}  // namespace divmid
