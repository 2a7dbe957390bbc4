// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/reactor/reactor.hpp"

namespace divmid {

/// Calls that may take long, on threads of their own; results come back as Deferreds: password
/// hashing, signature checks, queries of storage. Owned by the reactor's thread.
///
/// Bounded: at most `capacity` calls wait or run. With one thread they run in order; results arrive
/// in the order in which they are made. Destroying it runs what was called, then joins; destroy it
/// before or after its reactor. About 1 µs a call and the wake-up of a thread.
class CallStage {
public:
    /// Requires: a capacity and a number of threads of at least 1.
    CallStage(Reactor& reactor, std::size_t capacity, std::size_t threads);
    CallStage(const CallStage&) = delete;
    CallStage& operator=(const CallStage&) = delete;
    ~CallStage();

    [[nodiscard]] bool has_room() const { return depth() < capacity_; }
    /// Calls that wait or run.
    [[nodiscard]] std::size_t depth() const { return depth_.load(std::memory_order_acquire); }

    /// f() runs on a thread of the stage; its captures go with it and are its own. Fails with what
    /// f throws; with TooManyCalls, without a call, when there is no room.
    template <class F>
    [[nodiscard]] Deferred<std::invoke_result_t<F&>> call(F f) {
        using Result = std::invoke_result_t<F&>;
        if (!has_room())
            return Deferred<Result>::failed(reactor_, std::make_exception_ptr(TooManyCalls{}));
        Promise<Result> promise{reactor_, "stage call"};
        Deferred<Result> result = promise.deferred();
        // Owns itself from here on: it ends at home, after the thread performed it.
        auto* errand = new Errand<F>{std::move(f), reactor_.mailbox(), std::move(promise)};
        push([errand] { errand->perform(); });
        return result;
    }

private:
    void push(std::function<void()> call);
    void run();

    Reactor& reactor_;
    const std::size_t capacity_;
    std::atomic<std::size_t> depth_ = 0;

    std::mutex mutex_;
    std::condition_variable pushed_;
    std::deque<std::function<void()>> calls_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace divmid
