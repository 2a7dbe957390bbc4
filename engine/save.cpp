// SPDX-License-Identifier: Apache-2.0
#include "engine/saved_bytes.hpp"
#include "engine/state.hpp"

// What save() writes
//
// Numbers little-endian, in the width of their type in engine/types.hpp; flags are one byte, 0 or
// 1; a text is a byte with its length, then its bytes. In this order:
//
//   head      "DVMSTATE", format (2 bytes: 2), sequence, time, storage low (flag)
//   assets    count (2), each by id: symbol (text), scale (1)
//   accounts  id of the next one to be opened
//   keys      count (4), each by id: account, scopes, algorithm (1), revoked (flag), name (text),
//             public key (text)
//   balances  count (4), those that are not zero, by account, then asset: account, asset,
//             available, held
//   markets   count (2), each by id: symbol (text), its MarketTerms from base to taker_fee, last
//             order id, last trade id, number of bids (4), of asks (4), then bids and asks, each
//             from the best price on and from the head of its queue: id, account, price, lots,
//             executed lots, fee credit (4), maker fee, client id (text), expiry (zero: none)
//
// Format 1 had no executed lots. Signed heads of then hold digests over it, so it can still be
// written, and is not read.
//
// Everything else is an index of this and made again: slots, levels, timers. Format numbers never
// change their meaning.

namespace divmid {

namespace {

void save(SavedWriter& to, const Assets& assets) {
    to.put(static_cast<std::uint16_t>(assets.count()));
    for (std::size_t i = 1; i <= assets.count(); ++i) {
        const Assets::Asset& asset = assets[AssetId{static_cast<std::uint16_t>(i)}];
        to.text(asset.symbol);
        to.put(asset.scale);
    }
}

void save(SavedWriter& to, const Keys& keys) {
    to.put(static_cast<std::uint32_t>(keys.count()));
    for (std::uint32_t id = 1; id <= keys.count(); ++id) {
        const Keys::Key& key = keys[KeyId{id}];
        to.put(key.account);
        to.put(key.scopes);
        to.put(static_cast<std::uint8_t>(key.algorithm));
        to.put(key.revoked);
        to.text(key.name);
        to.text(key.public_key);
    }
}

template <class Visitor>
void each_balance(const Ledger& ledger, Visitor&& visitor) {
    for (std::uint32_t account = 0; account < ledger.accounts(); ++account)
        for (std::size_t i = 0; i < ledger.assets(); ++i) {
            const AssetId asset{static_cast<std::uint16_t>(i)};
            const Balance& balance = ledger.balance(AccountId{account}, asset);
            if (balance != Balance{}) visitor(AccountId{account}, asset, balance);
        }
}

void save(SavedWriter& to, const Ledger& ledger) {
    std::uint32_t count = 0;
    each_balance(ledger, [&](AccountId, AssetId, const Balance&) { ++count; });
    to.put(count);
    each_balance(ledger, [&](AccountId account, AssetId asset, const Balance& balance) {
        to.put(account);
        to.put(asset);
        to.put(balance.available);
        to.put(balance.held);
    });
}

void save(SavedWriter& to, const MarketTerms& terms) {
    to.put(terms.base);
    to.put(terms.quote);
    to.put(terms.tick_size);
    to.put(terms.lot_size);
    to.put(terms.price_min);
    to.put(terms.price_max);
    to.put(terms.lots_min);
    to.put(terms.lots_max);
    to.put(terms.notional_min);
    to.put(terms.lot_tick_value);
    to.put(terms.open_orders_max);
    to.put(terms.maker_fee);
    to.put(terms.taker_fee);
}

void save(SavedWriter& to, const OpenOrder& order) {
    to.put(order.id);
    to.put(order.account);
    to.put(order.price);
    to.put(order.lots);
    if (to.format() >= 2) to.put(order.executed);
    to.put(order.fee_credit);
    to.put(order.maker_fee);
    to.text(order.client_id);
    to.put(order.expiry);
}

template <class Visitor>
void each_order(const Market& market, Side side, Visitor&& visitor) {
    const OrderBook& book = market.book();
    for (Ticks price = book.best(side); price != Ticks{}; price = book.worse(side, price))
        for (SlotIndex at = book.level(side, price).head; at != 0; at = market[at].next)
            visitor(market.describe(at));
}

void save(SavedWriter& to, const Market& market) {
    to.text(market.symbol());
    save(to, market.terms());
    to.put(market.last_order());
    to.put(market.last_trade());
    for (const Side side : {Side::buy, Side::sell}) {
        std::uint32_t count = 0;
        each_order(market, side, [&](const OpenOrder&) { ++count; });
        to.put(count);
    }
    for (const Side side : {Side::buy, Side::sell})
        each_order(market, side, [&](const OpenOrder& order) { save(to, order); });
}

}  // namespace

void Exchange::save(std::string& to, std::uint16_t format) const {
    ENSURE(format >= 1 && format <= kStateFormat);
    SavedWriter writer{to, format};
    to.append(kStateMark);
    writer.put(format);
    writer.put(state_->sequence);
    writer.put(state_->time);
    writer.put(state_->storage_low);
    divmid::save(writer, state_->assets);
    writer.put(state_->accounts.next());
    divmid::save(writer, state_->keys);
    divmid::save(writer, state_->ledger);
    writer.put(static_cast<std::uint16_t>(state_->markets.size()));
    for (const Market& market : state_->markets) divmid::save(writer, market);
}

}  // namespace divmid
