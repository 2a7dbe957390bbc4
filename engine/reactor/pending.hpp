// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <utility>

#include "engine/reactor/step.hpp"

namespace divmid {

class ReadyQueue;

/// What a Promise and its Deferred share, but for the value: who waits, until when, and whether it
/// failed. Counted by those who hold it: the Promise, the Deferred, the ready queue, a timer. All
/// of them are on the reactor's thread.
class Pending : public Step {
public:
    /// What a waiter may keep here; a larger one is allocated.
    static constexpr std::size_t kWaiterBytes = 48;

    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] const char* name() const { return name_; }

    /// Somebody holds the Deferred, or waits.
    [[nodiscard]] bool wanted() const { return wanted_; }

protected:
    Pending(ReadyQueue* queue, const char* name, std::size_t bytes);
    virtual ~Pending();

private:
    friend class ReadyQueue;
    friend class Timers;
    template <class T>
    friend class PendingOf;
    template <class T>
    friend class Deferred;
    template <class T>
    friend class Promise;
    template <class T>
    friend class DeferredAwaiter;

    void retain() { ++holders_; }
    void release() {
        if (--holders_ == 0) destroy();
    }
    void destroy();
    void be_canceled();

    /// The outcome is known: whoever waits is ready. Once.
    void settle();
    /// Does nothing when the outcome is known already.
    void fail(std::exception_ptr error);
    /// Fails, and what it was made of is canceled too.
    void abort(const std::exception_ptr& error);
    /// Its timer is due.
    void time_out();
    /// Fails at `due` unless the outcome is known by then; the earlier of two deadlines holds.
    void expire_at(std::chrono::microseconds due);
    /// `how` is called in a later step, once the outcome is known; it gives back one hold.
    void wait(Act how);
    /// Nobody waits any more.
    void forget();

    std::exception_ptr take_error() {
        heard_ = true;
        return std::exchange(error_, nullptr);
    }

    static constexpr std::uint32_t kNoTimer = ~std::uint32_t{};

    ReadyQueue* queue_;  ///< Null once the reactor is gone.
    Pending* before_ = nullptr;
    Pending* after_ = nullptr;
    Pending* upstream_ = nullptr;  ///< What this one is made of, while that runs.
    const char* name_;
    std::exception_ptr error_;
    std::uint32_t timer_ = kNoTimer;
    std::uint32_t holders_ = 1;
    std::uint32_t bytes_;
    bool done_ = false;
    bool heard_ = false;
    bool wanted_ = false;
    bool queued_ = false;
    bool lent_ = false;  ///< A hold is out with another thread.
    bool held_by_timer_ = false;
    bool due_is_result_ = false;  ///< The timer gives the result, not the deadline.
    alignas(std::max_align_t) std::byte waiter_[kWaiterBytes];
};

}  // namespace divmid
