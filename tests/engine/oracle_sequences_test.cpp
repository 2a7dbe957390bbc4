// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "tests/engine/event_text.hpp"
#include "tests/engine/oracle_pair.hpp"

using namespace divmid;

namespace {

using enum TimeInForce;
using enum SelfTradePrevention;
constexpr MarketId kMarket = SmallWorld::kMarkets[0];

/// The letters of an alphabet, each a tick of its own, and what stands before all words.
class Alphabet {
public:
    PlaceOrder order(std::uint32_t user, Side side, std::int64_t ticks, std::int64_t lots) const {
        return SmallWorld::place(
            {.user = user, .side = side, .ticks = ticks, .lots = lots, .time_in_force = {}});
    }
    template <class Command>
    void before(const Command& command) {
        before_.commands.push(command);
    }
    template <class Command>
    void add(const Command& command, Duration later = {}) {
        letters_.emplace_back().time = SmallWorld::kBegin + later;
        letters_.back().commands.push(command);
    }
    void limit(std::uint32_t user, Side side, std::int64_t ticks, std::int64_t lots,
               SelfTradePrevention mode = none, TimeInForce time = good_till_canceled) {
        PlaceOrder made = order(user, side, ticks, lots);
        made.self_trade_prevention = mode;
        made.time_in_force = time;
        add(made);
    }
    void market(std::uint32_t user, Side side, std::int64_t lots) {
        PlaceOrder made = order(user, side, 0, lots);
        made.type = OrderType::market;
        add(made);
    }
    static Conditions stop(Trigger trigger, std::int64_t ticks, std::uint32_t trailing = 0) {
        Conditions conditions;
        conditions.trigger = trigger;
        conditions.stop_price = Price{ticks * SmallWorld::kTickSize.value()};
        conditions.trailing = trailing;
        return conditions;
    }
    static Conditions slices(std::int64_t lots) {
        Conditions conditions;
        conditions.visible = Quantity{lots * SmallWorld::kLotSize.value()};
        return conditions;
    }
    static Conditions peg(Peg peg, std::uint16_t levels) {
        Conditions conditions;
        conditions.peg = peg;
        conditions.peg_levels = levels;
        return conditions;
    }
    void cancel(std::uint32_t user, std::uint64_t id) {
        CancelOrder cancel{};
        cancel.account = SmallWorld::user(user);
        cancel.key = SmallWorld::key(user);
        cancel.market = kMarket;
        cancel.order = OrderId{id};
        add(cancel);
    }
    void amend(std::uint32_t user, std::uint64_t id, std::int64_t ticks, std::int64_t lots) {
        AmendOrder amend{};
        amend.account = SmallWorld::user(user);
        amend.key = SmallWorld::key(user);
        amend.market = kMarket;
        amend.order = OrderId{id};
        amend.price = Price{ticks * SmallWorld::kTickSize.value()};
        amend.quantity = Quantity{lots * SmallWorld::kLotSize.value()};
        add(amend);
    }

    [[nodiscard]] const Tick& before() const { return before_; }
    [[nodiscard]] const std::vector<Tick>& letters() const { return letters_; }

private:
    Tick before_;
    std::vector<Tick> letters_;
};

/// Tries every word of at most `depth` letters after `from`.
class Words {
public:
    explicit Words(const Alphabet& alphabet) : letters_{alphabet.letters()} {
        apply(SmallWorld::founding(), start_.fast, start_.naive);
        Tick before = alphabet.before();
        before.time = SmallWorld::kBegin;
        apply(std::move(before), start_.fast, start_.naive);
    }

    /// The first word that goes wrong, and how; nothing: none does.
    [[nodiscard]] std::optional<std::string> try_all(int depth) {
        walk(start_, depth);
        return difference_;
    }

private:
    struct Branch {
        Exchange fast;
        NaiveExchange naive;
    };

    void apply(Tick tick, Exchange& fast, NaiveExchange& naive) {
        // Time never goes back: a letter after a later one is told at that later time.
        tick.time = std::max(tick.time, fast.time());
        const Record record = fast.apply(std::move(tick));
        fast.check_invariants();
        const std::vector<std::string> told = lines(record.events);
        const std::vector<std::string> expected = lines(naive.apply(record.tick));
        if (told == expected && fast.next_deadline() == naive.next_deadline()) return;
        if (difference_) return;
        difference_ = "after letters " + word_ + "\nthe exchange told " +
                      Catch::Detail::stringify(told) + "\nthe oracle told " +
                      Catch::Detail::stringify(expected);
    }

