// SPDX-License-Identifier: Apache-2.0
#include "engine/saved_calendar.hpp"

namespace divmid {

namespace {

void put(SavedWriter& to, Phase phase) {
    to.put(static_cast<std::uint8_t>(phase));
}

Phase read_phase(SavedReader& from) {
    const auto phase = static_cast<Phase>(from.number<std::uint8_t>());
    from.expect(is_phase(phase));
    return phase;
}

void load_schedule(SavedReader& from, Schedule& schedule) {
    const auto count = from.number<std::uint8_t>();
    from.expect(count <= Schedule::kMost);
    Timestamp last;
    for (std::uint8_t i = 0; i < count && from.ok(); ++i) {
        Schedule::Entry entry;
        entry.at = from.number<Timestamp>();
        entry.every = from.number<Duration>();
        entry.phase = read_phase(from);
        entry.lasts = from.number<Duration>();
        entry.next = read_phase(from);
        const auto planned = [](Duration length) {
            return length >= Duration{} && length <= Calendar::kAheadMost;
        };
        if (!from.expect(entry.at >= last &&
                         entry.at <= kNever + (Duration{} - Calendar::kAheadMost) &&
                         planned(entry.lasts) && planned(entry.every) &&
                         (entry.every == Duration{} || entry.every >= Schedule::kEveryLeast)))
            return;
        schedule.add(entry);
        last = entry.at;
    }
}

}  // namespace

void save_calendar(SavedWriter& to, const Calendar& calendar) {
    put(to, calendar.phase);
    to.put(calendar.until);
    put(to, calendar.next);
    to.put(calendar.killed);
    to.put(calendar.told.price);
    to.put(calendar.told.lots);
    to.put(calendar.told.surplus);
    to.put(static_cast<std::uint8_t>(calendar.told.surplus_side));
    to.put(static_cast<std::uint8_t>(calendar.schedule.entries().size()));
    for (const Schedule::Entry& entry : calendar.schedule.entries()) {
        to.put(entry.at);
        to.put(entry.every);
        put(to, entry.phase);
        to.put(entry.lasts);
        put(to, entry.next);
    }
}

void load_calendar(SavedReader& from, Calendar& calendar) {
    calendar.phase = read_phase(from);
    calendar.until = from.number<Timestamp>();
    calendar.next = read_phase(from);
    calendar.killed = from.flag();
    calendar.told.price = from.number<Ticks>();
    calendar.told.lots = from.number<std::uint64_t>();
    calendar.told.surplus = from.number<std::uint64_t>();
    calendar.told.surplus_side = static_cast<Side>(from.number<std::uint8_t>());
    from.expect(calendar.until >= Timestamp{} && calendar.told.surplus_side <= Side::sell);
    load_schedule(from, calendar.schedule);
}

void save_busted(SavedWriter& to, const BustedTrades& busted) {
    to.put(busted.forgotten());
    to.put(static_cast<std::uint32_t>(busted.trades().size()));
    for (const auto& [trade, traded] : busted.trades()) {
        to.put(trade);
        to.put(traded);
    }
}

BustedTrades load_busted(SavedReader& from, TradeId last_trade) {
    BustedTrades busted;
    TradeId last = from.number<TradeId>();
    const auto count = from.number<std::uint32_t>();
    if (!from.expect(count <= BustedTrades::kMost && last <= last_trade)) return busted;
    busted.forget_all(last);
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const auto trade = from.number<TradeId>();
        const auto traded = from.number<Timestamp>();
        if (!from.expect(trade > last && trade <= last_trade && traded >= Timestamp{})) break;
        busted.add(trade, traded);
        last = trade;
    }
    return busted;
}

void save_request_numbers(SavedWriter& to, const RequestNumbers& numbers) {
    std::uint32_t count = 0;
    numbers.each([&](KeyId, std::uint8_t, const RequestNumbers::Lane&) { ++count; });
    to.put(count);
    numbers.each([&](KeyId key, std::uint8_t lane, const RequestNumbers::Lane& used) {
        to.put(key);
        to.put(lane);
        to.put(used.last);
        to.put(used.identity);
    });
}

void load_request_numbers(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint32_t>();
    std::pair<KeyId, std::uint8_t> last;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const auto key = from.number<KeyId>();
        const auto lane = from.number<std::uint8_t>();
        RequestNumbers::Lane used;
        used.last = from.number<std::uint64_t>();
        used.identity = from.number<std::uint64_t>();
        const std::pair at{key, lane};
        if (!from.expect(state.keys.known(key) && lane < RequestNumbers::kLanes && used.last != 0 &&
                         (i == 0 || at > last)))
            return;
        state.request_numbers.burn(key, lane, used);
        last = at;
    }
}

void save_dead_man(SavedWriter& to, const DeadManTimers& timers) {
    to.put(static_cast<std::uint32_t>(timers.size()));
    timers.each([&](AccountId account, Timestamp due) {
        to.put(due);
        to.put(account);
    });
}

void load_dead_man(SavedReader& from, Exchange::State& state) {
    const auto count = from.number<std::uint32_t>();
    std::pair<Timestamp, AccountId> last;
    for (std::uint32_t i = 0; i < count && from.ok(); ++i) {
        const auto due = from.number<Timestamp>();
        const auto account = from.number<AccountId>();
        const std::pair at{due, account};
        if (!from.expect(state.accounts.known(account) && due > Timestamp{} && at > last)) return;
        state.dead_man.set(account, due);
        last = at;
    }
    from.expect(state.dead_man.size() == count);
}

}  // namespace divmid
