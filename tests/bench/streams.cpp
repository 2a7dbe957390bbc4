// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/streams.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "tests/random.hpp"

namespace divmid::bench {
namespace {

constexpr std::uint32_t kMid = 50'000;

/// Writes a stream down while a book follows it, so that cancels name orders that are alive.
class Writer {
public:
    Writer(std::string_view name, std::size_t ids)
        : book_{ids}, place_in_live_(ids, kNotLive), side_(ids), price_(ids) {
        stream_.name = name;
        stream_.price_min = Ticks{PriceBitmap::kPrices};
    }

    [[nodiscard]] std::size_t live() const { return live_.size(); }
    [[nodiscard]] StreamId live(std::uint64_t index) const { return live_[index]; }
    [[nodiscard]] Side side(StreamId id) const { return side_[id.value()]; }
    [[nodiscard]] Ticks price(StreamId id) const { return price_[id.value()]; }

    void place(Side side, Ticks price, Lots lots) {
        const StreamId id = next_id();
        write({Op::Kind::place, side, id, price, lots});
        side_[id.value()] = side;
        add(id);
        if (book_.place(id, side, price, lots, Follow{*this}) == Lots{}) remove(id);
    }

    void market(Side side, Lots lots) {
        const StreamId id = next_id();
        ops_->push_back({Op::Kind::market, side, id, Ticks{}, lots});
        book_.market(id, side, lots, Follow{*this});
    }

    void cancel(StreamId id) {
        ops_->push_back({Op::Kind::cancel, side(id), id, price(id), Lots{}});
        book_.cancel(id);
        remove(id);
    }

    void modify(StreamId id, Ticks price, Lots lots) {
        write({Op::Kind::modify, side(id), id, price, lots});
        if (book_.modify(id, side(id), price, lots, Follow{*this}) == Lots{}) remove(id);
    }

    void end_prefill() { ops_ = &stream_.commands; }

    [[nodiscard]] Stream finish() && {
        stream_.ids = last_id_ + 1;
        return std::move(stream_);
    }

private:
    static constexpr std::uint32_t kNotLive = ~0U;

    /// Keeps the tape and the live set as trades come, makers before the taker.
    struct Follow {
        Writer& writer;

        void operator()(const BareBook::Trade& trade) const {
            writer.stream_.tape.print(trade);
            if (trade.maker_filled) writer.remove(trade.maker);
        }
    };

    StreamId next_id() { return StreamId{++last_id_}; }

    void write(const Op& op) {
        ops_->push_back(op);
        price_[op.id.value()] = op.price;
        stream_.price_min = std::min(stream_.price_min, op.price);
        stream_.price_max = std::max(stream_.price_max, op.price);
    }

    void add(StreamId id) {
        place_in_live_[id.value()] = static_cast<std::uint32_t>(live_.size());
        live_.push_back(id);
    }

    void remove(StreamId id) {
        const std::uint32_t place = std::exchange(place_in_live_[id.value()], kNotLive);
        const StreamId last = live_.back();
        live_.pop_back();
        if (last == id) return;
        live_[place] = last;
        place_in_live_[last.value()] = place;
    }

    Stream stream_;
    std::vector<Op>* ops_ = &stream_.prefill;
    BareBook book_;
    std::vector<StreamId> live_;
    std::vector<std::uint32_t> place_in_live_;
    std::vector<Side> side_;
    std::vector<Ticks> price_;
    std::uint32_t last_id_ = 0;
};

/// `distance` ticks from `mid`, to the side where an order rests.
Ticks behind(std::uint32_t mid, Side side, std::uint32_t distance) {
    return Ticks{side == Side::buy ? mid - distance : mid + distance};
}

Lots draw_lots(Random& random) {
    return Lots{1 + random.below(100)};
}

/// The state of `mixed` between two commands.
class Mixed {
public:
    explicit Mixed(std::uint64_t seed) : random_{seed}, to_{"mixed", kCommands + 20'000} {}

    Stream write() && {
        while (to_.live() < kLive) passive();
        to_.end_prefill();
        for (std::uint32_t i = 0; i < kCommands; ++i) command();
        return std::move(to_).finish();
    }

private:
    static constexpr std::uint32_t kCommands = 2'000'000;
    static constexpr std::size_t kLive = 10'000;
    static constexpr std::size_t kLiveMin = 9'900;
    static constexpr std::size_t kLiveMax = 10'100;

    void command() {
        if (random_.below(64) == 0) mid_ = random_.coin() ? mid_ + 1 : mid_ - 1;
        const std::uint32_t k = random_.below(100);
        if (k < 44)
            to_.live() > kLiveMax ? cancel() : passive();
        else if (k < 55)
            aggressive();
        else if (k < 90)
            to_.live() < kLiveMin ? passive() : cancel();
        else
            modify();
    }

    void passive() {
        const Side side = random_.side();
        const Ticks price = behind(mid_, side, 1 + random_.off(20));
        to_.place(side, price, draw_lots(random_));
    }

    void aggressive() {
        const Side side = random_.side();
        const Ticks price = behind(mid_, opposite(side), 1 + random_.off(5));
        to_.place(side, price, draw_lots(random_));
    }

    void cancel() { to_.cancel(draw_live()); }

    void modify() {
        const StreamId id = draw_live();
        const Side side = to_.side(id);
        const std::uint32_t distance = 1 + random_.off(20);
        Ticks price = behind(mid_, side, distance);
        if (price == to_.price(id)) price = behind(mid_, side, distance + 1);
        to_.modify(id, price, draw_lots(random_));
    }

    StreamId draw_live() { return to_.live(random_.below(static_cast<std::uint32_t>(to_.live()))); }

    Random random_;
    Writer to_;
    std::uint32_t mid_ = kMid;
};

/// Orders for `kLevels` levels a side, and what each level now offers.
class Sweep {
public:
    explicit Sweep(std::uint64_t seed) : random_{seed}, to_{"sweep", kIds} {}

