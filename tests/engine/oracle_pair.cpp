// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/oracle_pair.hpp"

#include <algorithm>
#include <cstdlib>

#include "tests/engine/event_text.hpp"

namespace divmid {

namespace {

constexpr std::uint32_t kRestartsOneIn = 200;

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "    " + line + '\n';
    return text;
}

}  // namespace

std::uint64_t environment(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr ? std::strtoull(value, nullptr, 10) : otherwise;
}

std::string saved(const Exchange& exchange) {
    std::string bytes;
    exchange.save(bytes);
    return bytes;
}

Exchange loaded(const std::string& bytes) {
    std::optional<Exchange> exchange = Exchange::load(bytes);
    ENSURE(exchange.has_value());
    return std::move(*exchange);
}

std::optional<std::string> OraclePair::apply(Tick tick) {
    last_ = fast_.apply(std::move(tick));
    // The oracle reads the record's own commands: they must still be what was asked.
    const std::vector<std::string> told = lines(last_.events);
    const std::vector<std::string> expected = lines(naive_.apply(last_.tick));
    if (told != expected)
        return "the exchange told\n" + joined(told) + "the oracle told\n" + joined(expected);
    if (fast_.next_deadline() != naive_.next_deadline())
        return "the next deadline is " + std::to_string(fast_.next_deadline().value()) +
               ", for the oracle " + std::to_string(naive_.next_deadline().value());
    fast_.check_invariants();
    fold_.apply(last_);
    for (const std::uint8_t kind : last_.events.order()) ++told_[kind];
    return compare_balances();
}

std::optional<std::string> OraclePair::restart() {
    const std::string before = saved(fast_);
    std::optional<Exchange> again = Exchange::load(before);
    if (!again) return "what was saved is not loaded";
    fast_ = std::move(*again);
    fast_.check_invariants();
    if (saved(fast_) == before) return {};
    return "saving what was loaded gives other bytes";
}

std::optional<std::string> OraclePair::compare_balances() const {
    if (fold_.anybody_owes()) return "somebody owes what nobody may owe";
    std::vector<AccountId> accounts{kFees, kFunding, kReceivable};
    for (std::uint32_t i = 0; i < SmallWorld::kUsers; ++i) accounts.push_back(SmallWorld::user(i));
    for (std::uint16_t number = 1; number <= SmallWorld::kAssets; ++number) {
        const AssetId asset{number};
        if (fold_.sum(asset) != Amount{}) return "an asset does not sum to zero";
        for (const AccountId account : accounts) {
            const NaiveExchange::Balance expected = naive_.balance(account, asset);
            if (fold_.available(account, asset).value() != expected.available ||
                fold_.held(account, asset).value() != expected.held)
                return "the oracle has another balance of account " +
                       std::to_string(account.value());
        }
    }
    return {};
}

std::optional<std::string> run_random(std::uint64_t seed, int ticks, Topics topics,
                                      OraclePair::Told& told) {
    OraclePair pair;
    RandomTicks source{seed, topics};
    Random restarts{~seed};
    std::optional<std::string> difference = pair.apply(SmallWorld::founding());
    for (int i = 0; i < ticks && !difference; ++i) {
        difference = pair.apply(source.next());
        source.learn(pair.last());
        if (!difference && restarts.below(kRestartsOneIn) == 0) difference = pair.restart();
        if (difference) *difference = "in tick " + std::to_string(i) + ' ' + *difference;
    }
    for (std::size_t kind = 0; kind < told.size(); ++kind) told[kind] += pair.told()[kind];
    return difference;
}

}  // namespace divmid
