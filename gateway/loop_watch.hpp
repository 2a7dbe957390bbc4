// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/reactor/time_histogram.hpp"
#include "engine/types.hpp"

namespace divmid::gateway {

/// What the main loop is at, by the wrappers of the main sentence.
enum class LoopPart : std::uint8_t {
    waiting,      ///< Nothing is ready: belongs to no turn.
    flush,        ///< ready: what was queued is written.
    input,        ///< ready: what came is read, taken apart and admitted.
    sweep,        ///< ready: whose time is up.
    calls,        ///< ready: timers, and results from stages.
    projections,  ///< release: history and projections take a durable record.
    feeds,        ///< release: streams hear of it.
    answers,      ///< release: who asked hears of it.
    upkeep,       ///< ready: the state of the process is looked at.
    apply,        ///< ticks and records: the engine makes a record.
    commit,       ///< The journal takes it.
};
inline constexpr std::size_t kLoopParts = 11;

/// "ready.input", "release.feeds" and so on.
[[nodiscard]] std::string_view name_of(LoopPart part);

/// Who is being served, for a report.
class Served {
public:
    /// "http", "websocket" or "listener".
    [[nodiscard]] virtual std::string_view kind() const = 0;
    /// Address, without the port.
    [[nodiscard]] virtual std::string_view peer() const = 0;

protected:
    ~Served() = default;
};

/// Where one turn's time went: a pass of the reactor, and the tick made of it if there was one.
struct LoopTurn {
    std::array<std::chrono::nanoseconds, kLoopParts> parts{};
    std::chrono::nanoseconds end{};  ///< Monotonic.
    Sequence sequence;               ///< Of its record; zero when it made none.
    std::size_t commands{};          ///< In that record.
    std::string kind;                ///< Of the session whose input took longest,
    std::string peer;                ///< if that was a good part of a slow turn.
    std::chrono::nanoseconds session{};

    /// All but waiting.
    [[nodiscard]] std::chrono::nanoseconds total() const;
};

/// The stopwatch of the main loop. Its time always belongs to the part that was entered last. One
/// reading of the clock a step, some ten in a turn and one for each read of a socket; never one a
/// message. Everybody on the reactor's thread may look at the last reading for nothing.
class LoopWatch {
public:
    /// Monotonic "now".
    using Clock = std::function<std::chrono::nanoseconds()>;
    using Report = std::function<void(const LoopTurn&)>;

    /// `report` hears of each turn that took `slow` or longer, when the next one begins.
    LoopWatch(Clock clock, std::chrono::nanoseconds slow, Report report);

    /// A turn begins, with its flush; the one before is over.
    void begin();
    void enter(LoopPart part);
    /// Enters the input of one session. It lives until something else is entered, or says gone().
    void enter_input(const Served& who);
    void gone(const Served& who);
    /// The turn made a tick.
    void made(Sequence sequence, std::size_t commands);

    /// As the clock was read last.
    [[nodiscard]] std::chrono::nanoseconds now() const { return now_; }
    /// Turns that made a tick.
    [[nodiscard]] const TimeHistogram& ticks() const { return ticks_; }

private:
    /// Shares of a slow turn: a session that took less is not what made it slow.
    static constexpr int kSmallShare = 4;

    void close_slice();
    void close_turn();

    Clock clock_;
    std::chrono::nanoseconds slow_;
    Report report_;
    std::chrono::nanoseconds now_;
    LoopPart part_ = LoopPart::waiting;
    const Served* who_ = nullptr;
    bool begun_ = false;
    LoopTurn turn_;
    TimeHistogram ticks_;
};

}  // namespace divmid::gateway
