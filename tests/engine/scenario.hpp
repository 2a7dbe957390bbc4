// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/record.hpp"

namespace divmid {

/// A scenario file: blocks of commands, a line ----, and what the exchange made of them.
///
/// Commands, one tick each (a line that starts with & joins the tick of the line before):
///
///     asset DVM [scale 2]
///     assets 10                                     as many without a name in the scenario
///     market DVM/USD [tick 1] [lot 1] [price 1 1000000] [quantity 1 1000000] [notional 1]
///                    [orders 200] [fees 0 0] [symbol S]   what follows happens there; fees: maker
///                    taker
///     on DVM/USD                                    likewise, for a market there is already
///     open alice bob                                accounts, each with a key to read and trade
///     key alice [read] [trade] … [named N] [ed25519 KEY]     the key alice uses from now on
///     revoke alice                                  that key
///     deposit alice 1000 USD
///     alice buys 7 @ 1600 [ioc | fok | gtd 5s | maker]
///     alice sells 7                                 at market
///     alice buys for 500                            at market, by budget
///     alice sells 7 @ 90 stop 95                    a stop loss, with or without a limit
///     alice sells 7 stop 95 trailing 100            follows by 100 basis points from 95 on
///     alice sells 7 stop trailing 100               from the start
///     alice sells 7 profit 105 …                    a take profit, likewise
///     alice sells 7 @ 90 shows 2                    an iceberg in slices of 2
///     alice sells 7 peg own|other [2]               at the best price of a side, or 2 levels
///     deeper alice lists [id L] sells 7 @ 110 or sells 7 stop 90         one cancels the other
///     alice lists [id L] buys 7 @ 90 then sells 7 @ 110           one triggers the other
///     alice lists [id L] buys 7 @ 90 then sells 7 @ 110 or sells 7 stop 80      or a pair
///     alice amends #3 | abc [to 5] [@ 1600] [id def] [keeping]    keeping: its place, or not
///     alice cancels #3 | abc | #3 abc | all | everywhere [if-new | if-partially-filled]
///     alice cancels many [buys | sells] [from 90] [to 110] [everywhere]
///     alice cancels list #1 | L
///     alice replaces #3 [anyway] [if-new | …] with buys 7 @ 1600 …    named and restricted as a
///                    cancel; anyway: the new order is placed also when the old one stays
///     group alice 7                                 a trade group; 0: none
///     tier alice 100 200 | tier alice lifted        maker and taker fee
///     rules [tick 1] [band 50000 50000] …           of the market, as read in scenario_rules.cpp;
///                    what is not named stays
///     phase auction_call [until 10s] [then closed]  now; until: from now on
///     schedule auction_call in 10s [every 60s] [for 5s] [then closed]      and unschedule
///     delist 10s                                    after that time
///     kill alice | market | exchange [lifted]       by the operator
///     alice kills [lifted]                          with her own key
///     alice dead-man 5s | off
///     alice numbers 7 [lane 2] [as 5]               of what follows with &; as: its identity
///     session 3 alice                               that connection of hers ended
///     bust 1 [silently]                             that trade; silently: without a reason
///     storage low | storage ok
///     started [after 5s]                            after: with no tick in between
///     wait 5s                                       us, ms, s
///     tick                                          no command
///     balances alice bob                            in the output, available (+ held)
///
/// After an order: `id abc` its client id, `test` validate only, `stp none|taker|maker|both|
/// decrement` its self-trade prevention, `keep`, `session 3`, `strategy 5`. After any of a client's
/// commands: `by 1s` a deadline (-1s: passed), `key bob` somebody else's key, `on DVM/USD` another
/// market, `with price 5` or `with quantity 5` a field that such an order should not have. Prices
/// and amounts are in smallest units. `# ` starts a comment.
///
/// Output: one line for each refusal, trade and end of an order; for each that waits, awakes,
/// begins to trail or is amended; for each list; for each prevented match what both lost;
/// validations with their rates; phases, what an auction would do and does, busts, kills, dead-man
/// timers and repeated numbers; then the book of each market where something happened, best level
/// first, bids left, asks right, with the queue of a level where it is longer than one. What
/// administration does well is not shown.
class Scenario {
public:
    struct Block {
        std::vector<std::string> lines;     ///< As written, with comments.
        std::vector<std::string> expected;  ///< Below the line, without empty lines.
        int first_line{};
    };

    [[nodiscard]] static Scenario read(const std::filesystem::path& path);

    [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }

    /// The file with what `outputs` says below each line.
    void rewrite(const std::filesystem::path& path,
                 const std::vector<std::vector<std::string>>& outputs) const;

private:
    std::vector<Block> blocks_;
};

/// Whatever turns a tick into a record: an exchange, or one behind a journal.
using Apply = std::function<Record(Tick)>;

/// What each block of the scenario puts out. `after_block` runs between blocks: to save and load,
/// to stop and recover. Throws std::runtime_error with the line that it can't read.
[[nodiscard]] std::vector<std::vector<std::string>> play(const Scenario& scenario,
                                                         const Apply& apply,
                                                         const std::function<void()>& after_block);

}  // namespace divmid