    void walk(const Branch& from, int depth) {
        const std::string bytes = saved(from.fast);
        for (std::size_t i = 0; i < letters_.size() && !difference_; ++i) {
            const std::size_t length = word_.size();
            word_ += std::to_string(i) + ' ';
            Branch next{loaded(bytes), from.naive};
            apply(letters_[i], next.fast, next.naive);
            if (depth > 1 && !difference_) walk(next, depth - 1);
            word_.resize(length);
        }
    }

    std::vector<Tick> letters_;
    Branch start_;
    std::string word_;
    std::optional<std::string> difference_;
};

void every_word(const Alphabet& alphabet, int depth) {
    Words words{alphabet};
    const int deeper = environment("DIVMID_ITERATIONS", 1) > 1 ? 1 : 0;
    const std::optional<std::string> difference = words.try_all(depth + deeper);
    if (difference) FAIL(*difference);
}

}  // namespace

TEST_CASE("every short sequence with self-trade prevention does what the oracle does",
          "[oracle][sequences]") {
    Alphabet a;
    a.before(SetTradeGroup{SmallWorld::user(0), TradeGroupId{1}});
    a.before(SetTradeGroup{SmallWorld::user(1), TradeGroupId{1}});
    a.limit(0, Side::sell, 10, 2);
    a.limit(2, Side::sell, 10, 3);
    a.add(PlaceConditional{a.order(1, Side::sell, 10, 6), Alphabet::slices(2)});
    for (const SelfTradePrevention mode :
         {none, expire_taker, expire_maker, expire_both, decrement}) {
        a.limit(0, Side::buy, 10, 4, mode);
        a.limit(1, Side::buy, 10, 3, mode, fill_or_kill);
    }
    every_word(a, 4);
}

TEST_CASE("every short sequence with icebergs does what the oracle does", "[oracle][sequences]") {
    Alphabet a;
    a.add(PlaceConditional{a.order(0, Side::sell, 10, 5), Alphabet::slices(2)});
    a.add(PlaceConditional{a.order(1, Side::sell, 10, 4), Alphabet::slices(2)});
    a.add(PlaceConditional{a.order(2, Side::buy, 10, 7), Alphabet::slices(3)});
    a.limit(1, Side::sell, 10, 2);
    a.limit(2, Side::buy, 11, 3);
    a.limit(3, Side::buy, 10, 9, none, fill_or_kill);
    a.market(3, Side::buy, 6);
    a.cancel(0, 1);
    a.amend(0, 1, 10, 3);
    a.amend(0, 1, 10, 8);
    a.amend(0, 1, 9, 0);
    every_word(a, 4);
}

