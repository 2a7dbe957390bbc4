// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/ledger/fees.hpp"
#include "engine/market_limits.hpp"
#include "engine/market_terms.hpp"
#include "engine/saved_bytes.hpp"
#include "engine/saved_calendar.hpp"
#include "engine/saved_orders.hpp"
#include "engine/saved_rules.hpp"
#include "engine/state.hpp"
#include "engine/symbol.hpp"

// The inverse of save.cpp. What would break an invariant of a part is refused here, so that no
// bytes can end the process; whether the books balance is check_invariants()'s question.

namespace divmid {

namespace {

void load_assets(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint16_t>();
    for (std::uint16_t i = 0; i < count && from.ok(); ++i) {
        const std::string_view symbol = from.text();
        const auto scale = from.number<std::uint8_t>();
        if (!from.expect(is_symbol(symbol, Assets::kSymbolMost) && scale <= Assets::kScaleMost &&
                         !state.assets.taken(symbol) && !state.assets.full()))
            return;
        state.ledger.cover(state.assets.list(symbol, scale));
    }
}

void load_accounts(SavedReader& from, Exchange::State& state) {
    const auto next = from.number<AccountId>();
    if (!from.expect(next >= kFirstUser && next.value() <= Accounts::kLast.value() + 1)) return;
    state.accounts.restore(next);
    if (next > kFirstUser) state.ledger.cover(AccountId{next.value() - 1});
}

void load_keys(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        Keys::Key key;
        key.account = from.number<AccountId>();
        key.scopes = from.number<Scopes>();
        key.algorithm = static_cast<KeyAlgorithm>(from.number<std::uint8_t>());
        key.revoked = from.flag();
        key.name = from.text();
        key.public_key = from.text();
        if (!from.expect(state.accounts.known(key.account) && Keys::well_formed(key) &&
                         !state.keys.taken(key.name) && !state.keys.full()))
            return;
        state.keys.add(std::move(key));
    }
}

void load_balances(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint32_t>();
    std::pair<AccountId, AssetId> last;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const auto account = from.number<AccountId>();
        const auto asset = from.number<AssetId>();
        Balance balance;
        balance.available = from.number<Amount>();
        balance.held = from.number<Amount>();
        const std::pair at{account, asset};
        if (!from.expect(state.accounts.known(account) && state.assets.known(asset) && at > last &&
                         balance != Balance{}))
            return;
        state.ledger.restore(account, asset, balance);
        last = at;
    }
}

MarketTerms load_terms(SavedReader& from) {
    MarketTerms terms;
    terms.base = from.number<AssetId>();
    terms.quote = from.number<AssetId>();
    terms.tick_size = from.number<Price>();
    terms.lot_size = from.number<Quantity>();
    terms.price_min = from.number<Ticks>();
    terms.price_max = from.number<Ticks>();
    terms.lots_min = from.number<Lots>();
    terms.lots_max = from.number<Lots>();
    terms.notional_min = from.number<Amount>();
    terms.lot_tick_value = from.number<Amount>();
    terms.open_orders_max = from.number<std::uint32_t>();
    terms.maker_fee = from.number<Ppm>();
    terms.taker_fee = from.number<Ppm>();
    return terms;
}

/// Whether so many steps of that size are a number of 64 bits.
bool fits(std::int64_t step, std::uint32_t count) {
    std::int64_t product = 0;
    return step > 0 && checked_multiply(step, std::int64_t{count}, product);
}

bool well_formed(const MarketTerms& terms, const Assets& assets) {
    return assets.known(terms.base) && assets.known(terms.quote) && terms.base != terms.quote &&
           fits(terms.tick_size.value(), terms.price_max.value()) &&
           fits(terms.lot_size.value(), terms.lots_max.value()) && terms.price_min > Ticks{} &&
           terms.price_min <= terms.price_max && terms.price_max.value() < 1U << 31 &&
           terms.lots_min > Lots{} && terms.lots_min <= terms.lots_max &&
           terms.notional_min >= Amount{} && terms.lot_tick_value > Amount{} &&
           MarketTerms::notional_fits(terms.price_max, terms.lots_max,
                                      terms.lot_tick_value.value()) &&
           std::max(terms.maker_fee, terms.taker_fee) <= kFeeMost;
}

MarketRules load_rules(SavedReader& from, const MarketTerms& terms) {
    MarketRules rules = rules_of(terms);
    each_rule_beyond_terms(rules, [&]<class Rule>(Rule& rule) {
        if constexpr (std::is_same_v<Rule, bool>)
            rule = from.flag();
        else if constexpr (std::is_enum_v<Rule>)
            rule = static_cast<Rule>(from.number<std::uint8_t>());
        else
            rule = from.number<Rule>();
    });
    return rules;
}

std::vector<ReferencePrice::Bucket> load_buckets(SavedReader& from, const MarketRules& rules) {
    const auto count = from.number<std::uint16_t>();
    const std::int64_t width = rules.reference_bucket.value();
    from.expect(rules.reference_buckets <= ReferencePrice::kBucketsMost &&
                count <= rules.reference_buckets + 1U && width >= 0 && (count == 0 || width > 0));
    std::vector<ReferencePrice::Bucket> buckets;
    for (std::uint16_t i = 0; i < count && from.ok(); ++i) {
        ReferencePrice::Bucket bucket;
        bucket.open = from.number<Timestamp>();
        bucket.count = from.number<std::int64_t>();
        const auto upper = from.number<std::int64_t>();
        const auto lower = from.number<std::uint32_t>();
        bucket.sum = ((Int128{upper} << 32) + lower) * ReferencePrice::kPrecision;
        if (!from.expect(bucket.count > 0 && bucket.sum > 0 && bucket.open.value() % width == 0 &&
                         (buckets.empty() || bucket.open > buckets.back().open)))
            return {};
        buckets.push_back(bucket);
    }
    return buckets;
}

