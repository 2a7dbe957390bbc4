// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/reactor/outcome.hpp"
#include "engine/reactor/ready_queue.hpp"

namespace divmid {

/// A Pending with room for the value.
template <class T>
class PendingOf final : public Pending {
public:
    /// Held once, by the caller. Canceled from the start where `queue` is null: its reactor is
    /// gone.
    static PendingOf& make(ReadyQueue* queue, const char* name) {
        void* block =
            queue ? queue->take_block(sizeof(PendingOf)) : BlockPool::fresh(sizeof(PendingOf));
        return *::new (block) PendingOf{queue, name};
    }

private:
    template <class U>
    friend class Deferred;
    template <class U>
    friend class Promise;
    template <class U>
    friend class DeferredAwaiter;
    template <class F>
    friend class Errand;

    PendingOf(ReadyQueue* queue, const char* name) : Pending{queue, name, sizeof(PendingOf)} {}

    template <class... Value>
    void resolve(Value&&... value) {
        if (done_) return;
        value_.emplace(std::forward<Value>(value)...);
        settle();
    }

    /// A timer gives the result, and holds this until then.
    void resolve_at(std::chrono::microseconds due)
        requires std::is_void_v<T>
    {
        retain();
        held_by_timer_ = due_is_result_ = true;
        queue_->timers_.set(due, *this);
    }

    Outcome<T> take() {
        Outcome<T> outcome{std::move(value_), take_error()};
        value_.reset();
        return outcome;
    }

    /// `waiter(name, queue, outcome)` is called in a later step, or dropped with the reactor.
    template <class Waiter>
    void wait_with(Waiter waiter) {
        if constexpr (sizeof(Waiter) <= kWaiterBytes &&
                      alignof(Waiter) <= alignof(std::max_align_t) &&
                      std::is_nothrow_move_constructible_v<Waiter>) {
            ::new (static_cast<void*>(waiter_)) Waiter{std::move(waiter)};
            wait(&PendingOf::act_on<Waiter>);
        } else {
            wait_with([boxed = std::make_unique<Waiter>(std::move(waiter))](
                          const char* name, ReadyQueue& queue, Outcome<T>&& outcome) {
                (*boxed)(name, queue, std::move(outcome));
            });
        }
    }

    /// The waiter leaves the block before it is called, so that the block is free for what the
    /// waiter makes next.
    template <class Waiter>
    static void act_on(Step& step, Fate fate) {
        auto& pending = static_cast<PendingOf&>(step);
        auto* placed = std::launder(reinterpret_cast<Waiter*>(pending.waiter_));
        Waiter waiter = std::move(*placed);
        placed->~Waiter();
        pending.act_ = nullptr;
        pending.queued_ = false;
        ReadyQueue& queue = *pending.queue_;
        const char* name = pending.name_;
        Outcome<T> outcome = pending.take();
        pending.release();
        if (fate == Fate::run) waiter(name, queue, std::move(outcome));
    }

    std::optional<Stored<T>> value_;
};

}  // namespace divmid
