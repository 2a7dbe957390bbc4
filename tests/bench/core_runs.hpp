// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "engine/exchange.hpp"
#include "tests/bench/bare_book.hpp"
#include "tests/bench/stream_client.hpp"
#include "tests/bench/streams.hpp"

namespace divmid::bench {

// Two players of a stream. What they do for it goes through `watch.time(work)`, which returns what
// the work returns; making ticks and reading records is the client's work, and stays outside.

inline constexpr std::size_t kOpsPerRecord = 64;

template <class Work>
void each_batch(std::span<const Op> ops, std::size_t size, Work&& work) {
    for (std::size_t at = 0; at < ops.size(); at += size)
        work(ops.subspan(at, std::min(size, ops.size() - at)));
}

/// A bare book in the place of the exchange.
class BareRun {
public:
    explicit BareRun(const Stream& stream) : book_{stream.ids} {}

    template <class Watch>
    void play(std::span<const Op> ops, Watch& watch) {
        each_batch(ops, kOpsPerRecord, [&](std::span<const Op> batch) {
            watch.time([&] {
                for (const Op& op : batch) step(op);
            });
        });
    }

    [[nodiscard]] const Tape& tape() const { return tape_; }

private:
    void step(const Op& op) {
        const auto print = [this](const BareBook::Trade& trade) { tape_.print(trade); };
        switch (op.kind) {
            case Op::Kind::place:
                book_.place(op.id, op.side, op.price, op.lots, print);
                break;
            case Op::Kind::cancel:
                book_.cancel(op.id);
                break;
            case Op::Kind::modify:
                book_.modify(op.id, op.side, op.price, op.lots, print);
                break;
            case Op::Kind::market:
                book_.market(op.id, op.side, op.lots, print);
                break;
        }
    }

    BareBook book_;
    Tape tape_;
};

/// The exchange as it ships, records handed over and their memory given back.
class ExchangeRun {
public:
    explicit ExchangeRun(const Stream& stream) : client_{stream} {
        tick_ = exchange_.recycle(exchange_.apply(StreamClient::founding()));
    }

    template <class Watch>
    void play(std::span<const Op> ops, Watch& watch) {
        each_batch(ops, kOpsPerRecord,
                   [&](std::span<const Op> batch) { lap(watch, batch, [] {}); });
    }

    /// One operation a record; `until_there()` is called when its record is there.
    template <class Watch, class UntilThere>
    void play_singly(std::span<const Op> ops, Watch& watch, UntilThere&& until_there) {
        each_batch(ops, 1, [&](std::span<const Op> op) { lap(watch, op, until_there); });
    }

    [[nodiscard]] const Tape& tape() const { return client_.tape(); }

private:
    template <class Watch, class UntilThere>
    void lap(Watch& watch, std::span<const Op> batch, UntilThere&& until_there) {
        client_.fill(tick_, batch);
        Record record = watch.time([&] { return exchange_.apply(std::move(tick_)); });
        until_there();
        client_.read(record);
        tick_ = watch.time([&] { return exchange_.recycle(std::move(record)); });
    }

    Exchange exchange_;
    StreamClient client_;
    Tick tick_;
};

}  // namespace divmid::bench