    Stream write() && {
        for (std::uint32_t distance = 1; distance <= kLevels; ++distance)
            for (std::uint32_t i = 0; i < kOrdersPerLevel; ++i) {
                add(Side::buy, distance);
                add(Side::sell, distance);
            }
        to_.end_prefill();
        for (std::uint32_t round = 0; round < kRounds; ++round)
            sweep((round & 1) == 0 ? Side::buy : Side::sell);
        return std::move(to_).finish();
    }

private:
    static constexpr std::uint32_t kLevels = 1'000;
    static constexpr std::uint32_t kOrdersPerLevel = 5;
    static constexpr std::uint32_t kSwept = 20;
    static constexpr std::uint32_t kRounds = 20'000;
    static constexpr std::size_t kIds =
        kRounds * (kSwept * kOrdersPerLevel + 1) + 2 * kLevels * kOrdersPerLevel + 1;

    void add(Side side, std::uint32_t distance) {
        const Lots lots = draw_lots(random_);
        offered(side)[distance] += lots;
        to_.place(side, behind(kMid, side, distance), lots);
    }

    void sweep(Side side) {
        Lots lots;
        for (std::uint32_t distance = 1; distance <= kSwept; ++distance)
            lots += std::exchange(offered(opposite(side))[distance], Lots{});
        to_.market(side, lots);

        std::array<std::uint32_t, kSwept * kOrdersPerLevel> distances{};
        for (std::uint32_t i = 0; i < distances.size(); ++i) distances[i] = 1 + i / kOrdersPerLevel;
        for (std::uint32_t i = distances.size() - 1; i > 0; --i)
            std::swap(distances[i], distances[random_.below(i + 1)]);
        for (const std::uint32_t distance : distances) add(opposite(side), distance);
    }

    std::array<Lots, kLevels + 1>& offered(Side side) { return side == Side::buy ? bids_ : asks_; }

    Random random_;
    Writer to_;
    std::array<Lots, kLevels + 1> bids_{};
    std::array<Lots, kLevels + 1> asks_{};
};

Stream churn(std::string_view name, Random random, std::uint32_t resting, std::uint32_t rounds) {
    Writer to{name, std::size_t{resting} + rounds + 1};
    const auto add = [&] {
        const Side side = random.side();
        const Ticks price = behind(kMid, side, 1 + random.below(5'000));
        to.place(side, price, draw_lots(random));
    };
    for (std::uint32_t i = 0; i < resting; ++i) add();
    to.end_prefill();
    for (std::uint32_t i = 0; i < rounds; ++i) {
        to.cancel(to.live(random.below(resting)));
        add();
    }
    return std::move(to).finish();
}

}  // namespace

Stream mixed_stream(std::uint64_t seed) {
    return Mixed{seed}.write();
}

Stream sweep_stream(std::uint64_t seed) {
    return Sweep{seed}.write();
}

Stream deep_stream(std::uint64_t seed) {
    return churn("deep", Random{seed}, 1'000'000, 500'000);
}

Stream growth_stream(std::uint32_t resting) {
    return churn("growth", Random{42}, resting, 200'000);
}

}  // namespace divmid::bench
