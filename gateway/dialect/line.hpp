// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>

#include "gateway/dialect/errors.hpp"
#include "gateway/dialect/order_requests.hpp"
#include "gateway/dialect/routes.hpp"
#include "gateway/inbox.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

/// The end of a transport that requests come from and answers go back to, each by its number: REST,
/// or one WebSocket API connection. Shared, so that what still runs for a client who has gone can
/// see that.
class Line : public Asker {
public:
    virtual ~Line() = default;
    /// The result of a request that was waiting, as JSON, or its refusal.
    virtual void settle(std::uint64_t request, std::expected<std::string, Error> outcome) = 0;
};

/// What a command's answer needs and its record does not hold. Kept by the line from submission to
/// release.
struct Ticket {
    Operation operation{};
    TimeUnit unit{};
    ResponseType response{};
    bool preview_fees{};
    /// The cancel's own id; of an amendment the client id that the order has before.
    storage::ClientId cancel_id;
    std::uint64_t identity{};  ///< Of a command with a request number; zero: it has none.
    AccountId counted;         ///< Whose order count its answer tells; zero: nobody's.
};

}  // namespace divmid::gateway
