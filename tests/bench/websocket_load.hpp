// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace divmid::bench {

/// What a client sends next, as the payload of a text frame; appended to `to`.
using NextMessage = std::function<void(std::string& to)>;

struct Load {
    std::uint16_t port{};
    std::string path;  ///< Of the upgrade request.
    std::size_t connections{1};
    std::size_t window{1};  ///< Messages sent and not yet answered, a connection.
    std::chrono::milliseconds warm_up{};
    std::chrono::milliseconds measured{};
};

struct Outcome {
    double messages_per_second{};
    std::vector<double> microseconds;  ///< Send to answer, sorted; only with a window of one.
    std::string last_answer;           ///< For the eye: is it what was meant?
    std::size_t failures{};            ///< Answers without `"status":200`, where `count_failures`.
};

/// Sends masked text frames from one thread over blocking-free sockets, many in one write, and
/// counts the frames that come back. Throws std::runtime_error when the peer goes away.
[[nodiscard]] Outcome run_load(const Load& load, const NextMessage& next, bool count_failures);

}  // namespace divmid::bench
