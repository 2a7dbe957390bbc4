// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/reactor/time_histogram.hpp"
#include "engine/record.hpp"
#include "gateway/loop_watch.hpp"

namespace divmid::gateway {

/// Who asked for a command: told what became of it, once its record is durable and every projection
/// holds it.
class Asker {
public:
    /// `command` is the place of the command in record.tick.commands; its events are those that
    /// record.events names with it as their cause. Called in order of release, on the reactor's
    /// thread; may submit, may send.
    virtual void released(std::uint64_t request, const Record& record, std::size_t command) = 0;

    /// Its commands that it was not told of yet.
    [[nodiscard]] std::size_t unreleased() const { return unreleased_; }

protected:
    ~Asker() = default;

private:
    friend class Inbox;
    std::size_t unreleased_ = 0;
};

/// How many commands may wait for a tick before something is said about it.
struct InboxLimits {
    std::size_t busy{4096};  ///< From here on new orders are refused; all else goes on.
    std::size_t full{8192};  ///< From here on sockets are not read until a tick was taken.
};

/// The commands of the next tick, and who asked for them. Origins stay beside the tick, never
/// inside it: the log does not know sockets.
///
/// Every tick taken makes exactly one record, and records are released in order; so origins are a
/// queue.
///
/// Commands pile up only while the journal has no credit. The pressure that makes is passed on in
/// two steps, overloaded() and full(); what was submitted is never dropped.
class Inbox {
public:
    /// Emptied ticks, and lists of origins, kept for their memory.
    static constexpr std::size_t kSpareMost = 256;

    /// `watch` tells when commands arrive and are answered; without it nothing takes any time.
    explicit Inbox(InboxLimits limits = {}, const LoopWatch* watch = nullptr)
        : limits_{limits}, watch_{watch} {}

    /// The texts of a command go here before it is submitted, in the same step.
    [[nodiscard]] Arena& arena() { return next_.commands.arena; }

    /// Adds a command to the next tick. `asker` may be null: nobody waits. One that goes away
    /// before its answer calls forget().
    template <class Command>
    void submit(const Command& command, Asker* asker = nullptr, std::uint64_t request = 0) {
        if (preceding_) submit_preceding();
        next_.commands.push(command);
        askers_.push_back({asker, request, now()});
        if (asker) ++asker->unreleased_;
    }

    /// The next command submitted comes right behind this one, in the same tick: both or none
    /// (special_command.hpp, Numbered). The asker is asked about the second, and hears of both.
    void precede(const Numbered& numbered) { preceding_ = numbered; }
    /// There was no such command after all.
    void withdraw() { preceding_.reset(); }

    /// The asker is gone: nobody is told what becomes of its commands. Costs nothing when it has
    /// none unreleased, else a walk over what waits, up to the last of them.
    void forget(Asker& asker);

    [[nodiscard]] bool empty() const { return next_.commands.empty(); }
    [[nodiscard]] std::size_t size() const { return next_.commands.size(); }

    /// First step of back-pressure: a new order gets the dialect's "overloaded", unsubmitted.
    /// Cancels and queries go on.
    [[nodiscard]] bool overloaded() const { return size() >= limits_.busy; }
    /// Second step: nothing more is read from any socket but control frames.
    [[nodiscard]] bool full() const { return size() >= limits_.full; }

    /// The waiting commands, with their askers noted for the record that they will make. An empty
    /// tick is taken for a timer. Its time and nonce are the caller's to set.
    [[nodiscard]] Tick take();

    /// Tells each asker of the oldest record taken and not yet answered.
    /// Requires: records come in the order of the ticks they were made of.
    void answer(const Record& record);

    /// From the arrival of a command to its answer, of all that somebody asked for and heard of.
    [[nodiscard]] const TimeHistogram& answer_times() const { return answer_times_; }

    /// Emptied memory of a released record, for a tick to come.
    void give_back(Tick tick) {
        if (spare_.size() < kSpareMost) spare_.push_back(std::move(tick));
    }
    /// Ticks kept for their memory.
    [[nodiscard]] std::size_t spare() const { return spare_.size(); }

private:
    struct Origin {
        Asker* asker;
        std::uint64_t request;
        std::chrono::nanoseconds arrived;
    };

    void submit_preceding();

    [[nodiscard]] std::chrono::nanoseconds now() const {
        return watch_ ? watch_->now() : std::chrono::nanoseconds{};
    }

    InboxLimits limits_;
    const LoopWatch* watch_;
    TimeHistogram answer_times_;
    Tick next_;
    std::optional<Numbered> preceding_;
    std::vector<Origin> askers_;
    std::deque<std::vector<Origin>> waiting_;
    std::vector<Tick> spare_;
    std::vector<std::vector<Origin>> spare_origins_;
};

}  // namespace divmid::gateway
