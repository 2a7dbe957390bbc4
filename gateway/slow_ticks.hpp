// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>

#include <chrono>
#include <cstdint>
#include <optional>

#include "gateway/loop_watch.hpp"

namespace divmid::gateway {

/// Writes slow turns to the log: a line each with what took the time, but at most one in
/// kLineInterval. The next line says how many were left out.
class SlowTicks {
public:
    static constexpr std::chrono::nanoseconds kLineInterval{std::chrono::seconds{1}};

    /// The log outlives it.
    explicit SlowTicks(spdlog::logger& log) : log_{log} {}

    void note(const LoopTurn& turn);

    /// Since the process began, left out or not.
    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    spdlog::logger& log_;
    std::uint64_t count_ = 0;
    std::uint64_t left_out_ = 0;
    std::optional<std::chrono::nanoseconds> told_;
};

}  // namespace divmid::gateway
