// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_calendar.hpp"

#include <algorithm>

#include "tests/engine/reason_names.hpp"

namespace divmid {
namespace {

Phase read_phase(Words& words) {
    const std::string word = words.take();
    for (std::uint8_t number = 0; number < 8; ++number)
        if (name(static_cast<Phase>(number)) == word) return static_cast<Phase>(number);
    words.fail("no phase: " + word);
}

MarketId here(ScenarioPlace place) {
    return place.names.market_called(place.names.market);
}

/// PHASE [until 10s] [then PHASE]
void read_set_phase(Words& words, ScenarioPlace place, Commands& to) {
    SetPhase command{.market = here(place),
                     .phase = read_phase(words),
                     .until = {},
                     .next = {},
                     .note = to.arena.add("scenario")};
    while (!words.done())
        if (words.take_if("until"))
            command.until = place.now + words.duration();
        else if (words.take_if("then"))
            command.next = read_phase(words);
        else
            words.fail("nothing of a phase");
    to.push(command);
}

/// PHASE in 10s [every 60s] [for 5s] [then PHASE]
void read_schedule(Words& words, ScenarioPlace place, Commands& to) {
    SchedulePhase command{.market = here(place),
                          .at = {},
                          .every = {},
                          .phase = read_phase(words),
                          .lasts = {},
                          .next = {}};
    while (!words.done())
        if (words.take_if("in"))
            command.at = place.now + words.duration();
        else if (words.take_if("every"))
            command.every = words.duration();
        else if (words.take_if("for"))
            command.lasts = words.duration();
        else if (words.take_if("then"))
            command.next = read_phase(words);
        else
            words.fail("nothing of a scheduled phase");
    to.push(command);
}

/// alice | market | exchange [lifted]
void read_kill(Words& words, ScenarioPlace place, Commands& to) {
    SwitchKill command{
        .account = {}, .market = {}, .key = {}, .lifted = false, .note = to.arena.add("scenario")};
    if (words.take_if("market"))
        command.market = here(place);
    else if (!words.take_if("exchange"))
        command.account = place.names.account(words.take());
    command.lifted = words.take_if("lifted");
    to.push(command);
}

/// NUMBER [silently]: as the log tells of it; silently: without a reason. A trade that never was is
/// told of as the last one, but with its number.
void read_bust(Words& words, ScenarioPlace place, Commands& to) {
    const TradeId trade{static_cast<std::uint64_t>(words.number())};
    const auto& trades = place.names.trades;
    if (trades.empty()) words.fail("nothing was traded");
    const auto found = trades.find(trade);
    BustTrade command = found == trades.end() ? trades.rbegin()->second : found->second;
    command.trade = trade;
    if (!words.take_if("silently")) command.note = to.arena.add("scenario");
    to.push(command);
}

}  // namespace

bool read_calendar(const std::string& first, Words& words, ScenarioPlace place, Commands& to) {
    if (first == "phase") {
        read_set_phase(words, place, to);
    } else if (first == "schedule") {
        read_schedule(words, place, to);
    } else if (first == "unschedule") {
        to.push(ClearSchedule{.market = here(place)});
    } else if (first == "delist") {
        to.push(Delist{.market = here(place),
                       .at = place.now + words.duration(),
                       .note = to.arena.add("scenario")});
    } else if (first == "kill") {
        read_kill(words, place, to);
    } else if (first == "bust") {
        read_bust(words, place, to);
    } else if (first == "session") {
        const SessionId session{static_cast<std::uint32_t>(words.number())};
        to.push(SessionEnded{.account = place.names.account(words.take()), .session = session});
    } else {
        return false;
    }
    return true;
}

bool read_protection(std::string_view client, const std::string& verb, Words& words,
                     ScenarioPlace place, Commands& to) {
    const AccountId account = place.names.account(client);
    const KeyId key = place.names.key(client);
    if (verb == "kills") {
        to.push(SwitchKill{.account = account,
                           .market = {},
                           .key = key,
                           .lifted = words.take_if("lifted"),
                           .note = {}});
    } else if (verb == "dead-man") {
        const Duration timeout = words.take_if("off") ? Duration{} : words.duration();
        to.push(SetDeadMan{.account = account, .key = key, .timeout = timeout, .deadline = {}});
    } else if (verb == "numbers") {
        Numbered command{.account = account, .key = key, .lane = 0, .number = 0, .identity = 0};
        command.number = static_cast<std::uint64_t>(words.number());
        if (words.take_if("lane")) command.lane = static_cast<std::uint8_t>(words.number());
        if (words.take_if("as")) command.identity = static_cast<std::uint64_t>(words.number());
        if (words.take_if("key")) command.key = place.names.key(words.take());
        to.push(command);
    } else {
        return false;
    }
    return true;
}

}  // namespace divmid
