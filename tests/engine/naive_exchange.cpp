// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/naive_exchange.hpp"

#include <algorithm>
#include <type_traits>

namespace divmid {

namespace {

constexpr int kWakesATick = 1'000;

}  // namespace

Events NaiveExchange::apply(const Tick& tick) {
    now_ = tick.time;
    commands_ = &tick.commands;
    events_.clear();
    skip_next_ = false;
    wakes_left_ = kWakesATick;
    fire_timers();
    drain_all();
    tick.commands.visit([this](const auto& command) {
        events_.begin_command();
        turn(command);
    });
    indicate();
    return events_;
}

template <class Command>
void NaiveExchange::turn(const Command& command) {
    if (std::exchange(skip_next_, false)) return;
    apply(command);
}

Timestamp NaiveExchange::next_deadline() const {
    for (const auto& [id, m] : markets_)
        if (m.phase == Phase::continuous && !m.queue.empty()) return now_;
    const std::vector<Due> due = timers();
    return due.empty() ? kNever : due.front().at;
}

NaiveExchange::Balance NaiveExchange::balance(AccountId account, AssetId asset) const {
    const auto found = balances_.find({account, asset});
    return found == balances_.end() ? Balance{} : found->second;
}

void NaiveExchange::pay(AccountId account, AssetId asset, std::int64_t amount) {
    balances_[{account, asset}].available += amount;
}

void NaiveExchange::hold(AccountId account, AssetId asset, std::int64_t amount) {
    balances_[{account, asset}].available -= amount;
    balances_[{account, asset}].held += amount;
}

void NaiveExchange::refuse(Reject reason, MarketId market, AccountId account) {
    events_.push(CommandRefused{reason, market, account});
}

std::string_view NaiveExchange::text(TextRef ref) const {
    return commands_->arena.text(ref);
}

}  // namespace divmid
