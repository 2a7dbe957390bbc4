// SPDX-License-Identifier: Apache-2.0
#include "gateway/loop_watch.hpp"

#include <numeric>
#include <utility>

namespace divmid::gateway {

using std::chrono::nanoseconds;

std::string_view name_of(LoopPart part) {
    switch (part) {
        case LoopPart::waiting:
            return "waiting";
        case LoopPart::flush:
            return "ready.flush";
        case LoopPart::input:
            return "ready.input";
        case LoopPart::sweep:
            return "ready.sweep";
        case LoopPart::calls:
            return "ready.calls";
        case LoopPart::projections:
            return "release.projections";
        case LoopPart::feeds:
            return "release.feeds";
        case LoopPart::answers:
            return "release.answers";
        case LoopPart::upkeep:
            return "ready.upkeep";
        case LoopPart::apply:
            return "records.apply";
        case LoopPart::commit:
            return "journal.commit";
    }
    return "";
}

nanoseconds LoopTurn::total() const {
    static_assert(static_cast<std::size_t>(LoopPart::waiting) == 0);
    return std::accumulate(parts.begin() + 1, parts.end(), nanoseconds{});
}

LoopWatch::LoopWatch(Clock clock, nanoseconds slow, Report report)
    : clock_{std::move(clock)}, slow_{slow}, report_{std::move(report)}, now_{clock_()} {}

void LoopWatch::begin() {
    close_slice();
    // What ran before the first turn, a whole recovery perhaps, is none.
    if (std::exchange(begun_, true)) close_turn();
    turn_ = LoopTurn{};
    part_ = LoopPart::flush;
}

void LoopWatch::enter(LoopPart part) {
    close_slice();
    part_ = part;
}

void LoopWatch::enter_input(const Served& who) {
    enter(LoopPart::input);
    who_ = &who;
}

void LoopWatch::gone(const Served& who) {
    if (who_ == &who) close_slice();
}

void LoopWatch::made(Sequence sequence, std::size_t commands) {
    turn_.sequence = sequence;
    turn_.commands = commands;
}

void LoopWatch::close_slice() {
    const nanoseconds before = std::exchange(now_, clock_());
    const nanoseconds taken = now_ - before;
    turn_.parts[static_cast<std::size_t>(part_)] += taken;
    const Served* const who = std::exchange(who_, nullptr);
    if (!who || taken < slow_ / kSmallShare || taken <= turn_.session) return;
    turn_.session = taken;
    turn_.kind = who->kind();
    turn_.peer = who->peer();
}

void LoopWatch::close_turn() {
    const nanoseconds total = turn_.total();
    if (turn_.sequence != Sequence{}) ticks_.observe(total);
    if (total < slow_) return;
    turn_.end = now_;
    report_(turn_);
}

}  // namespace divmid::gateway
