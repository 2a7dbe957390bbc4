// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/reactor/task.hpp"
#include "gateway/dialect/command_answers.hpp"
#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// Commands that came with a request number which was used before (market.md, Resend-safe entry):
/// they are not executed, and answered as the one that used it was. That one's record is read out
/// of the log, however long ago it was and whichever way it came; its answer is made again for the
/// asker. Orders are shown as that record left them; where an answer shows more of one than its
/// record says, as the history has it.
class RepeatedRequests {
public:
    /// Both outlive it, and what it began.
    RepeatedRequests(const Services& services, CommandAnswers& answers)
        : history_{services.history}, answers_{answers} {}

    /// What becomes of a command that was not executed because of its number; nothing when it was
    /// executed. Requires: it had one.
    [[nodiscard]] std::optional<Outcome> unexecuted(const Released& released);

private:
    storage::History& history_;
    CommandAnswers& answers_;
    CommandEvents events_;
};

}  // namespace divmid::gateway
