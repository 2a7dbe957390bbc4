// SPDX-License-Identifier: Apache-2.0
#include <type_traits>

#include "engine/saved_bytes.hpp"
#include "engine/saved_calendar.hpp"
#include "engine/saved_orders.hpp"
#include "engine/saved_rules.hpp"
#include "engine/state.hpp"

// What save() writes
//
// Numbers little-endian, in the width of their type in engine/types.hpp; flags are one byte, 0 or
// 1; a text is a byte with its length, then its bytes. In this order:
//
//   head      "DVMSTATE", format (2 bytes: 3), sequence, time, storage low (flag), killed (flag)
//   assets    count (2), each by id: symbol (text), scale (1)
//   accounts  id of the next one to be opened
//   keys      count (4), each by id: account, scopes, algorithm (1), revoked (flag), name (text),
//             public key (text)
//   balances  count (4), those that are not zero, by account, then asset: account, asset,
//             available, held
//   profiles  count (4), those with something set, by account: account, trade group, whether there
//             is a fee tier (flag), its maker and taker fee if so, killed (1: no, by its owner,
//             by the operator)
//   numbers   count (4), the lanes that were used, by key, then lane: key, lane (1), last number,
//             its identity
//   timers    count (4), the dead-man timers, soonest first: due, account
//   lists     the last list id
//   markets   count (2), each by id: symbol (text), its MarketTerms from base to taker_fee, what of
//             its MarketRules is not in them (below), last order id, last trade id, last prevention
//             id, last price, lowest and highest price of the book, buckets of the reference price
//             (count of 2 bytes, each: when it opens, trades × 10^4, sum of prices as its upper 8
//             and lower 4 bytes), its calendar and busted trades (below), number of bids (4), of
//             asks (4), number of order lists (4), each by id: id, account, kind (1), client id
//             (text), its three orders, whether each is open (flags); then bids and asks as orders,
//             each from the best price on and from the head of its queue; then what waits: number
//             of those in the queue (4) and their ids, next first, number of all (4), each by id:
//             side (1), as an order, and its WaitingOrder: type (1), time in force (1), what it
//             waits for (1), held; of one with trailing that waits for a stop price, out of the
//             queue: whether it follows (flag), and if so its extreme
//
// Orders: id, account, price, lots with those hidden, executed lots, fee credit (4), maker fee,
// taker fee, post-only (flag), self-trade prevention (1), client id (text), expiry (zero: none),
// special (flag), and if so its SpecialOrder: trigger (1), peg (1), peg levels (2), stop price,
// trailing (4), visible lots, list, session, keep (flag), at market (flag), hidden
// lots, prevented lots.
//
// Rules: from market_quantity_min to notional_max_to_market, from algo_orders_max to bust_within,
// in the order of MarketRules without notional_min.
//
// Calendar: phase (1), until, next (1), killed (flag), of the auction price that was told last its
// ticks, lots, surplus and surplus side (1), number of scheduled phases (1), those, soonest first:
// at, every, phase (1), lasts, next (1). Busted trades: the last one that is forgotten, count (4),
// each by id: trade, when it was traded.
//
// Format 1 had no executed lots. Format 2 had no profiles, numbers, timers, rules, calendars, no
// last prevention id and price, and of an order nothing between its maker fee and its client id and
// nothing after its expiry. Signed heads of then hold digests over them, so they can still be
// written, and are not read.
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

void save(SavedWriter& to, const MarketRules& rules) {
    each_rule_beyond_terms(rules, [&](const auto& number) {
        if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(number)>>)
            to.put(static_cast<std::uint8_t>(number));
        else
            to.put(number);
    });
}

void save(SavedWriter& to, const Profiles& profiles) {
    std::uint32_t count = 0;
    profiles.each([&](AccountId, const Profile&) { ++count; });
    to.put(count);
    profiles.each([&](AccountId account, const Profile& profile) {
        to.put(account);
        to.put(profile.group);
        to.put(profile.tier.has_value());
        if (profile.tier) to.put(profile.tier->maker_fee);
        if (profile.tier) to.put(profile.tier->taker_fee);
        to.put(static_cast<std::uint8_t>(profile.killed));
    });
}

template <class Visitor>
void each_order(const Market& market, Side side, Visitor&& visitor) {
    const OrderBook& book = market.book();
    for (Ticks price = book.best(side); price != Ticks{}; price = book.worse(side, price))
        for (SlotIndex at = book.level(side, price).head; at != 0; at = market[at].next)
            visitor(market.describe(at));
}

void save(SavedWriter& to, const ReferencePrice& price) {
    to.put(static_cast<std::uint16_t>(price.buckets().size()));
    for (const ReferencePrice::Bucket& bucket : price.buckets()) {
        to.put(bucket.open);
        to.put(bucket.count);
        to.put(static_cast<std::int64_t>(bucket.sum / ReferencePrice::kPrecision >> 32));
        to.put(static_cast<std::uint32_t>(bucket.sum / ReferencePrice::kPrecision & 0xFFFF'FFFF));
    }
}

void save(SavedWriter& to, const Market& market) {
    to.text(market.symbol());
    save(to, market.terms());
    if (to.format() >= 3) save(to, market.rules());
    to.put(market.last_order());
    to.put(market.last_trade());
    if (to.format() >= 3) {
        to.put(market.last_prevention());
        to.put(market.last_price());
        to.put(market.book_low());
        to.put(market.book_high());
        save(to, market.reference_price());
        save_calendar(to, market.calendar());
        save_busted(to, market.busted());
    }
    for (const Side side : {Side::buy, Side::sell}) {
        std::uint32_t count = 0;
        each_order(market, side, [&](const OpenOrder&) { ++count; });
        to.put(count);
    }
    if (to.format() >= 3) save_lists(to, market);
    for (const Side side : {Side::buy, Side::sell})
        each_order(market, side, [&](const OpenOrder& order) { save_order(to, order); });
    if (to.format() >= 3) save_waiting(to, market);
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
    if (format >= 3) writer.put(state_->killed);
    divmid::save(writer, state_->assets);
    writer.put(state_->accounts.next());
    divmid::save(writer, state_->keys);
    divmid::save(writer, state_->ledger);
    if (format >= 3) {
        divmid::save(writer, state_->profiles);
        save_request_numbers(writer, state_->request_numbers);
        save_dead_man(writer, state_->dead_man);
        writer.put(state_->last_list);
    }
    writer.put(static_cast<std::uint16_t>(state_->markets.size()));
    for (const Market& market : state_->markets) divmid::save(writer, market);
}

}  // namespace divmid
