// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "engine/exchange.hpp"
#include "tests/engine/reason_names.hpp"
#include "tests/engine/scenario.hpp"

using namespace divmid;

namespace {

using Outputs = std::vector<std::vector<std::string>>;

const std::filesystem::path kScenarios = DIVMID_SCENARIOS;

/// Drives an exchange and checks it after every record.
class Driver {
public:
    explicit Driver(Exchange& exchange) : exchange_{exchange} {}

    Record operator()(Tick tick) const {
        Record record = exchange_.apply(std::move(tick));
        exchange_.check_invariants();
        return record;
    }

private:
    Exchange& exchange_;
};

Outputs play_alone(const Scenario& scenario) {
    Exchange exchange;
    return play(scenario, Driver{exchange}, [] {});
}

/// As alone, but each tick meets an exchange that was saved and loaded.
Outputs play_restarted(const Scenario& scenario) {
    Exchange exchange;
    const auto apply = [&](Tick tick) {
        Record record = Driver{exchange}(std::move(tick));
        std::string saved;
        exchange.save(saved);
        std::optional<Exchange> loaded = Exchange::load(saved);
        REQUIRE(loaded);
        exchange = std::move(*loaded);
        std::string again;
        exchange.save(again);
        REQUIRE(again == saved);
        return record;
    };
    return play(scenario, apply, [] {});
}

void holds(const char* file) {
    const std::filesystem::path path = kScenarios / file;
    const Scenario scenario = Scenario::read(path);
    const Outputs outputs = play_alone(scenario);
    if (std::getenv("DIVMID_REWRITE_SCENARIOS") != nullptr) {
        scenario.rewrite(path, outputs);
        return;
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        INFO(file << ", the block at line " << scenario.blocks()[i].first_line);
        CHECK(outputs[i] == scenario.blocks()[i].expected);
    }
    CHECK(play_restarted(scenario) == outputs);
}

/// What ends and refusals the records of all scenarios tell of.
struct Reasons {
    std::set<Reject> refusals;
    std::set<EndReason> ends;

    void note(const Record& record) {
        record.events.visit(Overloaded{
            [this](std::size_t, const CommandRefused& e) { refusals.insert(e.reason); },
            [this](std::size_t, const OrderCanceled& e) { ends.insert(e.reason); },
            [this](std::size_t, const OrderExpired& e) { ends.insert(e.reason); },
            [this](std::size_t, const WaitingEnded& e) { ends.insert(e.reason); },
            [this](std::size_t, const TradeExecuted& e) {
                if (e.maker_filled || e.taker_filled) ends.insert(EndReason::filled);
            },
            [this](std::size_t, const AuctionTraded& e) {
                if (e.trade.maker_filled || e.trade.taker_filled) ends.insert(EndReason::filled);
            },
            [this](std::size_t, const TradePrevented& e) {
                if (e.maker_done || e.taker_done) ends.insert(EndReason::prevented);
            },
            [](std::size_t, const auto&) {},
        });
    }
};

constexpr std::array kFiles{
    "administration.txt",
    "auctions.txt",
    "amend.txt",
    "balances.txt",
    "band.txt",
    "busts.txt",
    "cancel.txt",
    "client_ids.txt",
    "dead_man.txt",
    "delisting.txt",
    "fees.txt",
    "filters.txt",
    "good_till_date.txt",
    "icebergs.txt",
    "keys.txt",
    "kill_switch.txt",
    "limits.txt",
    "market_by_budget.txt",
    "market_orders.txt",
    "market_rules.txt",
    "markets.txt",
    "order_lists.txt",
    "order_of_refusals.txt",
    "pegs.txt",
    "phases.txt",
    "post_only.txt",
    "price_time.txt",
    "replace.txt",
    "request_numbers.txt",
    "self_trade.txt",
    "sessions.txt",
    "stops.txt",
    "storage.txt",
    "sweeps.txt",
    "time_in_force.txt",
    "trailing.txt",
    "validate_only.txt",
};

}  // namespace

TEST_CASE("assets, markets, accounts and deposits are commands with their refusals", "[scenario]") {
    holds("administration.txt");
}

TEST_CASE("an amend keeps the place for less, goes to the tail for more, and may take",
          "[scenario]") {
    holds("amend.txt");
}

TEST_CASE("what an order may cost is held, and freed with its end", "[scenario]") {
    holds("balances.txt");
}

TEST_CASE("only the owner cancels, only what is open, and the funds are free at once",
          "[scenario]") {
    holds("cancel.txt");
}

TEST_CASE("a client id is unique among an account's open orders, and free again after",
          "[scenario]") {
    holds("client_ids.txt");
}

TEST_CASE("the fees of an order are the same however it is sliced", "[scenario]") {
    holds("fees.txt");
}

TEST_CASE("an order ends at its date and never trades after it", "[scenario]") {
    holds("good_till_date.txt");
}

