// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/rule_fields.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "gateway/admin/json_fields.hpp"
#include "gateway/admin/time_text.hpp"

namespace divmid::gateway::admin {
namespace {

constexpr std::int64_t kUint32Most = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kModeMost = 32;

constexpr std::array<std::pair<std::string_view, SelfTradePrevention>, 5> kModes{
    {{"NONE", SelfTradePrevention::none},
     {"EXPIRE_TAKER", SelfTradePrevention::expire_taker},
     {"EXPIRE_MAKER", SelfTradePrevention::expire_maker},
     {"EXPIRE_BOTH", SelfTradePrevention::expire_both},
     {"DECREMENT", SelfTradePrevention::decrement}}};

/// One bit a mode, by its number.
struct Modes {
    std::uint8_t& bits;
};
struct ConstModes {
    std::uint8_t bits;
};
Modes modes(std::uint8_t& bits) {
    return {bits};
}
ConstModes modes(const std::uint8_t& bits) {
    return {bits};
}

/// Calls visit(name, field) for each rule.
template <class Rules, class Visit>
void each_rule(Rules& rules, Visit visit) {
    visit("tickSize", rules.tick_size);
    visit("priceMin", rules.price_min);
    visit("priceMax", rules.price_max);
    visit("lotSize", rules.lot_size);
    visit("quantityMin", rules.quantity_min);
    visit("quantityMax", rules.quantity_max);
    visit("marketQuantityMin", rules.market_quantity_min);
    visit("marketQuantityMax", rules.market_quantity_max);
    visit("notionalMin", rules.notional_min);
    visit("notionalMax", rules.notional_max);
    visit("notionalMinToMarket", rules.notional_min_to_market);
    visit("notionalMaxToMarket", rules.notional_max_to_market);
    visit("openOrdersMax", rules.open_orders_max);
    visit("algoOrdersMax", rules.algo_orders_max);
    visit("listsMax", rules.lists_max);
    visit("positionMax", rules.position_max);
    visit("icebergPartsMax", rules.iceberg_parts_max);
    visit("trailingAboveMin", rules.trailing_above_min);
    visit("trailingAboveMax", rules.trailing_above_max);
    visit("trailingBelowMin", rules.trailing_below_min);
    visit("trailingBelowMax", rules.trailing_below_max);
    visit("bidPercentMinPpm", rules.bid_percent_min);
    visit("bidPercentMaxPpm", rules.bid_percent_max);
    visit("askPercentMinPpm", rules.ask_percent_min);
    visit("askPercentMaxPpm", rules.ask_percent_max);
    visit("bandBelowPpm", rules.band_below);
    visit("bandAbovePpm", rules.band_above);
    visit("bandCallsAuction", rules.band_calls_auction);
    visit("referenceBucket", rules.reference_bucket);
    visit("referenceBuckets", rules.reference_buckets);
    visit("firstReference", rules.first_reference);
    visit("defaultPrevention", rules.default_prevention);
    visit("preventions", modes(rules.preventions));
    visit("cancelOnlyAfterStart", rules.cancel_only_after_start);
    visit("auctionCallLeast", rules.auction_call_least);
    visit("bustWithin", rules.bust_within);
    visit("makerFeePpm", rules.maker_fee);
    visit("takerFeePpm", rules.taker_fee);
}

class Writing {
public:
    Writing(JsonWriter& json, const ListedMarket& market) : json_{json}, market_{market} {}

    void operator()(std::string_view name, Price price) {
        json_.member(name).decimal(price.value(), market_.quote_scale);
    }
    void operator()(std::string_view name, Quantity quantity) {
        json_.member(name).decimal(quantity.value(), market_.base_scale);
    }
    void operator()(std::string_view name, Amount amount) {
        json_.member(name).decimal(amount.value(), market_.quote_scale);
    }
    void operator()(std::string_view name, bool flag) { json_.member(name).boolean(flag); }
    void operator()(std::string_view name, std::uint32_t number) {
        json_.member(name).number(number);
    }
    void operator()(std::string_view name, Ppm rate) { json_.member(name).number(rate.value()); }
    void operator()(std::string_view name, Duration duration) {
        json_.member(name).text(text_of(duration));
    }
    void operator()(std::string_view name, SelfTradePrevention mode) {
        json_.member(name).text(kModes[static_cast<std::size_t>(mode)].first);
    }
    void operator()(std::string_view name, ConstModes offered) {
        json_.member(name).begin_array();
        for (const auto& [word, mode] : kModes)
            if ((offered.bits >> static_cast<unsigned>(mode) & 1U) != 0) json_.text(word);
        json_.end_array();
    }

private:
    JsonWriter& json_;
    const ListedMarket& market_;
};

/// Leaves a rule that is not given as it is.
class Reading {
public:
    Reading(JsonFields& fields, const ListedMarket& market) : fields_{fields}, market_{market} {}

    void operator()(std::string_view name, Price& price) {
        if (fields_.has(name)) price = Price{fields_.decimal(name, market_.quote_scale)};
    }
    void operator()(std::string_view name, Quantity& quantity) {
        if (fields_.has(name)) quantity = Quantity{fields_.decimal(name, market_.base_scale)};
    }
    void operator()(std::string_view name, Amount& amount) {
        if (fields_.has(name)) amount = Amount{fields_.decimal(name, market_.quote_scale)};
    }
    void operator()(std::string_view name, bool& flag) {
        if (fields_.has(name)) flag = fields_.flag(name);
    }
    void operator()(std::string_view name, std::uint32_t& number) {
        if (fields_.has(name))
            number = static_cast<std::uint32_t>(fields_.number(name, 0, kUint32Most));
    }
    void operator()(std::string_view name, Ppm& rate) {
        if (fields_.has(name))
            rate = Ppm{static_cast<std::uint32_t>(fields_.number(name, 0, kUint32Most))};
    }
    void operator()(std::string_view name, Duration& duration) {
        if (fields_.has(name)) duration = fields_.duration(name);
    }
    void operator()(std::string_view name, SelfTradePrevention& mode) {
        if (fields_.has(name)) mode = mode_named(name, fields_.text(name, kModeMost));
    }
    void operator()(std::string_view name, Modes offered) {
        if (!fields_.has(name)) return;
        offered.bits = 0;
        for (const std::string& word : fields_.texts(name))
            offered.bits = static_cast<std::uint8_t>(
                offered.bits | 1U << static_cast<unsigned>(mode_named(name, word)));
    }

private:
    SelfTradePrevention mode_named(std::string_view name, std::string_view word) {
        const auto found = std::ranges::find(kModes, word, &decltype(kModes)::value_type::first);
        if (found != kModes.end()) return found->second;
        if (!word.empty())
            fields_.fail(name, "is of NONE, EXPIRE_TAKER, EXPIRE_MAKER, EXPIRE_BOTH, DECREMENT");
        return SelfTradePrevention::none;
    }

    JsonFields& fields_;
    const ListedMarket& market_;
};

}  // namespace

void write_rules(JsonWriter& json, const ListedMarket& market, const MarketRules& rules) {
    json.begin_object();
    each_rule(rules, Writing{json, market});
    json.end_object();
}

std::optional<std::string> merge_rules(const boost::json::object& given, const ListedMarket& market,
                                       MarketRules& rules) {
    JsonFields fields{given};
    each_rule(rules, Reading{fields, market});
    return fields.fault();
}

}  // namespace divmid::gateway::admin
