// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>

#include "gateway/access/rate_limits.hpp"
#include "gateway/access/verifications.hpp"
#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/line.hpp"
#include "gateway/dialect/parameters.hpp"
#include "gateway/dialect/routes.hpp"
#include "gateway/feeds/account_feed.hpp"
#include "gateway/projections/projections.hpp"

namespace divmid::gateway {

/// How far a request got in the call that began it.
enum class Progress : std::uint8_t {
    answered,   ///< The result is written.
    submitted,  ///< It is a command: Line::released() will be called.
    waiting,    ///< Line::settle() will be called, in a later step.
};

using Outcome = std::expected<Progress, Error>;

/// One request, read and admitted.
struct Request {
    Operation operation{};
    Parameters& parameters;
    const Caller& caller;
    Timestamp received;
    const std::shared_ptr<Line>& line;
    std::uint64_t number{};
    Ticket& ticket;
};

/// A command of a line that was released.
struct Released {
    const std::shared_ptr<Line>& line;
    std::uint64_t number{};
    const Ticket& ticket;
    const Record& record;
    std::size_t command{};
    /// Orders that it tells of, when it was released long ago; else the history has them young.
    std::span<const storage::OrderRow> rows{};
    std::span<const storage::ListRow> lists{};  ///< Likewise: the lists of those orders.
};

/// What requests are answered from. All of it outlives every request.
struct Services {
    Inbox& inbox;
    const Projections& projections;
    storage::History& history;
    AccountFeed& account_feed;
    Verifications& verifications;
    std::function<Timestamp()> clock;
    Timestamp started;  ///< Of this process.
    RateLimits limits{};
    StreamLimits streams{};
    /// An answer that takes longer is given up: whether the request was executed is unknown then.
    /// Zero: none is.
    Duration answer_time{10'000'000};
};

[[nodiscard]] inline bool is_overdue(const Services& services, Timestamp received, Timestamp now) {
    return services.answer_time != Duration{} && now - received >= services.answer_time;
}

}  // namespace divmid::gateway
