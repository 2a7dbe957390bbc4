// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/call_stage.hpp"

namespace divmid {

CallStage::CallStage(Reactor& reactor, std::size_t capacity, std::size_t threads)
    : reactor_{reactor}, capacity_{capacity} {
    require(capacity > 0 && threads > 0, "a stage has room and threads");
    for (std::size_t thread = 0; thread < threads; ++thread)
        threads_.emplace_back([this] { run(); });
}

CallStage::~CallStage() {
    {
        const std::scoped_lock lock{mutex_};
        ending_ = true;
    }
    pushed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void CallStage::push(std::function<void()> call) {
    depth_.fetch_add(1, std::memory_order_relaxed);
    {
        const std::scoped_lock lock{mutex_};
        calls_.push_back(std::move(call));
    }
    pushed_.notify_one();
}

void CallStage::run() {
    while (true) {
        std::unique_lock lock{mutex_};
        pushed_.wait(lock, [this] { return ending_ || !calls_.empty(); });
        if (calls_.empty()) return;
        const std::function<void()> call = std::move(calls_.front());
        calls_.pop_front();
        lock.unlock();
        call();
        depth_.fetch_sub(1, std::memory_order_release);
    }
}

}  // namespace divmid