void load_profiles(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint32_t>();
    AccountId last;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const auto account = from.number<AccountId>();
        Profile profile;
        profile.group = from.number<TradeGroupId>();
        if (from.flag()) {
            const auto maker_fee = from.number<Ppm>();
            profile.tier = FeeTier{maker_fee, from.number<Ppm>()};
        }
        profile.killed = static_cast<Killed>(from.number<std::uint8_t>());
        const FeeTier tier = profile.tier.value_or(FeeTier{});
        if (!from.expect(state.accounts.known(account) && account > last && profile != Profile{} &&
                         profile.killed <= Killed::by_operator &&
                         std::max(tier.maker_fee, tier.taker_fee) <= kFeeMost))
            return;
        state.profiles.of(account) = profile;
        last = account;
    }
}

/// Of an order without a client id: no count can make room for more than the bytes hold.
constexpr std::size_t kOrderBytesLeast = 48;

/// Of a resting order.
bool in_range(Ticks price, const Market& market) {
    return price >= market.book_low() && price <= market.book_high();
}

/// Bids fall and asks rise, from the best price on.
bool in_order(const OpenOrder& order, Ticks last) {
    if (last == Ticks{}) return true;
    return order.side == Side::buy ? order.price <= last : order.price >= last;
}

void load_side(SavedReader& from, const Accounts& accounts, Market& market, Side side,
               std::uint32_t count) {
    Ticks last;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const SavedOrder saved{from, side};
        const OpenOrder& order = saved.order;
        if (!from.expect(saved.well_formed(accounts, market) && !saved.special.waits &&
                         in_range(order.price, market) && in_order(order, last)))
            return;
        market.rest(order);
        last = order.price;
    }
}

void load_market(SavedReader& from, Exchange::State& state) {
    const std::string_view symbol = from.text();
    MarketTerms terms = load_terms(from);
    if (!from.expect(is_symbol(symbol, Market::kSymbolMost) && well_formed(terms, state.assets)))
        return;
    const MarketRules rules = load_rules(from, terms);
    Market::Counters counters;
    counters.last_order = from.number<OrderId>();
    counters.last_trade = from.number<TradeId>();
    counters.last_prevention = from.number<PreventionId>();
    counters.last_price = from.number<Ticks>();
    const auto low = from.number<Ticks>();
    const auto high = from.number<Ticks>();
    const std::vector<ReferencePrice::Bucket> buckets = load_buckets(from, rules);
    Calendar calendar;
    load_calendar(from, calendar);
    BustedTrades busted = load_busted(from, counters.last_trade);
    const auto bids = from.number<std::uint32_t>();
    const auto asks = from.number<std::uint32_t>();
    const std::size_t orders = std::size_t{bids} + asks;
    if (!from.expect(check(rules, state.assets[terms.base].scale) == Reject::none &&
                     low > Ticks{} && low <= terms.price_min && high >= terms.price_max &&
                     high.value() < 1U << 31 && orders <= OrderPool::kMost &&
                     orders * kOrderBytesLeast <= from.left()))
        return;
    terms.market = MarketId{static_cast<std::uint16_t>(state.markets.size() + 1)};
    Market& market = state.markets.add(terms, rules, symbol);
    market.widen_book(low, high);
    market.restore(counters, orders);
    for (const ReferencePrice::Bucket& bucket : buckets) market.restore(bucket);
    market.calendar() = std::move(calendar);
    market.busted() = std::move(busted);
    load_lists(from, state.accounts, state.last_list, market);
    load_side(from, state.accounts, market, Side::buy, bids);
    load_side(from, state.accounts, market, Side::sell, asks);
    load_waiting(from, state.accounts, market);
    market.restored();
    if (!from.ok() || !from.expect(lists_well_formed(market))) return;
    from.expect(!market.crossed() || market.calendar().in_call());
    from.expect(market.calendar().phase != Phase::delisted || orders == 0);
}

void load_markets(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint16_t>();
    from.expect(count <= Market::kMost);
    for (std::uint16_t i = 0; i < count && from.ok(); ++i) load_market(from, state);
}

}  // namespace

std::optional<Exchange> Exchange::load(std::string_view from) {
    if (!from.starts_with(kStateMark)) return {};
    SavedReader reader{from.substr(kStateMark.size())};
    if (reader.number<std::uint16_t>() != kStateFormat) return {};

    Exchange exchange;
    State& state = *exchange.state_;
    state.sequence = reader.number<Sequence>();
    state.time = reader.number<Timestamp>();
    state.storage_low = reader.flag();
    state.killed = reader.flag();
    load_assets(reader, state);
    load_accounts(reader, state);
    load_keys(reader, state);
    load_balances(reader, state);
    load_profiles(reader, state);
    load_request_numbers(reader, state);
    load_dead_man(reader, state);
    state.last_list = reader.number<ListId>();
    load_markets(reader, state);
    if (!reader.ok() || reader.left() != 0) return {};
    return exchange;
}

}  // namespace divmid
