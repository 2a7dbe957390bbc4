// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "engine/record.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/random.hpp"

namespace divmid {

/// A rule that random ticks may make use of, beyond plain orders.
enum class Topic : std::uint8_t {
    prevention,
    groups,
    filters,
    tiers,
    band,
    icebergs,
    pegs,
    stops,
    trailing,
    lists,
    amends,
    cancels,
    phases,
    schedules,
    kills,
    dead_man,
    sessions,
    numbers,
    busts,
};
inline constexpr std::array kTopicNames{"prevention", "groups",   "filters", "tiers",     "band",
                                        "icebergs",   "pegs",     "stops",   "trailing",  "lists",
                                        "amends",     "cancels",  "phases",  "schedules", "kills",
                                        "dead man",   "sessions", "numbers", "busts"};

class Topics {
public:
    Topics() = default;
    Topics(std::initializer_list<Topic> topics) {
        for (const Topic topic : topics) bits_ |= bit(topic);
    }
    [[nodiscard]] static Topics all() {
        Topics topics;
        topics.bits_ = (1U << kTopicNames.size()) - 1;
        return topics;
    }
    /// Those whose names stand in the text.
    [[nodiscard]] static Topics named(std::string_view text) {
        Topics topics;
        for (std::size_t i = 0; i < kTopicNames.size(); ++i)
            if (text.find(kTopicNames[i]) != std::string_view::npos) topics.bits_ |= 1U << i;
        return topics;
    }
    [[nodiscard]] bool has(Topic topic) const { return (bits_ & bit(topic)) != 0; }

private:
    static std::uint32_t bit(Topic topic) { return 1U << static_cast<unsigned>(topic); }

    std::uint32_t bits_ = 0;
};

/// Ticks in which everything happens, for a small world: all kinds of orders around one price,
/// cancels and amends of what may be open, keys that come and go, clocks that run out, rules that
/// change.
class RandomTicks {
public:
    RandomTicks(std::uint64_t seed, Topics topics) : random_{seed}, topics_{topics} {}

    [[nodiscard]] Tick next();
    /// What came of it, so that later commands can name it.
    void learn(const Record& record);

private:
    void command(Commands& to);
    void special_command(Commands& to);
    void place(Commands& to);
    [[nodiscard]] PlaceOrder some_order(Arena& texts);
    void cancel(Commands& to);
    void replace(Commands& to);
    void administration(Commands& to);

    // random_specials.cpp
    [[nodiscard]] Conditions some_conditions(PlaceOrder& order);
    void condition_stop(PlaceOrder& order, Conditions& conditions);
    void list(Commands& to);
    [[nodiscard]] PlaceConditional leg(const PlaceOrder& head, Side side, Quantity quantity,
                                       Arena& texts);
    void make_pair(PlaceConditional& gain, PlaceConditional& loss);
    void amend(Commands& to);
    void cancel_many(Commands& to);
    void cancel_list(Commands& to);
    void dead_man(Commands& to);
    void number(Commands& to);
    void kill(Commands& to);
    void rules(Commands& to);
    void phase(Commands& to);
    void schedule(Commands& to);
    void profile(Commands& to);
    void bust(Commands& to);

    /// Of an order that may well be open.
    OrderId some_id(MarketId market);
    /// Account, key and market; now and then they do not fit.
    template <class Command>
    Command by_somebody();
    TextRef client_id(Arena& texts);
    /// Zero in most cases, else a moment around now.
    Timestamp soon();
    bool once_in(std::uint32_t n) { return random_.below(n) == 0; }
    [[nodiscard]] bool has(Topic topic) const { return topics_.has(topic); }
    [[nodiscard]] MarketId some_market() { return SmallWorld::kMarkets[random_.below(2)]; }
    [[nodiscard]] Price some_price() { return Price{5 * (8 + random_.below(9))}; }
    [[nodiscard]] Quantity some_quantity() { return Quantity{20 * (1 + random_.below(12))}; }

    Random random_;
    Topics topics_;
    Timestamp now_ = SmallWorld::kBegin;
    std::uint32_t keys_ = SmallWorld::kUsers;
    std::array<std::uint64_t, 3> newest_{};  ///< Order ids by market.
    std::uint64_t newest_list_ = 0;
    std::uint64_t newest_number_ = 0;
    struct Traded {
        TradeExecuted trade;
        Timestamp at;
    };
    std::vector<Traded> trades_;
};

template <class Command>
Command RandomTicks::by_somebody() {
    const std::uint32_t index = random_.below(SmallWorld::kUsers);
    Command command{};
    command.account = SmallWorld::user(once_in(100) ? 9 : index);
    command.key = once_in(50) ? KeyId{random_.below(keys_ + 2)} : SmallWorld::key(index);
    if constexpr (requires { command.market; })
        command.market = once_in(100) ? MarketId{7} : some_market();
    if (once_in(30)) command.deadline = soon();
    return command;
}

}  // namespace divmid
