// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/event.hpp"
#include "engine/market_rules.hpp"
#include "engine/terms.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// How a market is run, as the last record left it.
struct MarketState {
    MarketRules rules;
    Phase phase{};
    Timestamp until;  ///< When an auction call ends, or a market is delisted. Zero: by command.
    Phase next{};     ///< What follows then.
    std::vector<PhaseScheduled> schedule;  ///< In the order of their next times.
    bool killed{};                         ///< The kill switch of the market.
    /// At which price an auction call would uncross now. Nothing outside a call.
    std::optional<AuctionIndicated> indicated;
    /// What the last uncross did. Nothing: there was none.
    std::optional<Uncrossed> uncrossed;
    Timestamp uncrossed_at;
};

/// Rules, phases, kill switches and timers, of markets and of accounts. Costs a few looks at empty
/// columns a record.
class MarketStates final : public storage::Projection {
public:
    void apply(const Record& record) override;

    /// Null when there is no such market. Stays where it is.
    [[nodiscard]] const MarketState* market(MarketId market) const;
    /// The kill switch of everybody.
    [[nodiscard]] bool all_killed() const { return all_killed_; }
    [[nodiscard]] bool is_killed(AccountId account) const { return killed_.contains(account); }

    struct FeeRates {
        Ppm maker;
        Ppm taker;
    };
    /// What an account has of its own.
    struct Profile {
        TradeGroupId group;              ///< Zero: none.
        std::optional<FeeTierSet> fees;  ///< Nothing: the markets' rates.
        Timestamp dead_man_due;          ///< Zero: no timer runs.

        /// What its next order in that market pays.
        [[nodiscard]] FeeRates rates(const MarketTerms& terms) const {
            if (fees) return {fees->maker_fee, fees->taker_fee};
            return {terms.maker_fee, terms.taker_fee};
        }
    };
    [[nodiscard]] Profile profile(AccountId account) const;

private:
    class Reading;

    std::map<MarketId, MarketState> markets_;
    std::map<AccountId, Profile> profiles_;
    std::set<AccountId> killed_;
    bool all_killed_ = false;
};

}  // namespace divmid::gateway
