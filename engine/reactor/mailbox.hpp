// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>

#include "engine/reactor/step.hpp"

namespace divmid {

/// Steps from other threads on their way to one reactor: the only door between threads. May outlive
/// its reactor, and then takes nothing more. Every member may be called from every thread.
class Mailbox {
public:
    /// Requests that wait; more are refused. Answers are bounded by those who asked.
    static constexpr std::size_t kRequestsMax = 65'536;

    /// `wake` is called on the posting thread when the mailbox was empty, and never after close().
    /// It must not post.
    explicit Mailbox(std::function<void()> wake) : wake_{std::move(wake)} {}

    /// False when it is full or closed; the step then stays the caller's.
    [[nodiscard]] bool request(Step& step) { return post(step, kRequestsMax); }
    /// False when it is closed; the step then stays the caller's.
    [[nodiscard]] bool answer(Step& step) { return post(step, ~std::size_t{}); }

    [[nodiscard]] bool empty() const { return !filled_.load(std::memory_order_acquire); }

    /// What came since the last call, in order.
    [[nodiscard]] StepList take();
    /// What came since, and nothing comes after it.
    [[nodiscard]] StepList close();

private:
    bool post(Step& step, std::size_t limit);

    std::mutex mutex_;
    StepList steps_;
    bool closed_ = false;
    std::atomic<bool> filled_ = false;
    std::function<void()> wake_;
};

}  // namespace divmid
