// SPDX-License-Identifier: Apache-2.0
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "engine/market/triggers.hpp"

namespace divmid::test {

namespace {

TriggerTerms stop_loss(std::uint64_t order, Side side, std::uint32_t price,
                       std::uint32_t trailing = 0) {
    return {OrderId{order}, side, Trigger::stop_loss, Ticks{price}, trailing};
}

TriggerTerms take_profit(std::uint64_t order, Side side, std::uint32_t price,
                         std::uint32_t trailing = 0) {
    return {OrderId{order}, side, Trigger::take_profit, Ticks{price}, trailing};
}

/// Triggers, and what prints did to them as text: `#3@90` reached, `+#3@90` started.
struct Market {
    Triggers triggers;
    Ticks last;

    void add(const TriggerTerms& stop) { triggers.add(stop, last); }

    std::string print(std::uint32_t price) {
        Triggers::Touched touched;
        triggers.print(Ticks{price}, touched);
        triggers.check_invariants();
        sort_nearest(touched.started, last);
        sort_nearest(touched.reached, last);
        last = Ticks{price};
        std::string text;
        for (const Reached& stop : touched.started) text += '+' + word(stop);
        for (const Reached& stop : touched.reached) text += word(stop);
        return text;
    }

    static std::string word(const Reached& stop) {
        return '#' + std::to_string(stop.order.value()) + '@' + std::to_string(stop.stop.value()) +
               ' ';
    }
};

}  // namespace

TEST_CASE("a stop loss is reached when the price got worse, a take profit when better",
          "[triggers]") {
    Market market;
    CHECK(market.print(100).empty());
    market.add(stop_loss(1, Side::buy, 110));
    market.add(stop_loss(2, Side::sell, 90));
    market.add(take_profit(3, Side::buy, 80));
    market.add(take_profit(4, Side::sell, 120));
    CHECK(market.print(109).empty());
    CHECK(market.print(91).empty());
    CHECK(market.print(110) == "#1@110 ");
    CHECK(market.print(119).empty());
    CHECK(market.print(121) == "#4@120 ");
    CHECK(market.print(90) == "#2@90 ");
    CHECK(market.print(79) == "#3@80 ");
    CHECK(market.triggers.empty());
}

TEST_CASE("stops that one print reaches go nearest to the old price first, then by order",
          "[triggers]") {
    Market market;
    CHECK(market.print(100).empty());
    market.add(stop_loss(4, Side::sell, 95));
    market.add(stop_loss(3, Side::sell, 97));
    market.add(take_profit(2, Side::buy, 95));
    market.add(take_profit(1, Side::buy, 90));
    CHECK(market.print(90) == "#3@97 #2@95 #4@95 #1@90 ");
}

TEST_CASE("a stop that was taken out is not reached", "[triggers]") {
    Market market;
    market.add(stop_loss(1, Side::sell, 90));
    market.add(stop_loss(2, Side::sell, 90));
    market.add(stop_loss(3, Side::sell, 0, 100));
    market.triggers.remove(stop_loss(1, Side::sell, 90));
    market.triggers.remove(stop_loss(3, Side::sell, 0, 100));
    CHECK(market.print(100).empty());
    CHECK(market.print(90) == "#2@90 ");
}

TEST_CASE("a trailing sell follows the highest print and fires at its distance below",
          "[triggers]") {
    Market market;
    CHECK(market.print(1000).empty());
    market.add(stop_loss(1, Side::sell, 0, 100));
    CHECK(market.print(991).empty());
    CHECK(market.print(1200).empty());
    CHECK(market.print(1100 + 89).empty());
    CHECK(market.print(1188) == "#1@1188 ");
}

TEST_CASE("a trailing buy follows the lowest print and fires at its distance above", "[triggers]") {
    Market market;
    CHECK(market.print(1000).empty());
    market.add(take_profit(1, Side::buy, 0, 100));
    CHECK(market.print(1009).empty());
    CHECK(market.print(800).empty());
    CHECK(market.print(807).empty());
    CHECK(market.print(808) == "#1@808 ");
}

TEST_CASE("the distance of a trailing stop is never rounded in its favour", "[triggers]") {
    // 1 % of 1050 is 10.5: 1039 is the first price a percent lower, 1061 a percent higher.
    Market market;
    CHECK(market.print(1050).empty());
    market.add(stop_loss(1, Side::sell, 0, 100));
    market.add(stop_loss(3, Side::sell, 0, 9'999));
    CHECK(market.print(1040).empty());
    CHECK(market.print(1039) == "#1@1039 ");
    CHECK(market.print(1).empty());

    CHECK(market.print(1050).empty());
    market.add(stop_loss(2, Side::buy, 0, 100));
    CHECK(market.print(1060).empty());
    CHECK(market.print(1061) == "#2@1061 ");
}

TEST_CASE("before the first trade a trailing stop has no extreme", "[triggers]") {
    Market market;
    market.add(stop_loss(1, Side::sell, 0, 100));
    market.add(stop_loss(2, Side::buy, 0, 100));
    CHECK(market.triggers.extreme(stop_loss(1, Side::sell, 0, 100)) == Ticks{});
    CHECK(market.triggers.extreme(stop_loss(2, Side::buy, 0, 100)) == Ticks{});
    CHECK(market.print(1000).empty());
    CHECK(market.triggers.extreme(stop_loss(1, Side::sell, 0, 100)) == Ticks{1000});
    CHECK(market.triggers.extreme(stop_loss(2, Side::buy, 0, 100)) == Ticks{1000});
    CHECK(market.print(990) == "#1@990 ");
    CHECK(market.print(1000) == "#2@1000 ");
}

TEST_CASE("a trailing stop with a stop price follows from the print that reaches it",
          "[triggers]") {
    Market market;
    CHECK(market.print(1000).empty());
    const TriggerTerms sell = take_profit(1, Side::sell, 1100, 200);
    const TriggerTerms buy = stop_loss(2, Side::buy, 1150, 200);
    market.add(sell);
    market.add(buy);
    CHECK(market.triggers.extreme(sell) == std::nullopt);
    CHECK(market.print(900).empty());
    CHECK(market.print(1120) == "+#1@1100 ");
    CHECK(market.triggers.extreme(sell) == Ticks{1120});
    CHECK(market.print(1160) == "+#2@1150 ");
    CHECK(market.print(1140).empty());
    CHECK(market.print(1136) == "#1@1136 ");
    CHECK(market.print(1158).empty());
    CHECK(market.print(1159) == "#2@1159 ");
}

TEST_CASE("a trailing stop that was saved goes on from its extreme", "[triggers]") {
    Market market;
    const TriggerTerms sell = stop_loss(1, Side::sell, 1200, 1'000);
    market.last = Ticks{1150};
    market.triggers.restore(sell, Ticks{1200});
    CHECK(market.triggers.extreme(sell) == Ticks{1200});
    CHECK(market.print(1081).empty());
    CHECK(market.print(1080) == "#1@1080 ");
}

TEST_CASE("groups of trailing stops give what each alone would give", "[triggers]") {
    struct Alone {
        TriggerTerms terms;
        std::int64_t extreme;
    };
    rc::check([] {
        Triggers triggers;
        std::vector<Alone> model;
        std::uint64_t orders = 0;
        Ticks last{500};
        for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1 << 20))) {
            const auto number = static_cast<std::uint32_t>(step);
            const Side side = number % 2 == 0 ? Side::buy : Side::sell;
            const std::uint32_t price = 400 + number / 8 % 200;
            if (number % 8 < 4) {
                model.push_back({stop_loss(++orders, side, 0, 1 + number / 8 % 900), last.value()});
                triggers.add(model.back().terms, last);
            } else if (number % 8 == 4 && !model.empty()) {
                const std::size_t at = number / 8 % model.size();
                triggers.remove(model[at].terms);
                model.erase(model.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                Triggers::Touched touched;
                triggers.print(Ticks{price}, touched);
                std::vector<OrderId> expected;
                std::erase_if(model, [&](Alone& stop) {
                    const std::int64_t print = price;
                    const bool buys = stop.terms.side == Side::buy;
                    stop.extreme =
                        buys ? std::min(stop.extreme, print) : std::max(stop.extreme, print);
                    const std::int64_t far =
                        stop.extreme *
                        (10'000 + (buys ? 1 : -1) * std::int64_t{stop.terms.trailing});
                    const bool fires = buys ? print * 10'000 >= far : print * 10'000 <= far;
                    if (fires) expected.push_back(stop.terms.order);
                    return fires;
                });
                std::vector<OrderId> reached;
                for (const Reached& stop : touched.reached) reached.push_back(stop.order);
                std::ranges::sort(reached);
                RC_ASSERT(reached == expected);
                last = Ticks{price};
            }
            triggers.check_invariants();
            RC_ASSERT(triggers.size() == model.size());
            for (const Alone& stop : model)
                RC_ASSERT(triggers.extreme(stop.terms)->value() == stop.extreme);
        }
    });
}

TEST_CASE("prints that reach nothing cost the same beside a hundred thousand stops", "[triggers]") {
    // Each print makes a new high: without groups this would be 10^10 steps.
    Market market;
    CHECK(market.print(1).empty());
    for (std::uint64_t i = 1; i <= 100'000; ++i)
        market.add(stop_loss(i, Side::sell, 0, 1 + static_cast<std::uint32_t>(i % 9'000)));
    Triggers::Touched touched;
    for (std::uint32_t price = 2; price < 100'000; ++price)
        market.triggers.print(Ticks{price}, touched);
    CHECK(touched.reached.empty());
    CHECK(market.triggers.extreme(stop_loss(7, Side::sell, 0, 8)) == Ticks{99'999});
}

}  // namespace divmid::test
