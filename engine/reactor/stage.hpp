// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <bit>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "engine/reactor/require.hpp"
#include "engine/reactor/spsc_ring.hpp"

namespace divmid {

/// What a stage has been doing. Times are sums over items or batches; divide by the counts.
struct StageStats {
    std::size_t depth{};                     ///< Items that wait or are worked on.
    std::size_t outcomes{};                  ///< Outcomes that wait to be popped.
    std::uint64_t items{};                   ///< Items worked off.
    std::uint64_t batches{};                 ///< Calls of the work.
    std::chrono::nanoseconds wait{};         ///< From push to the start of its batch, all items.
    std::chrono::nanoseconds wait_max{};     ///< The longest.
    std::chrono::nanoseconds service{};      ///< In the work, all batches.
    std::chrono::nanoseconds service_max{};  ///< The longest.
};

/// SEDA's stage: a bounded queue in, one thread that works in batches, outcomes back in order.
/// Owned by the reactor's thread, which alone calls its members. The thread sleeps while nothing
/// waits.
///
/// Whoever pushes looks first: has_room() is the admission control. An item takes up room from its
/// push until its outcome is popped, or until its batch is over if it made none. So emit never
/// waits and nothing is lost: what was pushed is worked off even while nobody pops.
///
/// The work must not throw: what fails in it is an outcome. Hand-off there and back costs well
/// below 1 µs while the thread is busy, and a wake-up of some µs when it sleeps.
template <class In, class Out>
class Stage {
public:
    using Emit = std::function<void(Out)>;
    /// Called on the stage's thread with what waits, oldest first; items may be moved from. Emits
    /// at most one outcome for each item of the batch, before it returns.
    using Work = std::function<void(std::span<In> batch, const Emit& emit)>;

    /// `wake` is called on the stage's thread after a batch that made outcomes. Requires: capacity
    /// of at least 1.
    Stage(std::size_t capacity, Work work, std::function<void()> wake)
        : capacity_{capacity},
          work_{std::move(work)},
          wake_{std::move(wake)},
          in_{capacity},
          out_{capacity},
          pushed_at_(std::bit_ceil(capacity)),
          thread_{[this] { run(); }} {}
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage() { finish(); }

    /// Stays true until the next push().
    [[nodiscard]] bool has_room() const {
        const std::uint64_t in_flight = pushed_ - popped_ - silent_.load();
        return in_flight < capacity_ && in_.size() < capacity_;
    }

    /// Items that wait or are worked on.
    [[nodiscard]] std::size_t depth() const { return in_.size(); }

    /// Never waits. Requires: has_room(), and not after finish().
    void push(In item) {
        require(has_room() && thread_.joinable(), "a stage takes what it has room for");
        pushed_at_[pushed_++ % pushed_at_.size()] = Steady::now();
        in_.push(std::move(item));
        if (asleep_.load()) rouse();
    }

    /// The oldest outcome; nothing when there is none now.
    [[nodiscard]] std::optional<Out> pop() {
        std::optional<Out> outcome = out_.pop();
        if (outcome) ++popped_;
        return outcome;
    }

    /// Waits until everything pushed is worked off, and ends the thread. Outcomes can be popped
    /// afterwards.
    void finish() {
        if (!thread_.joinable()) return;
        ending_ = true;
        rouse();
        thread_.join();
    }

    [[nodiscard]] StageStats stats() const;

private:
    using Steady = std::chrono::steady_clock;
    using Nanoseconds = std::atomic<std::chrono::nanoseconds::rep>;

    void run();
    void work_off(std::span<In> batch, const Emit& emit);
    void note_wait(std::size_t items, Steady::time_point start);
    bool sleep_until_pushed();
    void rouse();

    static void add(Nanoseconds& sum, Nanoseconds& most, Steady::duration time);

