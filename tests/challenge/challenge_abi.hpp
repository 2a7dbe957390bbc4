// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// The C interface through which the public matching engine challenge
// (flash1-dev/matching-engine-benchmark) drives an engine, as its documents describe it: layouts
// and names of functions are theirs. README.md says how to run it.

namespace divmid::challenge {

// Sides are 0 for buy, 1 for sell; prices are signed counts of ticks.

struct NewOrder {
    std::uint64_t order;
    std::uint64_t sequence;
    std::int64_t price;
    std::uint32_t quantity;
    std::uint8_t side;
    std::uint8_t immediate_or_cancel;
    std::uint8_t unused[2];
};
static_assert(sizeof(NewOrder) == 32);

struct Cancel {
    std::uint64_t order;
    std::uint64_t sequence;
};
static_assert(sizeof(Cancel) == 16);

/// Cancel, then place again under the same id.
struct Modify {
    std::uint64_t order;
    std::uint64_t sequence;
    std::int64_t price;
    std::uint32_t quantity;
    std::uint8_t side;
    std::uint8_t unused[3];
};
static_assert(sizeof(Modify) == 32);

enum class ReportKind : std::uint8_t {
    order_ack = 0,
    trade = 1,
    cancel_ack = 2,  ///< Also of what an immediate-or-cancel order did not trade.
    modify_ack = 3,
    cancel_reject = 4,  ///< No such order rests.
    modify_reject = 5,
};

struct Report {
    ReportKind kind;
    std::uint8_t side;
    std::uint8_t unused[6];
    std::uint64_t sequence;  ///< Of the message that caused it.
    std::uint64_t order;
    std::int64_t price;  ///< Of a trade: the maker's.
    std::uint32_t quantity;
    std::uint32_t unused_too;
    std::uint64_t maker;  ///< Of a trade, as is `taker`.
    std::uint64_t taker;
    std::uint64_t unused_at_last;
};
static_assert(sizeof(Report) == 64);

/// How reports get to the thread that publishes them: a queue with one producer and one consumer.
struct Transport {
    void* (*create)(std::uint32_t capacity);
    int (*push)(void* queue, const Report* report);  ///< 0: full.
    std::uint32_t (*drain)(void* queue, Report* to, std::uint32_t most);
    void (*flush)(void* queue);
    void (*destroy)(void* queue);
};

}  // namespace divmid::challenge

extern "C" {

void engine_init(std::uint64_t nonce, const divmid::challenge::Transport* transport, void* queue);
void engine_shutdown();
void engine_on_new_order(const divmid::challenge::NewOrder* message);
void engine_on_cancel(const divmid::challenge::Cancel* message);
void engine_on_modify(const divmid::challenge::Modify* message);
/// Returns when all that was asked is reported.
void engine_flush();
/// The smallest number where there is no bid, the greatest where there is no ask.
std::int64_t engine_query_best_bid();
std::int64_t engine_query_best_ask();
std::uint64_t engine_query_depth_at(std::int64_t price, std::uint8_t side);
/// Our own queue in place of theirs.
const divmid::challenge::Transport* engine_get_transport();
}
