// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "engine/reactor/deferred.hpp"
#include "engine/reactor/errand.hpp"
#include "engine/reactor/mailbox.hpp"
#include "engine/reactor/ready_queue.hpp"

namespace divmid {

/// One thread's ready queue, its timers, and a door for other threads. The host owns it and makes
/// it step; it never blocks and never looks at anything but its clock. No globals: a process may
/// have one in each thread, destroy one and make it again.
///
/// When it is destroyed, whoever waits hears Canceled, on the thread that destroys it; Promises and
/// Deferreds may outlive it. Not to be destroyed from one of its own steps.
class Reactor : public ReadyQueue {
public:
    /// `wake` is called from other threads, and only then, when something was posted to a reactor
    /// whose inbox was empty; it makes the host call run_ready() soon. Never called later than the
    /// reactor lives. It must not call back.
    explicit Reactor(Clock clock, std::function<void()> wake = {})
        : ReadyQueue{std::move(clock)}, mailbox_{std::make_shared<Mailbox>(std::move(wake))} {}
    Reactor(const Reactor&) = delete;
    Reactor& operator=(const Reactor&) = delete;
    ~Reactor();

    /// One step of the loop: fires due timers, in order of their time and then of their setting,
    /// and runs at most `limit` of what is ready. What gets ready meanwhile waits for the next
    /// call. Returns how many ran.
    std::size_t run_ready(std::size_t limit);

    /// Nothing is ready now. Timers are not asked: see next_deadline().
    [[nodiscard]] bool idle() const { return nothing_ready() && mailbox_->empty(); }

    /// Done at the first step at or after now + delay.
    [[nodiscard]] Deferred<void> later(std::chrono::microseconds delay) {
        return Deferred<void>::after(*this, delay);
    }

    /// From any thread: f() runs in a step of this reactor. False when kRequestsMax of the mailbox
    /// wait already: f was dropped. Failures of f go to on_unheard().
    template <class F>
    [[nodiscard]] bool call_from_thread(F f) {
        auto call = std::make_unique<Call<F>>(std::move(f));
        return mailbox_->request(*call) && call.release();
    }

    /// From the thread of `caller`: f() runs in a step of this reactor, and its result comes back
    /// as a Deferred of the caller, for a Deferred belongs to one thread. Fails with TooManyCalls
    /// at the limit, with Canceled when this reactor goes before its turn.
    template <class F>
    [[nodiscard]] Deferred<std::invoke_result_t<F&>> call_from_thread(Reactor& caller, F f) {
        Promise<std::invoke_result_t<F&>> promise{caller, "call_from_thread"};
        auto result = promise.deferred();
        auto errand =
            std::make_unique<Errand<F>>(std::move(f), caller.mailbox_, std::move(promise));
        if (!mailbox_->request(*errand)) errand->give_up(std::make_exception_ptr(TooManyCalls{}));
        static_cast<void>(errand.release());
        return result;
    }

    /// Where a stage's threads post to.
    [[nodiscard]] const std::shared_ptr<Mailbox>& mailbox() const { return mailbox_; }

private:
    template <class F>
    class Call final : public Step {
    public:
        explicit Call(F call) : Step{&Call::act}, call_{std::move(call)} {}

    private:
        static void act(Step& step, Fate fate) {
            const std::unique_ptr<Call> call{static_cast<Call*>(&step)};
            if (fate == Fate::run) std::invoke(call->call_);
        }

        F call_;
    };

    std::shared_ptr<Mailbox> mailbox_;
};

}  // namespace divmid
