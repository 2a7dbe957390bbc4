// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/record.hpp"
#include "tests/bench/streams.hpp"

namespace divmid::bench {

/// Plays a stream to an exchange: makes ticks of its operations, as a source would, and reads the
/// records, as a client would. A modify is a cancel and a place. The orders belong to a thousand
/// accounts with a key each; maker and taker pay fees, and none of them may trade with itself.
class StreamClient {
public:
    static constexpr std::uint32_t kAccounts = 1'000;

    /// `stream` lives longer.
    explicit StreamClient(const Stream& stream);

    /// What lists the market and funds the accounts: the first tick of an empty exchange.
    [[nodiscard]] static Tick founding();

    /// Appends commands for `ops` to the tick. Order ids within it are foreseen: the market counts
    /// them. Requires: records of earlier ticks need not have been read.
    void fill(Tick& tick, std::span<const Op> ops);

    /// Notes the trades. Ends the process when something was refused or ids were not as foreseen.
    void read(const Record& record);

    [[nodiscard]] const Tape& tape() const { return tape_; }

private:
    void place(Commands& to, const Op& op);
    void cancel(Commands& to, const Op& op) const;

    std::vector<OrderId> order_of_;    ///< By stream id: the order that now carries it.
    std::vector<StreamId> stream_of_;  ///< By order id.
    std::uint64_t accepted_ = 0;
    Tape tape_;
};

}  // namespace divmid::bench
