// SPDX-License-Identifier: Apache-2.0
#include "gateway/slow_ticks.hpp"

#include <spdlog/fmt/fmt.h>

#include <iterator>
#include <string>
#include <utility>

namespace divmid::gateway {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

std::int64_t in_ms(nanoseconds time) {
    return std::chrono::duration_cast<milliseconds>(time).count();
}

/// What took a millisecond or more, and whose input it was.
std::string what_took(const LoopTurn& turn) {
    std::string text;
    const auto to = std::back_inserter(text);
    for (std::size_t part = 1; part < kLoopParts; ++part)
        if (turn.parts[part] >= milliseconds{1})
            fmt::format_to(to, " {}={}", name_of(static_cast<LoopPart>(part)),
                           in_ms(turn.parts[part]));
    if (turn.sequence != Sequence{})
        fmt::format_to(to, " sequence={} commands={}", turn.sequence.value(), turn.commands);
    if (!turn.kind.empty())
        fmt::format_to(to, " session={} peer={} session_ms={}", turn.kind, turn.peer,
                       in_ms(turn.session));
    return text;
}

}  // namespace

void SlowTicks::note(const LoopTurn& turn) {
    ++count_;
    if (told_ && turn.end - *told_ < kLineInterval) {
        ++left_out_;
        return;
    }
    told_ = turn.end;
    log_.warn("slow tick ms={}{} left_out={}", in_ms(turn.total()), what_took(turn),
              std::exchange(left_out_, 0));
}

}  // namespace divmid::gateway
