// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_commands.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "tests/engine/scenario_calendar.hpp"
#include "tests/engine/scenario_conditions.hpp"
#include "tests/engine/scenario_lists.hpp"
#include "tests/engine/scenario_rules.hpp"

namespace divmid {
namespace {

bool read_time_in_force(PlaceOrder& order, Words& words, ScenarioPlace place) {
    if (words.take_if("ioc")) {
        order.time_in_force = TimeInForce::immediate_or_cancel;
    } else if (words.take_if("fok")) {
        order.time_in_force = TimeInForce::fill_or_kill;
    } else if (words.take_if("gtd")) {
        order.time_in_force = TimeInForce::good_till_date;
        order.budget_or_expiry = (place.now + words.duration()).value();
    } else {
        return false;
    }
    return true;
}

/// A field that this kind of order has no use for.
void read_odd_field(PlaceOrder& order, Words& words) {
    if (words.take_if("price"))
        order.price = Price{words.number()};
    else if (words.take_if("quantity"))
        order.quantity = Quantity{words.number()};
    else
        words.fail("no field of an order");
}

void read_order_option(PlaceConditional& placed, Words& words, ScenarioPlace place, Arena& texts) {
    PlaceOrder& order = placed.order;
    if (read_circumstance(order, words, place) || read_time_in_force(order, words, place)) return;
    if (read_condition(placed.conditions, words)) return;
    if (words.take_if("maker"))
        order.type = OrderType::limit_maker;
    else if (words.take_if("id"))
        order.client_id = texts.add(words.take());
    else if (words.take_if("stp"))
        order.self_trade_prevention = read_prevention(words);
    else if (words.take_if("test"))
        order.validate_only = true;
    else if (words.take_if("with"))
        read_odd_field(order, words);
    else
        words.fail("no option of an order");
}

void read_cancel_all(CancelAll cancel, Words& words, ScenarioPlace place, Commands& to) {
    while (!words.done())
        if (!read_circumstance(cancel, words, place)) words.fail("no option of a cancel");
    to.push(cancel);
}

/// False when the next word restricts nothing.
bool read_restriction(CancelRestriction& restriction, Words& words) {
    if (words.take_if("if-new"))
        restriction = CancelRestriction::only_new;
    else if (words.take_if("if-partially-filled"))
        restriction = CancelRestriction::only_partially_filled;
    else
        return false;
    return true;
}

/// #ID, a client id, or both.
void read_named(OrderId& order, TextRef& client_id, std::string_view which, Arena& texts) {
    if (which.starts_with('#'))
        order = OrderId{std::stoull(std::string{which.substr(1)})};
    else
        client_id = texts.add(which);
}

void read_cancel(CancelOrder cancel, Words& words, ScenarioPlace place, Commands& to) {
    CancelRestriction restriction{};
    while (!words.done()) {
        if (read_circumstance(cancel, words, place) || read_restriction(restriction, words))
            continue;
        read_named(cancel.order, cancel.client_id, words.take(), to.arena);
    }
    if (restriction == CancelRestriction::none) return to.push(cancel);
    to.push(CancelOrderIf{.account = cancel.account,
                          .key = cancel.key,
                          .market = cancel.market,
                          .client_id = cancel.client_id,
                          .order = cancel.order,
                          .cancel_id = cancel.cancel_id,
                          .deadline = cancel.deadline,
                          .restriction = restriction});
}

void push_order(const PlaceConditional& placed, Commands& to) {
    if (placed.conditions == Conditions{})
        to.push(placed.order);
    else
        to.push(placed);
}

/// WHICH [anyway] [if-new | if-partially-filled] with buys|sells ORDER
void read_replace(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to) {
    ReplaceOrder old{};
    while (!words.take_if("with"))
        if (words.take_if("anyway"))
            old.mode = ReplaceMode::allow_failure;
        else if (!read_restriction(old.restriction, words))
            read_named(old.replaced, old.replaced_client_id, words.take(), to.arena);
    PlaceConditional next{.order = head, .conditions = {}};
    next.order.side = words.take() == "buys" ? Side::buy : Side::sell;
    read_order(next, words, place, to.arena);
    ReplaceOrder replace = ReplaceOrder::by(next.order);
    replace.mode = old.mode;
    replace.restriction = old.restriction;
    replace.replaced = old.replaced;
    replace.replaced_client_id = old.replaced_client_id;
    if (next.conditions == Conditions{})
        to.push(replace);
    else
        to.push(ReplaceConditional{replace, next.conditions});
}

void read_market_option(ListMarket& market, Words& words) {
    const std::string option = words.take();
    if (option == "tick") {
        market.tick_size = Price{words.number()};
    } else if (option == "lot") {
        market.lot_size = Quantity{words.number()};
    } else if (option == "price") {
        market.price_min = Price{words.number()};
        market.price_max = Price{words.number()};
    } else if (option == "quantity") {
        market.quantity_min = Quantity{words.number()};
        market.quantity_max = Quantity{words.number()};
    } else if (option == "notional") {
        market.notional_min = Amount{words.number()};
    } else if (option == "orders") {
        market.open_orders_max = static_cast<std::uint32_t>(words.number());
    } else if (option == "fees") {
        market.maker_fee = Ppm{static_cast<std::uint32_t>(words.number())};
        market.taker_fee = Ppm{static_cast<std::uint32_t>(words.number())};
    } else {
        words.fail("no option of a market");
    }
}

/// Zero when the word is no scope.
std::uint8_t scope(std::string_view word) {
    constexpr std::array<std::string_view, 5> kWords{"read", "trade", "transfer", "meter", "admin"};
    const auto found = std::ranges::find(kWords, word);
    return found == kWords.end() ? std::uint8_t{0}
                                 : static_cast<std::uint8_t>(1U << (found - kWords.begin()));
}

/// A command with its account, key and market.
template <class Command>
Command of(std::string_view client, ScenarioPlace place) {
    Command command{};
    command.account = place.names.account(client);
    command.key = place.names.key(client);
    command.market = place.names.market_called(place.names.market);
    return command;
}

void read_cancels(std::string_view client, Words& words, ScenarioPlace place, Commands& to) {
    auto all = of<CancelAll>(client, place);
    if (words.take_if("all")) return read_cancel_all(all, words, place, to);
    if (words.take_if("many"))
        return read_cancel_many(of<PlaceOrder>(client, place), words, place, to);
    if (words.take_if("list"))
        return read_cancel_list(of<PlaceOrder>(client, place), words, place, to);
    if (!words.take_if("everywhere"))
        return read_cancel(of<CancelOrder>(client, place), words, place, to);
    all.market = MarketId{};
    read_cancel_all(all, words, place, to);
}

}  // namespace

void read_order(PlaceConditional& placed, Words& words, ScenarioPlace place, Arena& texts) {
    PlaceOrder& order = placed.order;
    order.type = OrderType::market;
    if (words.take_if("for")) {
        order.type = OrderType::market_by_budget;
        order.budget_or_expiry = words.number();
    } else {
        order.quantity = Quantity{words.number()};
        if (words.take_if("@")) {
            order.type = OrderType::limit;
            order.price = Price{words.number()};
        }
    }
    while (!words.done() && !words.next_is("then") && !words.next_is("or"))
        read_order_option(placed, words, place, texts);
    // It has a limit, which the book gives.
    if (placed.conditions.peg != Peg::none && order.type == OrderType::market)
        order.type = OrderType::limit;
}

void read_client_command(std::string_view client, Words& words, ScenarioPlace place, Commands& to) {
    const std::string verb = words.take();
    const auto head = of<PlaceOrder>(client, place);
    if (verb == "buys" || verb == "sells") {
        PlaceConditional placed{.order = head, .conditions = {}};
        placed.order.side = verb == "buys" ? Side::buy : Side::sell;
        read_order(placed, words, place, to.arena);
        push_order(placed, to);
    } else if (verb == "replaces") {
        read_replace(head, words, place, to);
    } else if (verb == "lists") {
        read_list(head, words, place, to);
    } else if (verb == "amends") {
        read_amend(head, words, place, to);
    } else if (verb == "cancels") {
        read_cancels(client, words, place, to);
    } else if (!read_protection(client, verb, words, place, to)) {
        words.fail("nothing that a client does");
    }
}

void read_market(std::string_view name, Words& words, const ScenarioNames& names, Commands& to) {
    const std::size_t slash = name.find('/');
    if (slash == name.npos) words.fail("a market is called BASE/QUOTE");
    const std::string_view base = name.substr(0, slash);
    const std::string_view quote = name.substr(slash + 1);
    std::string symbol = std::string{base} + std::string{quote};
    ListMarket market{.symbol = {},
                      .base = names.asset(base),
                      .quote = names.asset(quote),
                      .tick_size = Price{1},
                      .lot_size = Quantity{1},
                      .price_min = Price{1},
                      .price_max = Price{1'000'000},
                      .quantity_min = Quantity{1},
                      .quantity_max = Quantity{1'000'000},
                      .notional_min = Amount{1},
                      .open_orders_max = 200,
                      .maker_fee = Ppm{0},
                      .taker_fee = Ppm{0}};
    while (!words.done())
        if (words.take_if("symbol"))
            symbol = words.take();
        else
            read_market_option(market, words);
    market.symbol = to.arena.add(symbol);
    to.push(market);
}

void read_key(AccountId account, Words& words, std::string_view default_name, Commands& to) {
    AddKey key{};
    key.account = account;
    std::string name{default_name};
    std::uint8_t scopes = 0;
    while (!words.done()) {
        const std::string option = words.take();
        if (option == "named") {
            name = words.take();
        } else if (option == "ed25519") {
            key.algorithm = KeyAlgorithm::ed25519;
            key.public_key = to.arena.add(words.take());
        } else if (const std::uint8_t granted = scope(option); granted != 0) {
            scopes |= granted;
        } else {
            words.fail("no option of a key");
        }
    }
    key.scopes = Scopes{scopes};
    key.name = to.arena.add(name);
    to.push(key);
}

}  // namespace divmid
