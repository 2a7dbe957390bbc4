// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/mailbox.hpp"

#include <utility>

namespace divmid {

bool Mailbox::post(Step& step, std::size_t limit) {
    const std::scoped_lock lock{mutex_};
    if (closed_ || steps_.size() >= limit) return false;
    const bool was_empty = steps_.empty();
    steps_.push(step);
    filled_.store(true, std::memory_order_release);
    // Under the lock: after close() returned, what `wake_` refers to may be gone.
    if (was_empty && wake_) wake_();
    return true;
}

StepList Mailbox::take() {
    const std::scoped_lock lock{mutex_};
    filled_.store(false, std::memory_order_release);
    return std::move(steps_);
}

StepList Mailbox::close() {
    const std::scoped_lock lock{mutex_};
    closed_ = true;
    filled_.store(false, std::memory_order_release);
    return std::move(steps_);
}

}  // namespace divmid
