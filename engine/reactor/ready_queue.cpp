// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/ready_queue.hpp"

#include <algorithm>
#include <cstdio>

#include "engine/reactor/failures.hpp"

namespace divmid {

namespace {

/// Canceled itself, not what is derived from it.
bool was_asked_for(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Abandoned&) {
        return false;
    } catch (const Canceled&) {
        return true;
    } catch (...) {
        return false;
    }
}

void print_unheard(const char* name, const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "nobody heard that '%s' failed: %s\n", name, failure.what());
    } catch (...) {
        std::fprintf(stderr, "nobody heard that '%s' failed\n", name);
    }
}

}  // namespace

ReadyQueue::ReadyQueue(Clock clock) : clock_{std::move(clock)}, unheard_{print_unheard} {}

std::vector<const char*> ReadyQueue::pending() const {
    std::vector<const char*> names;
    for (const Pending* pending = newest_; pending; pending = pending->after_)
        if (!pending->done_) names.push_back(pending->name_);
    return names;
}

std::size_t ReadyQueue::run(std::size_t limit) {
    if (!timers_.empty()) {
        const std::chrono::microseconds now = clock_();
        while (Pending* due = timers_.take_due(now)) due->time_out();
    }
    const std::size_t count = std::min(limit, ready_.size());
    for (std::size_t step = 0; step < count; ++step) act(ready_.pop(), Step::Fate::run);
    return count;
}

void ReadyQueue::add(StepList steps) {
    while (!steps.empty()) ready_.push(steps.pop());
}

void ReadyQueue::act(Step& step, Step::Fate fate) {
    try {
        step.act(fate);
    } catch (...) {
        report("a step", std::current_exception());
    }
}

void ReadyQueue::report(const char* name, const std::exception_ptr& error) {
    if (!was_asked_for(error)) unheard_(name, error);
}

void ReadyQueue::close() {
    const std::exception_ptr canceled = std::make_exception_ptr(Canceled{});
    for (Pending* pending = newest_; pending;) {
        Pending* after = pending->after_;  // failing may let go of it
        pending->fail(canceled);
        pending = after;
    }
    for (std::size_t count = ready_.size(); count > 0; --count) act(ready_.pop(), Step::Fate::run);
    drop_waiters();
    let_go_of_the_rest();
}

void ReadyQueue::drop_waiters() {
    const auto waiting = [this] {
        Pending* pending = newest_;
        while (pending && !pending->act_) pending = pending->after_;
        return pending;
    };
    while (true) {
        while (!ready_.empty()) act(ready_.pop(), Step::Fate::drop);
        Pending* pending = waiting();
        if (!pending) return;
        // Ready or not: the hold that acting gives back is the queue's.
        pending->retain();
        act(*pending, Step::Fate::drop);
    }
}

void ReadyQueue::let_go_of_the_rest() {
    const std::exception_ptr canceled = std::make_exception_ptr(Canceled{});
    while (Pending* pending = newest_) {
        pending->retain();
        pending->fail(canceled);
        if (pending->error_ && !std::exchange(pending->heard_, true))
            report(pending->name_, pending->error_);
        leave(*pending);
        pending->queue_ = nullptr;
        if (std::exchange(pending->lent_, false)) --pending->holders_;  // not the last: ours
        pending->release();
    }
}

}  // namespace divmid
