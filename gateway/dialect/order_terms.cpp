// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/order_terms.hpp"

#include <limits>
#include <optional>

#include "gateway/dialect/auto_id.hpp"

namespace divmid::gateway {
namespace {

constexpr std::int64_t kPegLevelsMost = 100;
constexpr std::int64_t kStrategyTypeLeast = 1'000'000;

bool is_limited(OrderType type) {
    return type == OrderType::limit || type == OrderType::limit_maker;
}

std::optional<SelfTradePrevention> prevention_of(std::string_view text) {
    if (text == "NONE") return SelfTradePrevention::none;
    if (text == "EXPIRE_TAKER") return SelfTradePrevention::expire_taker;
    if (text == "EXPIRE_MAKER") return SelfTradePrevention::expire_maker;
    if (text == "EXPIRE_BOTH") return SelfTradePrevention::expire_both;
    if (text == "DECREMENT") return SelfTradePrevention::decrement;
    return std::nullopt;
}

/// A count that fits `Number`; zero is a fault.
template <class Number>
Number read_count(Parameters& parameters, std::string_view name) {
    const auto count = parameters.maybe_integer(name);
    if (!count) return 0;
    if (*count == 0) parameters.fail(refuse::invalid(name));
    if (std::cmp_greater(*count, std::numeric_limits<Number>::max()))
        parameters.fail(refuse::overflowed(name));
    return static_cast<Number>(*count);
}

}  // namespace

DialectType read_type(Parameters& parameters, std::string_view name) {
    const std::string_view type = parameters.text(name);
    if (type == "LIMIT") return {OrderType::limit, Trigger::none};
    if (type == "LIMIT_MAKER") return {OrderType::limit_maker, Trigger::none};
    if (type == "MARKET") return {OrderType::market, Trigger::none};
    if (type == "STOP_LOSS") return {OrderType::market, Trigger::stop_loss};
    if (type == "STOP_LOSS_LIMIT") return {OrderType::limit, Trigger::stop_loss};
    if (type == "TAKE_PROFIT") return {OrderType::market, Trigger::take_profit};
    if (type == "TAKE_PROFIT_LIMIT") return {OrderType::limit, Trigger::take_profit};
    parameters.fail(refuse::bad_order_type());
    return {};
}

Side read_side(Parameters& parameters, std::string_view name) {
    const std::string_view side = parameters.text(name);
    if (side == "SELL") return Side::sell;
    if (side != "BUY") parameters.fail(refuse::bad_side());
    return Side::buy;
}

TimeInForce read_time_in_force(Parameters& parameters, std::string_view name) {
    const std::string_view text = parameters.text(name);
    if (text == "IOC") return TimeInForce::immediate_or_cancel;
    if (text == "FOK") return TimeInForce::fill_or_kill;
    if (text != "GTC") parameters.fail(refuse::bad_time_in_force());
    return TimeInForce::good_till_canceled;
}

ResponseType read_response_type(Parameters& parameters, ResponseType otherwise) {
    const auto text = parameters.maybe_text("newOrderRespType");
    if (!text) return otherwise;
    if (*text == "ACK") return ResponseType::ack;
    if (*text == "RESULT") return ResponseType::result;
    if (*text != "FULL") parameters.fail(refuse::invalid("newOrderRespType"));
    return ResponseType::full;
}

SelfTradePrevention read_prevention(Parameters& parameters, const MarketRules& rules) {
    const auto text = parameters.maybe_text("selfTradePreventionMode");
    if (!text) return rules.default_prevention;
    const auto mode = prevention_of(*text);
    if (!mode) parameters.fail(refuse::self_trade_mode_not_allowed());
    return mode.value_or(SelfTradePrevention::none);
}

std::string_view read_new_client_id(Parameters& parameters, std::string_view name) {
    const std::string_view id = parameters.maybe_client_id(name);
    if (is_auto_id(id)) parameters.fail(refuse::invalid(name));
    return id;
}

std::string_view TermNames::operator()(std::string_view term) {
    if (leg_.empty()) return term;
    for (const Other& other : others_)
        if (other.term == term) return other.name;
    text_ = leg_;
    text_ += static_cast<char>(term.front() - 'a' + 'A');
    text_ += term.substr(1);
    return text_;
}

void TermsReader::read_terms(NewOrder& order) {
    PlaceOrder& command = order.command;
    if (command.type == OrderType::limit)
        command.time_in_force = read_time_in_force(parameters_, names_("timeInForce"));
    else if (parameters_.sent(names_("timeInForce")))
        parameters_.fail(refuse::time_in_force_not_required());
    if (order.conditions.trigger == Trigger::none) {
        refuse_sent("stopPrice");
        refuse_sent("trailingDelta");
    } else {
        read_trigger(order.conditions);
    }
    if (is_limited(command.type)) {
        read_peg(order.conditions);
        read_price(order);
        read_iceberg(order.conditions);
    } else {
        for (const std::string_view name :
             {"price", "icebergQty", "pegPriceType", "pegOffsetType", "pegOffsetValue"})
            refuse_sent(name);
    }
    read_strategy(order.conditions);
}

void TermsReader::read_quantity(PlaceOrder& order) {
    order.quantity = Quantity{parameters_.decimal(names_("quantity"), market_.base_scale)};
    refuse_sent("quoteOrderQty");
}

void TermsReader::read_quantity_or_budget(PlaceOrder& order) {
    const auto quantity = parameters_.maybe_decimal("quantity", market_.base_scale);
    const auto budget = parameters_.maybe_decimal("quoteOrderQty", market_.quote_scale);
    if (quantity && budget) parameters_.fail(refuse::bad_combination());
    if (!quantity && !budget) parameters_.fail(refuse::missing_both("quantity", "quoteOrderQty"));
    if (budget) {
        order.type = OrderType::market_by_budget;
        order.budget_or_expiry = *budget;
    } else {
        order.quantity = Quantity{quantity.value_or(0)};
    }
}

void TermsReader::read_expiry(PlaceOrder& order) {
    if (!parameters_.sent("goodTillDate")) return;
    const Timestamp expiry = parameters_.maybe_time("goodTillDate");
    if (expiry == Timestamp{}) parameters_.fail(refuse::invalid("goodTillDate"));
    if (order.time_in_force != TimeInForce::good_till_canceled)
        parameters_.fail(refuse::bad_combination());
    order.time_in_force = TimeInForce::good_till_date;
    order.budget_or_expiry = expiry.value();
}

void TermsReader::read_price(NewOrder& order) {
    // A pegged order has the price that it finds: one sent beside it would bind nothing.
    if (order.conditions.peg != Peg::none) return refuse_sent("price");
    order.command.price = Price{parameters_.decimal(names_("price"), market_.quote_scale)};
}

void TermsReader::read_trigger(Conditions& conditions) {
    const bool stops = parameters_.sent(names_("stopPrice"));
    const bool trails = parameters_.sent(names_("trailingDelta"));
    if (!stops && !trails) {
        const std::string stop_price{names_("stopPrice")};
        parameters_.fail(refuse::missing_both(stop_price, names_("trailingDelta")));
    }
    const auto stop_price = parameters_.maybe_decimal(names_("stopPrice"), market_.quote_scale);
    // Zero would mean that there is none.
    if (stops && stop_price == 0) parameters_.fail(refuse::by_engine(Reject::price_not_positive));
    conditions.stop_price = Price{stop_price.value_or(0)};
    conditions.trailing = read_count<std::uint32_t>(parameters_, names_("trailingDelta"));
}

void TermsReader::read_peg(Conditions& conditions) {
    const auto type = parameters_.maybe_text(names_("pegPriceType"));
    const auto offset_type = parameters_.maybe_text(names_("pegOffsetType"));
    const auto offset = parameters_.maybe_integer(names_("pegOffsetValue"));
    if (offset_type.has_value() != offset.has_value() || (offset && !type))
        parameters_.fail(refuse::bad_combination());
    if (offset_type && *offset_type != "PRICE_LEVEL")
        parameters_.fail(refuse::bad_peg_offset_type());
    if (offset && *offset > kPegLevelsMost)
        parameters_.fail(refuse::invalid(names_("pegOffsetValue")));
    if (!type) return;
    conditions.peg = *type == "MARKET_PEG" ? Peg::market : Peg::primary;
    if (*type != "MARKET_PEG" && *type != "PRIMARY_PEG")
        parameters_.fail(refuse::bad_peg_price_type());
    conditions.peg_levels = static_cast<std::uint16_t>(offset.value_or(0));
}

void TermsReader::read_iceberg(Conditions& conditions) {
    conditions.visible =
        Quantity{parameters_.maybe_decimal(names_("icebergQty"), market_.base_scale).value_or(0)};
}

void TermsReader::read_strategy(Conditions& conditions) {
    conditions.strategy = parameters_.maybe_integer(names_("strategyId")).value_or(0);
    if (!parameters_.sent(names_("strategyType"))) return;
    conditions.strategy_type = read_count<std::int32_t>(parameters_, names_("strategyType"));
    if (conditions.strategy_type < kStrategyTypeLeast)
        parameters_.fail(refuse::bad_strategy_type());
}

void TermsReader::refuse_sent(std::string_view name) {
    if (parameters_.sent(names_(name))) parameters_.fail(refuse::not_required(names_(name)));
}

}  // namespace divmid::gateway
