// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/ledger/postings.hpp"
#include "engine/record.hpp"
#include "tests/engine/book_view.hpp"
#include "tests/engine/scenario_names.hpp"

namespace divmid {

/// What a scenario's output says about records. Books and balances come from events alone, as any
/// projection's do.
class ScenarioView {
public:
    /// `names` lives longer and grows as things get their numbers.
    explicit ScenarioView(const ScenarioNames& names) : names_{names} {}

    void show(const Record& record);
    void show_balances(std::string_view account);

    /// The lines since the last call, then the book of each market where something happened.
    [[nodiscard]] std::vector<std::string> take();

private:
    struct Balance {
        Amount available;
        Amount held;
    };
    struct Market {
        MarketTerms terms;
        BookView book;
    };

    void show(const CommandRefused& event);
    void show(const OrderAccepted& event);
    void show(const TradeExecuted& event);
    void show(const OrderRested& event);
    void show(const OrderCanceled& event);
    void show(const OrderExpired& event);
    void show(const OrderValidated& event);
    void show(const ReplaceFailed& event);
    void show(const MarketListed& event);
    void show(const Deposited& event);
    void show(const TradePrevented& event);
    void show(const SliceShown& event);
    void show(const MarketRulesSet& event);
    void show(const OrderWaits& event);
    void show(const OrderAwoke& event);
    void show(const WaitingEnded& event);
    void show(const TrailingStarted& event);
    void show(const OrderAmended& event);
    void show(const WaitingAmended& event);
    void show(const ListAccepted& event);
    void show(const ListEnded& event);
    void show(const PhaseChanged& event);
    void show(const AuctionIndicated& event);
    void show(const Uncrossed& event);
    void show(const AuctionTraded& event);
    void show(const Repeated& event);
    void show(const DeadManFired& event);
    void show(const KillSwitched& event);
    void show(const TradeBusted& event);
    template <class Other>
    void show(const Other&) {}

    void post(const Postings& postings);
    void show_end(const auto& event);
    /// Whose order it is, how much of it there is, and at which price.
    [[nodiscard]] std::string order(AccountId account, Side side, Lots lots, Ticks price,
                                    MarketId market) const;
    [[nodiscard]] std::string trade_line(const TradeExecuted& trade,
                                         const MarketTerms& terms) const;
    [[nodiscard]] std::string at_auction(std::uint64_t lots, Ticks price, MarketId market) const;
    [[nodiscard]] std::string held(Amount amount, Side side, MarketId market) const;
    [[nodiscard]] std::string fee(const char* who, Amount fee, AssetId asset) const;

    const ScenarioNames& names_;
    std::map<MarketId, Market> markets_;
    std::map<std::pair<AccountId, AssetId>, Balance> balances_;
    std::set<MarketId> touched_;
    std::vector<std::string> lines_;
    Timestamp now_;
};

}  // namespace divmid
