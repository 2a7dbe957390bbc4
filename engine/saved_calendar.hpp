// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/saved_bytes.hpp"
#include "engine/state.hpp"

namespace divmid {

// What save() writes of calendars, busted trades, request numbers and dead-man timers, and how
// load() reads it. "What save() writes" in save.cpp holds the format.

void save_calendar(SavedWriter& to, const Calendar& calendar);
void save_busted(SavedWriter& to, const BustedTrades& busted);
void save_request_numbers(SavedWriter& to, const RequestNumbers& numbers);
void save_dead_man(SavedWriter& to, const DeadManTimers& timers);

/// As the reader's expect(): what no exchange can have saved makes it not ok.
void load_calendar(SavedReader& from, Calendar& calendar);
[[nodiscard]] BustedTrades load_busted(SavedReader& from, TradeId last_trade);
void load_request_numbers(SavedReader& from, Exchange::State& state);
void load_dead_man(SavedReader& from, Exchange::State& state);

}  // namespace divmid
