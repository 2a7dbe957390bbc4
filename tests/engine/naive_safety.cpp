// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Request numbers, the kill switch and the dead-man timer.

namespace {

constexpr std::uint8_t kLanes = 16;
constexpr std::int64_t kTimeoutLeast = 1'000;
constexpr std::int64_t kTimeoutMost = 86'400'000'000;

}  // namespace

void NaiveExchange::apply(const Numbered& c) {
    Reject why = known(c.account) ? check_key(c.key, c.account) : Reject::unknown_account;
    if (why == Reject::scope_missing) why = Reject::none;
    if (why == Reject::none && (c.lane >= kLanes || c.number == 0))
        why = Reject::unsupported_combination;
    if (why != Reject::none) {
        skip_next_ = true;
        return refuse(why, {}, c.account);
    }
    Lane& lane = lanes_[{c.key, c.lane}];
    if (c.number > lane.last) {
        lane = {c.number, c.identity};
        return;
    }
    skip_next_ = true;
    if (c.number == lane.last && c.identity != lane.identity)
        return refuse(Reject::request_number_reused, {}, c.account);
    events_.push(Repeated{c.key, c.account, c.lane, c.number, lane.last});
}

void NaiveExchange::apply(const SwitchKill& c) {
    const bool whole_market = c.market != MarketId{};
    Reject why = Reject::none;
    if (c.account != AccountId{} && !known(c.account))
        why = Reject::unknown_account;
    else if (whole_market && !markets_.contains(c.market))
        why = Reject::unknown_market;
    else if (c.key != KeyId{})
        why = check_key(c.key, c.account);
    using enum Account::Killed;
    const bool of_operator = c.account != AccountId{} && why == Reject::none &&
                             accounts_.at(c.account).killed == by_operator;
    if (why == Reject::none && c.key != KeyId{} && c.lifted && of_operator)
        why = Reject::account_forbidden;
    if (why == Reject::none && c.account != AccountId{} && whole_market)
        why = Reject::unsupported_combination;
    if (why != Reject::none) return refuse(why, c.market, c.account);

    const bool everybody = c.account == AccountId{} && !whole_market;
    if (everybody) all_killed_ = !c.lifted;
    if (whole_market) market(c.market).killed = !c.lifted;
    if (c.account != AccountId{}) {
        auto& killed = accounts_.at(c.account).killed;
        const Account::Killed by = c.key == KeyId{} ? by_operator : by_owner;
        killed = c.lifted ? no : std::max(killed, by);
    }
    events_.push(KillSwitched{c.account, c.market, c.lifted});
    if (c.lifted) return;
    end_where(EndReason::killed, [&](const NaiveMarket& m, const NaiveOrder& order) {
        return m.phase != Phase::delisted &&
               (everybody || m.terms.market == c.market || order.account == c.account);
    });
}

void NaiveExchange::apply(const SetDeadMan& c) {
    Reject why = check_sender(c, true);
    const std::int64_t timeout = c.timeout.value();
    const bool fits = timeout == 0 || (timeout >= kTimeoutLeast && timeout <= kTimeoutMost);
    if (why == Reject::none && !fits) why = Reject::time_out_of_range;
    if (why != Reject::none) return refuse(why, {}, c.account);
    Timestamp& due = accounts_.at(c.account).dead_man;
    due = timeout == 0 ? Timestamp{} : now_ + c.timeout;
    events_.push(DeadManSet{c.account, due});
}

void NaiveExchange::fire_dead_man(AccountId account) {
    accounts_.at(account).dead_man = Timestamp{};
    events_.push(DeadManFired{account});
    end_where(EndReason::dead_man, [&](const NaiveMarket& m, const NaiveOrder& order) {
        return m.phase != Phase::delisted && order.account == account && !order.asked.keep;
    });
}

}  // namespace divmid
