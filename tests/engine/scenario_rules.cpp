// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace divmid {
namespace {

template <class Number>
void read(Number& to, Words& words) {
    if constexpr (requires { typename Number::rep; })
        to = Number{static_cast<typename Number::rep>(words.number())};
    else
        to = static_cast<Number>(words.number());
}

template <class Number>
void read_range(Number& least, Number& most, Words& words) {
    read(least, words);
    read(most, words);
}

/// Steps and what bounds an order by itself. False when it is none of these; so below.
bool read_sizes(MarketRules& rules, const std::string& rule, Words& words) {
    if (rule == "tick")
        read(rules.tick_size, words);
    else if (rule == "lot")
        read(rules.lot_size, words);
    else if (rule == "price")
        read_range(rules.price_min, rules.price_max, words);
    else if (rule == "quantity")
        read_range(rules.quantity_min, rules.quantity_max, words);
    else if (rule == "market-quantity")
        read_range(rules.market_quantity_min, rules.market_quantity_max, words);
    else if (rule == "notional")
        read_range(rules.notional_min, rules.notional_max, words);
    else if (rule == "notional-to-market")
        rules.notional_min_to_market = rules.notional_max_to_market = true;
    else
        return false;
    return true;
}

/// What bounds an account, or the special parts of an order.
bool read_counts(MarketRules& rules, const std::string& rule, Words& words) {
    if (rule == "orders")
        read(rules.open_orders_max, words);
    else if (rule == "waiting")
        read(rules.algo_orders_max, words);
    else if (rule == "lists")
        read(rules.lists_max, words);
    else if (rule == "position")
        read(rules.position_max, words);
    else if (rule == "iceberg")
        read(rules.iceberg_parts_max, words);
    else if (rule == "trailing-above")
        read_range(rules.trailing_above_min, rules.trailing_above_max, words);
    else if (rule == "trailing-below")
        read_range(rules.trailing_below_min, rules.trailing_below_max, words);
    else
        return false;
    return true;
}

/// What looks at the reference price.
bool read_distances(MarketRules& rules, const std::string& rule, Words& words) {
    if (rule == "bids-percent") {
        read_range(rules.bid_percent_min, rules.bid_percent_max, words);
    } else if (rule == "asks-percent") {
        read_range(rules.ask_percent_min, rules.ask_percent_max, words);
    } else if (rule == "band") {
        read_range(rules.band_below, rules.band_above, words);
    } else if (rule == "calls-auction") {
        rules.band_calls_auction = true;
    } else if (rule == "reference") {
        rules.reference_bucket = words.duration();
        read(rules.reference_buckets, words);
    } else if (rule == "first") {
        read(rules.first_reference, words);
    } else {
        return false;
    }
    return true;
}

bool read_settings(MarketRules& rules, const std::string& rule, Words& words) {
    if (rule == "stp-default")
        rules.default_prevention = read_prevention(words);
    else if (rule == "stp-offered")
        read(rules.preventions, words);
    else if (rule == "cancel-only-after-start")
        rules.cancel_only_after_start = true;
    else if (rule == "call")
        rules.auction_call_least = words.duration();
    else if (rule == "bust")
        rules.bust_within = words.duration();
    else if (rule == "fees")
        read_range(rules.maker_fee, rules.taker_fee, words);
    else
        return false;
    return true;
}

}  // namespace

void read_rules(MarketRules& rules, Words& words) {
    while (!words.done()) {
        const std::string rule = words.take();
        if (!read_sizes(rules, rule, words) && !read_counts(rules, rule, words) &&
            !read_distances(rules, rule, words) && !read_settings(rules, rule, words))
            words.fail("no rule of a market");
    }
}

void read_group(AccountId account, Words& words, Commands& to) {
    SetTradeGroup command{.account = account, .group = {}};
    read(command.group, words);
    to.push(command);
}

void read_tier(AccountId account, Words& words, Commands& to) {
    SetFeeTier command{.account = account, .lifted = false, .maker_fee = {}, .taker_fee = {}};
    command.lifted = words.take_if("lifted");
    if (!words.done()) read_range(command.maker_fee, command.taker_fee, words);
    to.push(command);
}

SelfTradePrevention read_prevention(Words& words) {
    constexpr std::array<std::string_view, 5> kModes{"none", "taker", "maker", "both", "decrement"};
    const auto found = std::ranges::find(kModes, words.take());
    if (found == kModes.end()) words.fail("no self-trade prevention");
    return static_cast<SelfTradePrevention>(found - kModes.begin());
}

}  // namespace divmid
