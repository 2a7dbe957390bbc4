// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/pending.hpp"

#include "engine/reactor/failures.hpp"
#include "engine/reactor/ready_queue.hpp"

namespace divmid {

void Pending::be_canceled() {
    done_ = true;
    error_ = std::make_exception_ptr(Canceled{});
}

void Pending::fail(std::exception_ptr error) {
    if (done_) return;
    error_ = std::move(error);
    settle();
}

void Pending::abort(const std::exception_ptr& error) {
    Pending* pending = this;
    while (pending && !pending->done_) {
        Pending* upstream = std::exchange(pending->upstream_, nullptr);
        pending->fail(error);
        pending = upstream;
    }
}

void Pending::time_out() {
    if (due_is_result_)
        settle();
    else
        abort(std::make_exception_ptr(DeadlineExceeded{}));
}

void Pending::expire_at(std::chrono::microseconds due) {
    if (done_) return;
    if (timer_ != kNoTimer) {
        if (queue_->timers_.due(*this) <= due) return;
        queue_->timers_.remove(*this);
    }
    due_is_result_ = false;
    queue_->timers_.set(due, *this);
}

void Pending::forget() {
    wanted_ = false;
    if (!act_) return;
    // What is in the ready queue stays there, and only gives back its hold.
    act_ = nullptr;
    if (queued_) act_ = [](Step& step, Fate) { static_cast<Pending&>(step).release(); };
}

}  // namespace divmid
