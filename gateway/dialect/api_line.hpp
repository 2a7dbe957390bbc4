// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/access/weights.hpp"
#include "gateway/dialect/admission.hpp"
#include "gateway/dialect/desk.hpp"
#include "gateway/dialect/json_requests.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// How one connection wants its answers, from the URL it was opened with.
struct ApiManners {
    TimeUnit unit{};
    bool rate_limits{true};
};

/// What every connection of the WebSocket API uses. Outlives them.
struct ApiParts {
    Desk& desk;
    Admission& admission;
    Weights& weights;
    JsonRequests& json;
    Services services;
};

/// One connection of the WebSocket API: requests in, answers out, in the order of the requests. A
/// command is submitted as it comes; a query waits for its turn, so that it sees what became of the
/// commands before it.
class ApiLine final : public Line, public std::enable_shared_from_this<ApiLine> {
public:
    /// Requests under way; one more closes the connection, since its peer does not read.
    static constexpr std::size_t kPendingMost = 8192;

    ApiLine(ApiParts& parts, Outbox& outbox, ApiManners manners)
        : parts_{parts}, outbox_{&outbox}, manners_{manners} {}

    void receive(std::string_view message);
    /// Nothing is sent any more; what was submitted still happens.
    void hang_up();

    void released(std::uint64_t number, const Record& record, std::size_t command) override;
    void settle(std::uint64_t number, std::expected<std::string, Error> outcome) override;

private:
    enum class Stage : std::uint8_t { awaits_turn, under_way, done };

    struct Pending {
        Stage stage{};
        bool rate_limits{};
        unsigned used_weight{};
        Timestamp received;
        std::string id;
        std::string message;  ///< Of a query that awaits its turn.
        std::string answer;   ///< Once done, the whole of it.
        Ticket ticket;
    };

    void add();
    void read(Pending& pending, std::uint64_t number, std::string_view message);
    Outcome run(Pending& pending, std::uint64_t number, const Route& route);
    std::expected<Caller, Error> admit(Pending& pending, const Route& route);
    void finish(Pending& pending, const Outcome& outcome);
    void write_error(std::string& to, const Error& error) const;
    void flush();

    ApiParts& parts_;
    Outbox* outbox_;
    ApiManners manners_;
    std::deque<Pending> pending_;
    std::vector<Pending> spare_;
    std::uint64_t first_ = 0;  ///< Number of the first of pending_.
    Parameters parameters_;
    std::string result_;
};

}  // namespace divmid::gateway
