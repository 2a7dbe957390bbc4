// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "engine/reactor/block_pool.hpp"
#include "engine/reactor/pending.hpp"
#include "engine/reactor/require.hpp"
#include "engine/reactor/step.hpp"
#include "engine/reactor/timers.hpp"

namespace divmid {

/// The part of a Reactor that a Deferred sees: what runs next, what is due when, and memory for
/// results. Belongs to one thread; knows no other.
class ReadyQueue {
public:
    /// A monotonic "now". Injected: virtual in tests and simulations.
    using Clock = std::function<std::chrono::microseconds()>;
    /// Told of a failure that nobody takes: the name of the Deferred, and what it failed with.
    /// Must not throw.
    using Unheard = std::function<void(const char* name, const std::exception_ptr& error)>;

    explicit ReadyQueue(Clock clock);
    ReadyQueue(const ReadyQueue&) = delete;
    ReadyQueue& operator=(const ReadyQueue&) = delete;
    ~ReadyQueue() { close(); }

    [[nodiscard]] std::chrono::microseconds now() const { return clock_(); }

    /// When the next timer is due; it fires in the first run_ready() at or after that.
    [[nodiscard]] std::optional<std::chrono::microseconds> next_deadline() const {
        return timers_.next();
    }

    /// Replaces what hears of failures that nobody takes; by default they are printed to the
    /// standard error stream. Canceled alone is not a failure: somebody asked for it.
    void on_unheard(Unheard unheard) { unheard_ = std::move(unheard); }

    /// Names of the results not yet known, oldest last. For people; costs a walk.
    [[nodiscard]] std::vector<const char*> pending() const;

    /// Tells on_unheard() of a failure that nobody takes.
    void report(const char* name, const std::exception_ptr& error);

protected:
    /// Makes due timers ready, then runs at most `limit` of what is ready now.
    std::size_t run(std::size_t limit);
    [[nodiscard]] bool nothing_ready() const { return ready_.empty(); }
    void add(StepList steps);
    /// Whoever waits hears Canceled; who waits again is dropped. Harmless when called again.
    void close();

private:
    friend class Pending;
    template <class T>
    friend class Deferred;
    template <class T>
    friend class PendingOf;

    void* take_block(std::size_t bytes) { return pool_.take(bytes); }
    void enter(Pending& pending);
    void leave(Pending& pending);
    void make_ready(Pending& pending);
    void act(Step& step, Step::Fate fate);
    void drop_waiters();
    void let_go_of_the_rest();

    Clock clock_;
    Unheard unheard_;
    StepList ready_;
    Timers timers_;
    Pending* newest_ = nullptr;
    BlockPool pool_;
};

inline void ReadyQueue::enter(Pending& pending) {
    pending.after_ = newest_;
    if (newest_) newest_->before_ = &pending;
    newest_ = &pending;
}

inline void ReadyQueue::leave(Pending& pending) {
    (pending.before_ ? pending.before_->after_ : newest_) = pending.after_;
    if (pending.after_) pending.after_->before_ = pending.before_;
}

inline void ReadyQueue::make_ready(Pending& pending) {
    pending.queued_ = true;
    pending.retain();
    ready_.push(pending);
}

inline Pending::Pending(ReadyQueue* queue, const char* name, std::size_t bytes)
    : queue_{queue}, name_{name}, bytes_{static_cast<std::uint32_t>(bytes)} {
    if (queue_)
        queue_->enter(*this);
    else
        be_canceled();
}

inline Pending::~Pending() {
    if (!queue_) return;
    if (error_ && !heard_) queue_->report(name_, error_);
    if (timer_ != kNoTimer) queue_->timers_.remove(*this);
    queue_->leave(*this);
}

inline void Pending::destroy() {
    ReadyQueue* queue = queue_;
    const std::size_t bytes = bytes_;
    this->~Pending();
    if (queue)
        queue->pool_.give_back(this, bytes);
    else
        BlockPool::release(this);
}

inline void Pending::settle() {
    done_ = true;
    const bool held_by_timer = std::exchange(held_by_timer_, false);
    if (timer_ != kNoTimer) queue_->timers_.remove(*this);
    if (act_) queue_->make_ready(*this);
    if (held_by_timer) release();
}

inline void Pending::wait(Act how) {
    require(act_ == nullptr, "one waiter for a Deferred");
    act_ = how;
    if (done_) queue_->make_ready(*this);
}

}  // namespace divmid
