// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gateway/metrics/families.hpp"

namespace divmid::gateway::metrics {

/// What /metrics answers. The exchange counts in plain numbers of its own as it goes; they become
/// metrics only when somebody asks, on the reactor's thread, and at most once in kFresh however
/// often that is: a scrape takes some 100 µs.
class Exposition {
public:
    using Source = std::function<void(Families& to)>;
    using Clock = std::function<std::chrono::microseconds()>;

    static constexpr std::chrono::microseconds kFresh{std::chrono::milliseconds{20}};
    static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// The clock is monotonic.
    explicit Exposition(Clock clock) : clock_{std::move(clock)} {}

    /// What the source reads outlives this. A source costs the same whatever peers do: labels are
    /// names of ours, or as many as a named limit.
    void add(Source source) { sources_.push_back(std::move(source)); }

    [[nodiscard]] const std::string& text();

private:
    Clock clock_;
    std::vector<Source> sources_;
    std::optional<std::chrono::microseconds> made_;
    std::string text_;
};

}  // namespace divmid::gateway::metrics
