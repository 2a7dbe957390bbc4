// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>

namespace divmid {

/// A wake-up from another thread that a test can wait for.
class Bell {
public:
    void ring() {
        {
            const std::scoped_lock lock{mutex_};
            ++rung_;
        }
        changed_.notify_all();
    }

    /// Until it rang more often than `heard`.
    void wait_beyond(int& heard) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return rung_ > heard; });
        heard = rung_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int rung_ = 0;
};

}  // namespace divmid
