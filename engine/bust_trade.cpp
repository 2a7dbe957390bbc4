// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/turn.hpp"

namespace divmid {

namespace {

/// What the trade moved, and whether it can have been one of this market: no bust moves more than
/// the largest order is worth, nor more fees than were taken.
struct Moved {
    Amount paid;
    Amount sold;
    bool plausible{};
};

Moved moved(const BustTrade& command, const MarketTerms& terms) {
    if (command.price == Ticks{} || command.lots == Lots{} || command.price > terms.price_max ||
        command.lots > terms.lots_max)
        return {};
    const Amount paid = hold(Side::buy, command.price, command.lots, terms);
    const Amount sold = hold(Side::sell, command.price, command.lots, terms);
    const bool fees_fit = command.buyer_fee >= Amount{} && command.buyer_fee <= sold &&
                          command.seller_fee >= Amount{} && command.seller_fee <= paid;
    return {paid, sold, fees_fit};
}

}  // namespace

bool Turn::has_room(const BustTrade& command) const {
    const MarketTerms& terms = state_.market(command.market).terms();
    const auto [paid, sold, plausible] = moved(command, terms);
    const auto fits = [&](AccountId gets, AssetId asset, Amount amount) {
        const Amount lent = Amount{} - state_.ledger.balance(kReceivable, asset).available;
        return state_.ledger.balance(gets, asset).available <= Ledger::kSupplyMost - amount &&
               lent <= Ledger::kSupplyMost - amount;
    };
    return fits(command.buyer, terms.quote, paid) && fits(command.seller, terms.base, sold);
}

Reject Turn::check_bust(const BustTrade& command) const {
    if (!state_.accounts.known(command.buyer) || !state_.accounts.known(command.seller))
        return Reject::unknown_account;
    if (!state_.known(command.market)) return Reject::unknown_market;
    const Market& market = state_.market(command.market);
    const MarketTerms& terms = market.terms();
    const BustedTrades& busted = market.busted();
    if (busted.full()) return Reject::limit_reached;

    if (command.trade == TradeId{} || command.trade > market.last_trade())
        return Reject::trade_unknown;
    // What is said of it need not fit the market as it is now.
    if (busted.forgot(command.trade)) return Reject::trade_too_old;
    const bool plausible = !Accounts::is_system(command.buyer) &&
                           !Accounts::is_system(command.seller) && command.traded <= now_ &&
                           moved(command, terms).plausible;
    if (!plausible) return Reject::trade_unknown;
    if (busted.contains(command.trade)) return Reject::trade_busted;
    if (now_ - command.traded > market.rules().bust_within) return Reject::trade_too_old;
    const auto has_fee = [&](AssetId asset, Amount fee) {
        return state_.ledger.balance(kFees, asset).available >= fee;
    };
    // Fees that were never taken: not this trade.
    if (!has_fee(terms.base, command.buyer_fee) || !has_fee(terms.quote, command.seller_fee))
        return Reject::trade_unknown;
    if (!has_room(command)) return Reject::balance_overflow;
    return command.note.length == 0 ? Reject::note_missing : Reject::none;
}

void Turn::operator()(const BustTrade& command) {
    if (state_.known(command.market)) {
        Market& market = state_.market(command.market);
        market.busted().forget_before(now_, market.rules().bust_within);
    }
    const Reject reason = check_bust(command);
    if (reason != Reject::none) return refuse(reason, command.market, {});

    Market& market = state_.market(command.market);
    const MarketTerms& terms = market.terms();
    const auto [paid, sold, plausible] = moved(command, terms);
    const bool with_itself = command.buyer == command.seller;
    const auto owes = [&](AccountId party, AssetId asset, Amount amount) {
        return with_itself ? Amount{} : collect(party, asset, amount);
    };
    const TradeBusted event{
        .market = command.market,
        .trade = command.trade,
        .buyer = command.buyer,
        .seller = command.seller,
        .price = command.price,
        .lots = command.lots,
        .buyer_fee = command.buyer_fee,
        .seller_fee = command.seller_fee,
        .buyer_owes = owes(command.buyer, terms.base, sold - command.buyer_fee),
        .seller_owes = owes(command.seller, terms.quote, paid - command.seller_fee),
    };
    market.busted().add(command.trade, command.traded);
    state_.ledger.post(event, terms);
    events_.push(event);
}

// What the account has available comes first, then what its open orders hold of that asset.
Amount Turn::collect(AccountId account, AssetId asset, Amount amount) {
    const Balance& balance = state_.ledger.balance(account, asset);
    for (Market& market : state_.markets) {
        if (balance.available >= amount) break;
        for (const OrderId order : market.ids_of(account)) {
            const SlotIndex at = market.find(order);
            if (at != 0 && balance.available < amount &&
                held_asset(market[at].side(), market.terms()) == asset)
                cancel(market, at, EndReason::canceled_by_exchange);
        }
    }
    return std::max(Amount{}, amount - balance.available);
}

}  // namespace divmid
