// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <coroutine>
#include <exception>

#include "engine/reactor/ready_queue.hpp"

namespace divmid {

/// A coroutine that nobody waits for: it runs at once up to its first co_await of a Deferred, and
/// goes on in later steps. Parameters go by value, services as Borrowed<T>.
///
/// It awaits nothing but Deferreds. An exception that leaves the body goes to on_unheard() of the
/// reactor it awaited in; one thrown before the first co_await ends the process. When the reactor
/// goes, the co_await throws Canceled; a task that then awaits again is destroyed there.
class Task {
public:
    class promise_type {
    public:
        Task get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept {
            if (!reactor_) std::terminate();
            reactor_->report("a task", std::current_exception());
        }

        void awaits_in(ReadyQueue& reactor) noexcept { reactor_ = &reactor; }

    private:
        ReadyQueue* reactor_ = nullptr;
    };
};

}  // namespace divmid
