// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_player.hpp"

#include <utility>

#include "engine/market_terms.hpp"
#include "tests/engine/scenario_calendar.hpp"
#include "tests/engine/scenario_commands.hpp"
#include "tests/engine/scenario_rules.hpp"

namespace divmid {

void ScenarioPlayer::line(std::string_view text) {
    const bool joins = text.starts_with("& ");
    Words words{joins ? text.substr(2) : text};
    if (words.done()) return;
    if (!joins) flush();
    const std::string first = words.take();
    read(first, words);
}

std::vector<std::string> ScenarioPlayer::end_block() {
    flush();
    return view_.take();
}

void ScenarioPlayer::read(const std::string& first, Words& words) {
    if (first == "wait") {
        now_ = now_ + words.duration();
        flush(true);
    } else if (first == "tick") {
        flush(true);
    } else if (first == "balances") {
        while (!words.done()) view_.show_balances(words.take());
    } else if (first == "on") {
        names_.market = words.take();
    } else if (!read_administration(first, words) &&
               !read_calendar(first, words, {names_, now_}, pending_.commands)) {
        read_client_command(first, words, {names_, now_}, pending_.commands);
    }
    if (!words.done()) words.fail("too many words");
}

bool ScenarioPlayer::read_administration(const std::string& first, Words& words) {
    Commands& to = pending_.commands;
    if (first == "asset") {
        const std::string name = words.take();
        list_asset(name, words.take_if("scale") ? words.number() : 0);
    } else if (first == "assets") {
        for (std::int64_t left = words.number(); left > 0; --left)
            list_asset("X" + std::to_string(++assets_made_), 0);
    } else if (first == "market") {
        const std::string name = words.take();
        about(name);
        read_market(name, words, names_, to);
    } else if (first == "open") {
        while (!words.done()) open(words.take());
    } else if (first == "key") {
        add_key(words.take(), words);
    } else if (first == "revoke") {
        to.push(RevokeKey{names_.key(words.take())});
    } else if (first == "deposit") {
        const AccountId account = names_.account(words.take());
        const Amount amount{words.number()};
        to.push(Deposit{account, names_.asset(words.take()), amount, to.arena.add("scenario")});
    } else if (first == "rules") {
        set_rules(words);
    } else if (first == "group") {
        read_group(names_.account(words.take()), words, to);
    } else if (first == "tier") {
        read_tier(names_.account(words.take()), words, to);
    } else if (first == "storage") {
        if (words.take_if("low"))
            to.push(StorageLow{});
        else if (words.take_if("ok"))
            to.push(StorageOk{});
    } else if (first == "started") {
        if (words.take_if("after")) now_ = now_ + words.duration();
        to.push(Started{});
    } else {
        return false;
    }
    return true;
}

void ScenarioPlayer::list_asset(const std::string& name, std::int64_t scale) {
    about(name);
    Commands& to = pending_.commands;
    to.push(ListAsset{.symbol = to.arena.add(name), .scale = static_cast<std::uint8_t>(scale)});
}

void ScenarioPlayer::open(const std::string& name) {
    about(name);
    pending_.commands.push(OpenAccount{});
    flush();
    Words scopes{"read trade"};
    add_key(name, scopes);
    flush();
}

void ScenarioPlayer::add_key(const std::string& name, Words& words) {
    about(name);
    const std::string number = std::to_string(++keys_made_);
    const std::string key = "ScenarioKey" + std::string(8 - number.size(), '0') + number;
    read_key(names_.account(name), words, key, pending_.commands);
}

void ScenarioPlayer::set_rules(Words& words) {
    Commands& to = pending_.commands;
    const MarketId market = names_.market_called(names_.market);
    SetMarketRules command{.market = market, .rules = rules_[market], .note = {}};
    read_rules(command.rules, words);
    command.note = to.arena.add("scenario");
    to.push(command);
}

void ScenarioPlayer::about(const std::string& name) {
    subjects_.resize(pending_.commands.size());
    subjects_.push_back(name);
}

void ScenarioPlayer::flush(bool force) {
    if (pending_.commands.empty() && !force) return;
    pending_.time = now_;
    const Record record = apply_(std::exchange(pending_, {}));
    learn(record);
    view_.show(record);
    subjects_.clear();
}

void ScenarioPlayer::remember(const TradeExecuted& trade, Timestamp time) {
    const bool taker_buys = trade.taker_side == Side::buy;
    names_.trades[trade.trade] = {
        .market = trade.market,
        .trade = trade.trade,
        .buyer = taker_buys ? trade.taker : trade.maker,
        .seller = taker_buys ? trade.maker : trade.taker,
        .price = trade.price,
        .lots = trade.lots,
        .buyer_fee = taker_buys ? trade.taker_fee : trade.maker_fee,
        .seller_fee = taker_buys ? trade.maker_fee : trade.taker_fee,
        .traded = time,
        .note = {},
    };
}

void ScenarioPlayer::learn(const Record& record) {
    record.events.visit(Overloaded{
        [this](std::size_t cause, const AccountOpened& event) {
            names_.accounts[subjects_.at(cause)] = event.account;
        },
        [this](std::size_t cause, const KeyAdded& event) {
            names_.keys[subjects_.at(cause)] = event.key;
        },
        [this](std::size_t cause, const AssetListed& event) {
            names_.assets[subjects_.at(cause)] = event.asset;
        },
        [this](std::size_t cause, const MarketListed& event) {
            names_.market = subjects_.at(cause);
            names_.markets[names_.market] = event.market;
            rules_[event.market] = rules_of(terms_of(event));
        },
        [&](std::size_t, const TradeExecuted& event) { remember(event, record.tick.time); },
        [&](std::size_t, const AuctionTraded& event) { remember(event.trade, record.tick.time); },
        [this](std::size_t, const MarketRulesSet& event) { rules_[event.market] = event.rules; },
        [](std::size_t, const auto&) {},
    });
}

}  // namespace divmid
