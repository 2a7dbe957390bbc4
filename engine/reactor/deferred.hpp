// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

#include "engine/reactor/failures.hpp"
#include "engine/reactor/pending_of.hpp"
#include "engine/reactor/ready_queue.hpp"

namespace divmid {

template <class T>
class Deferred;
template <class F>
class Errand;

/// The duty to give a result. Whoever drops it without one fails the Deferred with Abandoned.
/// Move-only; belongs to the reactor's thread; may outlive the reactor, and then does nothing.
template <class T>
class [[nodiscard]] Promise {
public:
    /// `name` tells people what is waited for; it outlives the Deferred (a literal).
    explicit Promise(ReadyQueue& reactor, const char* name = "") : Promise{&reactor, name} {}
    Promise(Promise&& other) noexcept : pending_{std::exchange(other.pending_, nullptr)} {}
    Promise& operator=(Promise&& other) noexcept {
        std::swap(pending_, other.pending_);
        return *this;
    }
    ~Promise() {
        if (!pending_) return;
        if (pending_->wanted_ && !pending_->done_) fail(std::make_exception_ptr(Abandoned{}));
        pending_->release();
    }

    /// Requires: not called before.
    [[nodiscard]] Deferred<T> deferred();

    /// Gives the result; whoever waits for it runs in a later step. A result that comes too late
    /// (canceled, deadline passed, reactor gone) is dropped, also a second one.
    template <class... Value>
    void resolve(Value&&... value) {
        static_assert(sizeof...(Value) == (std::is_void_v<T> ? 0 : 1));
        pending_->resolve(std::forward<Value>(value)...);
    }
    void fail(std::exception_ptr error) { pending_->fail(std::move(error)); }

    /// Somebody still waits. Long work may ask, and stop.
    [[nodiscard]] bool wanted() const { return pending_->wanted() && !pending_->done(); }

private:
    template <class U>
    friend class Deferred;
    template <class F>
    friend class Errand;

    explicit Promise(PendingOf<T>& held) : pending_{&held} {}
    Promise(ReadyQueue* reactor, const char* name) : pending_{&PendingOf<T>::make(reactor, name)} {}

    void accept(Outcome<T>&& outcome) {
        if (outcome.error)
            fail(std::move(outcome.error));
        else if constexpr (std::is_void_v<T>)
            resolve();
        else
            resolve(*std::move(outcome.value));
    }

    /// Gives the hold to the ready queue's care, while only another thread knows of it.
    PendingOf<T>& lend() {
        pending_->lent_ = true;
        return *std::exchange(pending_, nullptr);
    }
    static Promise take_back(PendingOf<T>& lent) {
        lent.lent_ = false;
        return Promise{lent};
    }

    PendingOf<T>* pending_;
};

/// What a callback gives to the next one: R, also when it returns a Deferred<R>.
template <class R>
struct Given {
    using type = R;
};
template <class R>
struct Given<Deferred<R>> {
    using type = R;
};

template <class T>
class DeferredAwaiter;

/// A result that arrives in a later step of the reactor. Move-only; belongs to the reactor's
/// thread; may outlive the reactor, and is then failed with Canceled.
///
/// Dropping it says that nobody wants the result; a failure is then told to the reactor's
/// on_unheard(). One waiter each. Nothing runs inside resolve(), then() or cancel(): callbacks come
/// from the ready queue, so the stack stays flat. When the reactor goes, whoever waits hears
/// Canceled; one that then waits again is destroyed without a call.
///
/// Costs about 20 ns from Promise to callback; no allocation once the reactor's pool is warm and
/// while the callback fits into Pending::kWaiterBytes.
template <class T>
class [[nodiscard]] Deferred {
public:
    /// Known already; what waits for it still runs in a later step.
    template <class... Value>
    static Deferred ready(ReadyQueue& reactor, Value&&... value) {
        Promise<T> promise{reactor, "ready"};
        promise.resolve(std::forward<Value>(value)...);
        return promise.deferred();
    }
    static Deferred failed(ReadyQueue& reactor, std::exception_ptr error) {
        Promise<T> promise{reactor, "failed"};
        promise.fail(std::move(error));
        return promise.deferred();
    }
    /// Resolved by the clock, at the first step at or after now + delay.
    static Deferred after(ReadyQueue& reactor, std::chrono::microseconds delay)
        requires std::is_void_v<T>;

    Deferred(Deferred&& other) noexcept : pending_{std::exchange(other.pending_, nullptr)} {}
    Deferred& operator=(Deferred&& other) noexcept {
        std::swap(pending_, other.pending_);
        return *this;
    }
    ~Deferred() {
        if (!pending_) return;
        pending_->forget();
        pending_->release();
    }

    /// Whether the result, or its failure, is known. Not after then() or co_await.
    [[nodiscard]] bool done() const { return pending_->done(); }
    [[nodiscard]] const char* name() const { return pending_->name(); }

    /// Fails it with Canceled unless it is done, and what it was chained to.
    void cancel() {
        if (!done()) pending_->abort(std::make_exception_ptr(Canceled{}));
    }

    /// Fails with DeadlineExceeded, and cancels what it was chained to, unless done in time. The
    /// earlier of two limits holds.
    [[nodiscard]] Deferred within(std::chrono::microseconds limit) && {
        if (!done()) pending_->expire_at(pending_->queue_->now() + limit);
        return std::move(*this);
    }

    /// Calls on_value with the result in a later step. What it returns makes a Deferred (of R, also
    /// when it returns a Deferred<R>) that fails with what fails here or is thrown there; a
    /// callback that returns nothing ends the chain, and its failures go to on_unheard().
    template <class F>
    auto then(F on_value) &&;

