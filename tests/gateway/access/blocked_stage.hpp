// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <future>
#include <utility>

#include "engine/reactor/call_stage.hpp"

namespace divmid::gateway {

/// Keeps the threads of a stage busy, and its places taken, until it is opened or goes.
class BlockedStage {
public:
    /// Requires: the stage has room for so many calls, and no more threads than those.
    BlockedStage(CallStage& stage, std::size_t calls) {
        for (std::size_t call = 0; call < calls; ++call)
            stage.call([opened = opened_] { opened.wait(); }).then([] {});
    }
    BlockedStage(const BlockedStage&) = delete;
    BlockedStage& operator=(const BlockedStage&) = delete;
    ~BlockedStage() { open(); }

    void open() {
        if (!std::exchange(open_, true)) gate_.set_value();
    }

private:
    std::promise<void> gate_;
    std::shared_future<void> opened_ = gate_.get_future().share();
    bool open_ = false;
};

}  // namespace divmid::gateway