TEST_CASE("a key trades for its own account, within its scopes, until revoked", "[scenario]") {
    holds("keys.txt");
}

TEST_CASE("prices, quantities and counts keep to the market's steps and limits", "[scenario]") {
    holds("limits.txt");
}

TEST_CASE("a market order by budget never spends more than its budget", "[scenario]") {
    holds("market_by_budget.txt");
}

TEST_CASE("a market order trades what the book has, and the rest expires", "[scenario]") {
    holds("market_orders.txt");
}

TEST_CASE("markets share balances and nothing else", "[scenario]") {
    holds("markets.txt");
}

TEST_CASE("the orders of a list end, or start, with what happens to each other", "[scenario]") {
    holds("order_lists.txt");
}

TEST_CASE("where several refusals hold, the first one is told", "[scenario]") {
    holds("order_of_refusals.txt");
}

TEST_CASE("a limit maker never takes", "[scenario]") {
    holds("post_only.txt");
}

TEST_CASE("the best price trades first, then the oldest order, at the maker's price",
          "[scenario]") {
    holds("price_time.txt");
}

TEST_CASE("a replace cancels and places with nothing between, and says which half failed",
          "[scenario]") {
    holds("replace.txt");
}

TEST_CASE("stop-loss and take-profit orders wait off the book until a trade reaches their price",
          "[scenario]") {
    holds("stops.txt");
}

TEST_CASE("a trailing stop follows the best price since it was asked, and never back",
          "[scenario]") {
    holds("trailing.txt");
}

TEST_CASE("with storage low only cancels and administration go on", "[scenario]") {
    holds("storage.txt");
}

TEST_CASE("a sweep takes level after level and stops at its limit", "[scenario]") {
    holds("sweeps.txt");
}

TEST_CASE("what is left of an order rests, expires or was never begun", "[scenario]") {
    holds("time_in_force.txt");
}

TEST_CASE("a validated order is checked like any other and has no effect", "[scenario]") {
    holds("validate_only.txt");
}

TEST_CASE("what an account's orders would trade with each other is prevented as the taker asks",
          "[scenario]") {
    holds("self_trade.txt");
}

TEST_CASE("an iceberg shows a slice, and all of it is held and counts as liquidity", "[scenario]") {
    holds("icebergs.txt");
}

TEST_CASE("a pegged order takes its price from the book once", "[scenario]") {
    holds("pegs.txt");
}

TEST_CASE("filters bind new orders, up to their edges", "[scenario]") {
    holds("filters.txt");
}

TEST_CASE("a market's rules change under open orders, and fees are those of the time",
          "[scenario]") {
    holds("market_rules.txt");
}

TEST_CASE("nothing trades outside the band around the reference price", "[scenario]") {
    holds("band.txt");
}

TEST_CASE("each phase lets pass what the rule book says, by command and by schedule",
          "[scenario]") {
    holds("phases.txt");
}

TEST_CASE("an auction call collects orders and uncrosses them at one price", "[scenario]") {
    holds("auctions.txt");
}

TEST_CASE("the kill switch ends open orders and refuses new ones until it is lifted",
          "[scenario]") {
    holds("kill_switch.txt");
}

TEST_CASE("a dead-man timer ends the orders that are not marked to be kept", "[scenario]") {
    holds("dead_man.txt");
}

TEST_CASE("an order that is tied to a connection ends with it", "[scenario]") {
    holds("sessions.txt");
}

TEST_CASE("a request number is used once, whatever became of its command", "[scenario]") {
    holds("request_numbers.txt");
}

TEST_CASE("a busted trade is taken back, by available funds, open orders, and a debt",
          "[scenario]") {
    holds("busts.txt");
}

TEST_CASE("a market that is delisted takes cancels until its day, and then nothing", "[scenario]") {
    holds("delisting.txt");
}

TEST_CASE("every scenario file is held by a test", "[scenario]") {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{kScenarios})
        files.insert(entry.path().filename().string());
    CHECK(files == std::set<std::string>(kFiles.begin(), kFiles.end()));
}

TEST_CASE("every refusal and every end is shown by some scenario", "[scenario]") {
    Reasons seen;
    for (const char* file : kFiles) {
        Exchange exchange;
        const auto apply = [&](Tick tick) {
            Record record = exchange.apply(std::move(tick));
            seen.note(record);
            return record;
        };
        const Outputs outputs = play(Scenario::read(kScenarios / file), apply, [] {});
        CHECK_FALSE(outputs.empty());
    }
    for (int number = 1; number < 256; ++number) {
        const auto refusal = static_cast<Reject>(number);
        const auto end = static_cast<EndReason>(number);
        INFO("refusal " << name(refusal) << ", end " << name(end));
        CHECK(seen.refusals.contains(refusal) == !name(refusal).empty());
        CHECK(seen.ends.contains(end) == !name(end).empty());
    }
}
