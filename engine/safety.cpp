// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "engine/turn.hpp"

// What ends the orders of many at once, or keeps a command from being carried out twice.

namespace divmid {

void Turn::end_orders(Market& market, const std::vector<OrderId>& orders, EndReason reason) {
    // The end of one may be the end of others, of its list.
    for (const OrderId order : orders)
        if (const SlotIndex at = market.find(order); at != 0) cancel(market, at, reason);
}

template <class Wanted>
void Turn::end_orders_of(AccountId account, EndReason reason, Wanted&& wanted) {
    for (Market& market : state_.markets) {
        std::vector<OrderId> orders;
        for (const SlotIndex at : market.orders_of(account))
            if (wanted(market.special(at))) orders.push_back(market[at].id);
        end_orders(market, orders, reason);
    }
}

// A number is used up by whatever its command asks, accepted or refused, but not by a caller who
// may not use the lane.
void Turn::operator()(const Numbered& command) {
    const auto skip = [&](Reject why) {
        skips_ = true;
        refuse(why, {}, command.account);
    };
    if (!state_.accounts.known(command.account)) return skip(Reject::unknown_account);
    const Reject key = state_.keys.check(command.key, command.account, Scope::trade);
    if (key != Reject::none && key != Reject::scope_missing) return skip(key);
    if (command.lane >= RequestNumbers::kLanes || command.number == 0)
        return skip(Reject::unsupported_combination);

    const RequestNumbers::Lane lane = state_.request_numbers.last(command.key, command.lane);
    if (command.number > lane.last)
        return state_.request_numbers.burn(command.key, command.lane,
                                           {command.number, command.identity});
    if (command.number == lane.last && command.identity != lane.identity)
        return skip(Reject::request_number_reused);
    skips_ = true;
    events_.push(Repeated{.key = command.key,
                          .account = command.account,
                          .lane = command.lane,
                          .number = command.number,
                          .last = lane.last});
}

Reject Turn::check_kill(const SwitchKill& command) const {
    const bool of_account = command.account != AccountId{};
    if (of_account && !state_.accounts.known(command.account)) return Reject::unknown_account;
    if (command.market != MarketId{} && !state_.known(command.market))
        return Reject::unknown_market;
    if (command.key != KeyId{}) {
        const Reject key = state_.keys.check(command.key, command.account, Scope::trade);
        if (key != Reject::none) return key;
        const bool by_operator = state_.profiles[command.account].killed == Killed::by_operator;
        if (command.lifted && by_operator) return Reject::account_forbidden;
    }
    return of_account && command.market != MarketId{} ? Reject::unsupported_combination
                                                      : Reject::none;
}

void Turn::operator()(const SwitchKill& command) {
    const Reject reason = check_kill(command);
    if (reason != Reject::none) return refuse(reason, command.market, command.account);
    if (command.account != AccountId{})
        switch_account(command);
    else if (command.market != MarketId{})
        state_.market(command.market).calendar().killed = !command.lifted;
    else
        state_.killed = !command.lifted;
    events_.push(KillSwitched{
        .account = command.account, .market = command.market, .lifted = command.lifted});
    if (command.lifted) return;

    if (command.account != AccountId{})
        return end_orders_of(command.account, EndReason::killed,
                             [](const SpecialOrder*) { return true; });
    for (Market& market : state_.markets)
        if (command.market == MarketId{} || command.market == market.terms().market)
            end_orders(market, market.open_ids(), EndReason::killed);
}

void Turn::switch_account(const SwitchKill& command) {
    Killed& killed = state_.profiles.of(command.account).killed;
    const Killed by = command.key == KeyId{} ? Killed::by_operator : Killed::by_owner;
    killed = command.lifted ? Killed::no : std::max(killed, by);
}

void Turn::operator()(const SetDeadMan& command) {
    Reject reason = check_sender(command, true);
    const bool off = command.timeout == Duration{};
    if (reason == Reject::none && !off &&
        (command.timeout < DeadManTimers::kLeast || command.timeout > DeadManTimers::kMost))
        reason = Reject::time_out_of_range;
    if (reason != Reject::none) return refuse(reason, {}, command.account);
    const Timestamp due = off ? Timestamp{} : now_ + command.timeout;
    state_.dead_man.set(command.account, due);
    events_.push(DeadManSet{.account = command.account, .due = due});
}

void Turn::fire_dead_man(AccountId account) {
    state_.dead_man.set(account, Timestamp{});
    events_.push(DeadManFired{.account = account});
    end_orders_of(account, EndReason::dead_man, [](const SpecialOrder* special) {
        return special == nullptr || !special->asked.keep;
    });
}

void Turn::operator()(const SessionEnded& command) {
    if (!state_.accounts.known(command.account) || command.session == SessionId{}) return;
    end_orders_of(command.account, EndReason::session_ended, [&](const SpecialOrder* special) {
        return special != nullptr && special->asked.session == command.session;
    });
}

// No session outlives the process.
void Turn::operator()(const Started&) {
    for (Market& market : state_.markets) {
        std::vector<OrderId> tied = market.open_ids();
        std::erase_if(tied, [&](OrderId id) {
            const SpecialOrder* const special = market.special(market.find(id));
            return special == nullptr || special->asked.session == SessionId{};
        });
        end_orders(market, tied, EndReason::session_ended);
        if (market.rules().cancel_only_after_start) hold_back(market);
    }
}

// Only phases in which orders can be placed are left. A call goes on, since its end is an uncross.
void Turn::hold_back(Market& market) {
    const Calendar& calendar = market.calendar();
    if (calendar.phase == Phase::continuous || calendar.phase == Phase::post_only)
        enter(market, {Phase::cancel_only, {}, {}});
    else if (calendar.in_call() && calendar.next != Phase::cancel_only)
        enter(market, {calendar.phase, calendar.until, Phase::cancel_only});
}

}  // namespace divmid
