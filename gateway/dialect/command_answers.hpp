// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/dialect/amendments.hpp"
#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/order_lists.hpp"
#include "gateway/dialect/orders.hpp"

namespace divmid::gateway {

/// What became of commands, told by those who know how.
class CommandAnswers {
public:
    /// All of them outlive it.
    CommandAnswers(Orders& orders, OrderLists& lists, Amendments& amendments)
        : orders_{orders}, lists_{lists}, amendments_{amendments} {}

    /// Appends the result of a released command.
    [[nodiscard]] Outcome released(const Released& released, std::string& result);
    /// Likewise, of a record that was read back out of the log.
    [[nodiscard]] Outcome released_before(const Released& released, std::string& result);

private:
    Orders& orders_;
    OrderLists& lists_;
    Amendments& amendments_;
    CommandEvents events_;
};

}  // namespace divmid::gateway
