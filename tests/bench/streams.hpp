// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/types.hpp"
#include "tests/bench/bare_book.hpp"

namespace divmid::bench {

/// One command of a stream.
struct Op {
    enum class Kind : std::uint8_t { place, cancel, modify, market };

    Kind kind{};
    Side side{};
    StreamId id;
    Ticks price;  ///< Zero for market.
    Lots lots;    ///< Zero for cancel.
};

/// The trades that a run printed, as a count and an order-sensitive hash.
class Tape {
public:
    void print(StreamId maker, StreamId taker, Ticks price, Lots lots) {
        ++trades_;
        mix(pair(maker.value(), taker.value()));
        mix(pair(price.value(), lots.value()));
    }
    void print(const BareBook::Trade& trade) {
        print(trade.maker, trade.taker, trade.price, trade.lots);
    }

    [[nodiscard]] std::uint64_t trades() const { return trades_; }
    [[nodiscard]] std::uint64_t hash() const { return hash_; }

    friend bool operator==(const Tape&, const Tape&) = default;

private:
    static std::uint64_t pair(std::uint32_t low, std::uint32_t high) {
        return low | std::uint64_t{high} << 32;
    }
    void mix(std::uint64_t word) { hash_ = (hash_ ^ word) * 0x9E37'79B9'7F4A'7C15ULL; }

    std::uint64_t trades_ = 0;
    std::uint64_t hash_ = 1'469'598'103'934'665'603ULL;
};

/// Commands that any engine can be given, the same bytes on every machine. An id may appear again
/// after a modify; no other id is used twice.
struct Stream {
    std::string_view name;
    std::vector<Op> prefill;
    std::vector<Op> commands;
    Tape tape;            ///< What prefill and commands print, in that order.
    std::uint32_t ids{};  ///< Every id is below this.
    Ticks price_min;
    Ticks price_max;
};

/// Ten thousand resting orders around a wandering mid price, two million commands: 44% passive
/// orders, 11% aggressive, 35% cancels, 10% modifies.
[[nodiscard]] Stream mixed_stream(std::uint64_t seed = 42);

/// The prefill is a million passive orders over ten thousand prices, the commands half a million
/// times cancel one, add one. Nothing trades.
[[nodiscard]] Stream deep_stream(std::uint64_t seed = 42);

/// As deep, with another number of resting orders and two hundred thousand times cancel one, add
/// one: what a book's size costs.
[[nodiscard]] Stream growth_stream(std::uint32_t resting);

/// Twenty thousand times: one market order for the twenty best levels, a hundred orders, and a
/// hundred limit orders that fill them again.
[[nodiscard]] Stream sweep_stream(std::uint64_t seed = 42);

}  // namespace divmid::bench