    /// Calls one of both, in a later step, and ends the chain.
    template <class F, class E>
    void then(F on_value, E on_error) &&;

    /// Gives the outcome to `promise` instead.
    void settle(Promise<T> promise) &&;

    DeferredAwaiter<T> operator co_await() && {
        return DeferredAwaiter<T>{*std::exchange(pending_, nullptr)};
    }

private:
    template <class U>
    friend class Deferred;
    friend class Promise<T>;
    explicit Deferred(PendingOf<T>& held) : pending_{&held} { held.wanted_ = true; }

    /// Hands the hold to whoever is to settle it.
    template <class Waiter>
    void wait_with(Waiter waiter) {
        PendingOf<T>& pending = *std::exchange(pending_, nullptr);
        if (pending.queue_) pending.wait_with(std::move(waiter));
        pending.release();
    }

    template <class R, class F>
    auto chain(F on_value);

    /// Canceling what `promise` promises cancels this one.
    template <class R>
    void feeds(Promise<R>& promise) {
        promise.pending_->upstream_ = pending_;
    }

    PendingOf<T>* pending_;
};

/// One co_await of a Deferred. Destroyed with the coroutine's frame it leaves nothing behind.
template <class T>
class [[nodiscard]] DeferredAwaiter {
public:
    explicit DeferredAwaiter(PendingOf<T>& held) : pending_{held} {}
    DeferredAwaiter(const DeferredAwaiter&) = delete;
    DeferredAwaiter& operator=(const DeferredAwaiter&) = delete;
    ~DeferredAwaiter() {
        pending_.forget();
        pending_.release();
    }

    /// Only a reactor that is gone has no later step to go on in.
    [[nodiscard]] bool await_ready() const { return pending_.queue_ == nullptr; }

    template <class Body>
    void await_suspend(std::coroutine_handle<Body> body) {
        if constexpr (requires { body.promise().awaits_in(*pending_.queue_); })
            body.promise().awaits_in(*pending_.queue_);
        ::new (static_cast<void*>(pending_.waiter_)) std::coroutine_handle<>{body};
        pending_.wait(&DeferredAwaiter::act);
    }

    T await_resume() { return pending_.take().get(); }

private:
    static void act(Step& step, Step::Fate fate) {
        auto& pending = static_cast<PendingOf<T>&>(step);
        const auto body =
            *std::launder(reinterpret_cast<std::coroutine_handle<>*>(pending.waiter_));
        pending.act_ = nullptr;
        pending.queued_ = false;
        pending.release();
        if (fate == Step::Fate::run)
            body.resume();
        else
            body.destroy();
    }

    PendingOf<T>& pending_;
};

template <class T>
Deferred<T> Promise<T>::deferred() {
    require(!pending_->wanted_, "one Deferred of a Promise");
    pending_->retain();
    return Deferred<T>{*pending_};
}

template <class T>
Deferred<T> Deferred<T>::after(ReadyQueue& reactor, std::chrono::microseconds delay)
    requires std::is_void_v<T>
{
    PendingOf<T>& pending = PendingOf<T>::make(&reactor, "later");
    pending.resolve_at(reactor.now() + delay);
    return Deferred{pending};
}

template <class T>
template <class F>
auto Deferred<T>::then(F on_value) && {
    using R = decltype(std::declval<Outcome<T>>().apply(on_value));
    if constexpr (!std::is_void_v<R>) {
        return chain<R>(std::move(on_value));
    } else {
        wait_with([on_value = std::move(on_value)](const char* name, ReadyQueue& reactor,
                                                   Outcome<T>&& outcome) mutable {
            if (!outcome.error) try {
                    return std::move(outcome).apply(on_value);
                } catch (...) {
                    outcome.error = std::current_exception();
                }
            reactor.report(name, outcome.error);
        });
    }
}

template <class T>
template <class F, class E>
void Deferred<T>::then(F on_value, E on_error) && {
    wait_with([on_value = std::move(on_value), on_error = std::move(on_error)](
                  const char* name, ReadyQueue& reactor, Outcome<T>&& outcome) mutable {
        try {
            if (outcome.error) return std::invoke(on_error, std::move(outcome.error));
            std::move(outcome).apply(on_value);
        } catch (...) {
            reactor.report(name, std::current_exception());
        }
    });
}

template <class T>
template <class R, class F>
auto Deferred<T>::chain(F on_value) {
    using Next = typename Given<R>::type;
    Promise<Next> promise{pending_->queue_, pending_->name()};
    feeds(promise);
    Deferred<Next> next = promise.deferred();
    wait_with([promise = std::move(promise), on_value = std::move(on_value)](
                  const char*, ReadyQueue&, Outcome<T>&& outcome) mutable {
        promise.pending_->upstream_ = nullptr;
        if (promise.pending_->done()) return;  // canceled
        try {
            if (outcome.error)
                promise.fail(std::move(outcome.error));
            else if constexpr (std::is_same_v<R, Next>)
                promise.resolve(std::move(outcome).apply(on_value));
            else
                std::move(outcome).apply(on_value).settle(std::move(promise));
        } catch (...) {
            promise.fail(std::current_exception());
        }
    });
    return next;
}

template <class T>
void Deferred<T>::settle(Promise<T> promise) && {
    feeds(promise);
    wait_with(
        [promise = std::move(promise)](const char*, ReadyQueue&, Outcome<T>&& outcome) mutable {
            promise.pending_->upstream_ = nullptr;
            promise.accept(std::move(outcome));
        });
}

}  // namespace divmid