    const std::size_t capacity_;
    const Work work_;
    const std::function<void()> wake_;
    SpscRing<In> in_;
    SpscRing<Out> out_;
    /// One for each slot of in_, written before the item and read after it.
    std::vector<Steady::time_point> pushed_at_;
    std::uint64_t pushed_ = 0;
    std::uint64_t popped_ = 0;
    std::atomic<std::uint64_t> silent_ = 0;  ///< Items worked off without an outcome.

    std::atomic<std::uint64_t> items_ = 0;
    std::atomic<std::uint64_t> batches_ = 0;
    Nanoseconds wait_ = 0;
    Nanoseconds wait_max_ = 0;
    Nanoseconds service_ = 0;
    Nanoseconds service_max_ = 0;

    std::mutex mutex_;
    std::condition_variable roused_;
    std::atomic<bool> asleep_ = false;
    std::atomic<bool> ending_ = false;
    std::thread thread_;  ///< Last: it uses all of the above.
};

template <class In, class Out>
void Stage<In, Out>::run() {
    std::size_t emitted = 0;
    std::size_t batch_size = 0;
    const Emit emit = [&](Out outcome) {
        require(emitted < batch_size, "at most one outcome for each item of a batch");
        ++emitted;
        out_.push(std::move(outcome));
    };
    while (sleep_until_pushed()) {
        const std::span<In> batch = in_.front();
        batch_size = batch.size();
        emitted = 0;
        work_off(batch, emit);
        in_.pop_front(batch_size);
        silent_.fetch_add(batch_size - emitted);
        if (emitted > 0 && wake_) wake_();
    }
}

template <class In, class Out>
void Stage<In, Out>::work_off(std::span<In> batch, const Emit& emit) {
    const Steady::time_point start = Steady::now();
    note_wait(batch.size(), start);
    work_(batch, emit);
    add(service_, service_max_, Steady::now() - start);
    batches_.fetch_add(1, std::memory_order_relaxed);
    items_.fetch_add(batch.size(), std::memory_order_relaxed);
}

template <class In, class Out>
void Stage<In, Out>::note_wait(std::size_t items, Steady::time_point start) {
    const std::uint64_t first = items_.load(std::memory_order_relaxed);
    for (std::uint64_t item = first; item != first + items; ++item)
        add(wait_, wait_max_, start - pushed_at_[item % pushed_at_.size()]);
}

template <class In, class Out>
void Stage<In, Out>::add(Nanoseconds& sum, Nanoseconds& most, Steady::duration time) {
    const auto taken = std::chrono::nanoseconds{time}.count();
    sum.store(sum.load(std::memory_order_relaxed) + taken, std::memory_order_relaxed);
    if (taken > most.load(std::memory_order_relaxed)) most.store(taken, std::memory_order_relaxed);
}

/// False when the stage ends and nothing is left. The thread says that it sleeps, then looks again;
/// the other pushes, then looks whether it sleeps: one of both sees the other.
template <class In, class Out>
bool Stage<In, Out>::sleep_until_pushed() {
    if (!in_.empty()) return true;
    std::unique_lock lock{mutex_};
    asleep_ = true;
    roused_.wait(lock, [this] { return !in_.empty() || ending_; });
    asleep_ = false;
    return !in_.empty();
}

template <class In, class Out>
void Stage<In, Out>::rouse() {
    // The lock: not between the thread's last look and its falling asleep.
    {
        const std::scoped_lock lock{mutex_};
    }
    roused_.notify_one();
}

template <class In, class Out>
StageStats Stage<In, Out>::stats() const {
    const auto read = [](const Nanoseconds& time) {
        return std::chrono::nanoseconds{time.load(std::memory_order_relaxed)};
    };
    return {.depth = in_.size(),
            .outcomes = out_.size(),
            .items = items_.load(std::memory_order_relaxed),
            .batches = batches_.load(std::memory_order_relaxed),
            .wait = read(wait_),
            .wait_max = read(wait_max_),
            .service = read(service_),
            .service_max = read(service_max_)};
}

}  // namespace divmid