TEST_CASE("every short sequence with stops does what the oracle does", "[oracle][sequences]") {
    using enum Trigger;
    Alphabet a;
    a.limit(0, Side::sell, 10, 2);
    a.limit(0, Side::sell, 12, 2);
    a.limit(1, Side::buy, 10, 2);
    a.limit(1, Side::buy, 8, 2);
    a.market(2, Side::buy, 3);
    a.market(2, Side::sell, 3);
    a.add(PlaceConditional{a.order(3, Side::sell, 8, 2), Alphabet::stop(stop_loss, 9)});
    a.add(PlaceConditional{a.order(3, Side::buy, 12, 2), Alphabet::stop(stop_loss, 12)});
    a.add(PlaceConditional{a.order(3, Side::sell, 12, 2), Alphabet::stop(take_profit, 11)});
    a.add(PlaceConditional{a.order(2, Side::sell, 8, 2), Alphabet::stop(stop_loss, 0, 1'500)});
    a.add(PlaceConditional{a.order(2, Side::sell, 8, 2), Alphabet::stop(take_profit, 12, 1'500)});
    PlaceOrder at_market = a.order(3, Side::buy, 0, 3);
    at_market.type = OrderType::market;
    a.add(PlaceConditional{at_market, Alphabet::stop(stop_loss, 10)});
    a.cancel(3, 3);
    every_word(a, 4);
}

TEST_CASE("every short sequence with lists does what the oracle does", "[oracle][sequences]") {
    using enum Trigger;
    Alphabet a;
    const PlaceConditional above{a.order(3, Side::sell, 12, 4), {}};
    const PlaceConditional below{a.order(3, Side::sell, 8, 4), Alphabet::stop(stop_loss, 9)};
    const PlaceConditional working{a.order(3, Side::buy, 10, 4), {}};
    a.add(PlaceList{ListKind::one_cancels_other, {}, above, below, {}});
    a.add(PlaceList{ListKind::one_triggers_other, {}, working, above, {}});
    a.add(PlaceList{ListKind::one_triggers_a_pair, {}, working, above, below});
    a.limit(0, Side::sell, 10, 2);
    a.limit(1, Side::buy, 12, 2);
    a.limit(1, Side::buy, 8, 3);
    a.market(2, Side::buy, 4);
    a.market(2, Side::sell, 3);
    a.cancel(3, 1);
    a.cancel(3, 2);
    a.amend(3, 1, 12, 2);
    a.amend(3, 2, 0, 3);
    CancelList list{};
    list.account = SmallWorld::user(3);
    list.key = SmallWorld::key(3);
    list.market = kMarket;
    list.list = ListId{1};
    a.add(list);
    every_word(a, 4);
}

TEST_CASE("every short sequence with a band and pegs does what the oracle does",
          "[oracle][sequences]") {
    Alphabet a;
    MarketRules rules = SmallWorld::rules(kMarket);
    rules.band_below = rules.band_above = 100'000;
    rules.reference_bucket = Duration{1'000'000};
    rules.reference_buckets = 2;
    rules.first_reference = Price{50};
    a.before(SetMarketRules{kMarket, rules, {}});
    a.limit(0, Side::sell, 10, 2);
    a.limit(0, Side::sell, 11, 2);
    a.limit(0, Side::sell, 12, 2);
    a.limit(1, Side::buy, 9, 2);
    a.limit(2, Side::buy, 12, 3);
    a.limit(2, Side::buy, 12, 4, none, fill_or_kill);
    a.market(3, Side::buy, 5);
    a.market(3, Side::sell, 3);
    PlaceOrder pegged = a.order(3, Side::buy, 0, 2);
    a.add(PlaceConditional{pegged, Alphabet::peg(Peg::primary, 1)});
    a.add(PlaceConditional{pegged, Alphabet::peg(Peg::market, 1)});
    a.add(Started{}, Duration{1'500'000});
    every_word(a, 4);
}

TEST_CASE("every short sequence in and out of an auction call does what the oracle does",
          "[oracle][sequences]") {
    Alphabet a;
    SetPhase call{};
    call.market = kMarket;
    call.phase = Phase::auction_call;
    a.before(call);
    call.phase = Phase::continuous;
    a.add(call);
    a.limit(0, Side::sell, 10, 2);
    a.limit(0, Side::sell, 8, 3, expire_maker);
    a.limit(1, Side::buy, 10, 4);
    a.limit(1, Side::buy, 12, 2, decrement);
    a.add(PlaceConditional{a.order(2, Side::buy, 11, 6), Alphabet::slices(2)});
    a.market(2, Side::sell, 3);
    a.market(0, Side::buy, 3);
    a.add(PlaceConditional{a.order(3, Side::sell, 8, 2), Alphabet::stop(Trigger::stop_loss, 10)});
    a.cancel(1, 1);
    a.amend(1, 1, 11, 5);
    every_word(a, 4);
}

TEST_CASE("every short sequence of amends does what the oracle does", "[oracle][sequences]") {
    Alphabet a;
    a.limit(0, Side::sell, 10, 4);
    a.limit(1, Side::sell, 10, 2);
    a.limit(2, Side::buy, 9, 3);
    a.limit(3, Side::buy, 10, 2);
    a.amend(0, 1, 10, 2);
    a.amend(0, 1, 9, 0);
    a.amend(0, 1, 10, 6);
    a.amend(2, 3, 10, 3);
    a.amend(2, 2, 10, 3);
    a.cancel(0, 1);
    every_word(a, 5);
}
