// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/reactor/reactor.hpp"

namespace divmid::storage {

/// A reactor whose clock stands still, and a way to wait for what its stages bring.
class SteppedReactor {
public:
    [[nodiscard]] Reactor& reactor() { return reactor_; }

    /// Steps until the result is there; sleeps while there is nothing to do.
    template <class T>
    [[nodiscard]] T wait(Deferred<T> deferred) {
        std::optional<T> result;
        std::move(deferred).then([&](T value) { result = std::move(value); });
        until([&] { return result.has_value(); });
        return *std::move(result);
    }

    template <class Condition>
    void until(Condition condition) {
        while (!condition()) {
            if (reactor_.run_ready(100) > 0) continue;
            std::unique_lock lock{mutex_};
            woken_.wait(lock, [this] { return std::exchange(signaled_, false); });
        }
    }

private:
    void wake() {
        const std::scoped_lock lock{mutex_};
        signaled_ = true;
        woken_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable woken_;
    bool signaled_ = false;
    Reactor reactor_{[] { return std::chrono::microseconds{0}; }, [this] { wake(); }};
};

}  // namespace divmid::storage
