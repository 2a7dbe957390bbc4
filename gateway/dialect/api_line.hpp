// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/dialect/admission.hpp"
#include "gateway/dialect/api_session.hpp"
#include "gateway/dialect/desk.hpp"
#include "gateway/dialect/entrance.hpp"
#include "gateway/dialect/json_requests.hpp"
#include "gateway/dialect/refusal_counts.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// A request between its arrival and its answer.
struct ApiRequest {
    /// Turn: until every request before it was answered. Entry: until it is known of all that is
    /// before it who asks.
    enum class Stage : std::uint8_t { awaits_turn, awaits_entry, under_way, done };

    Stage stage{};
    bool rate_limits{};
    bool counted{};    ///< Its weight was.
    bool verifying{};  ///< The verdict on its signature is still to come.
    Verdict verdict{};
    std::uint32_t used_weight{};
    Timestamp received;
    std::string id;
    std::string message;  ///< Of one that awaits something.
    std::string answer;   ///< Once done, the whole of it.
    Ticket ticket;
};

/// What every connection of the WebSocket API uses. Outlives them. What a request needs while it is
/// read lies here once, not in each of ten thousand connections.
struct ApiParts {
    /// Requests kept for their memory.
    static constexpr std::size_t kSpareMost = 1024;
    /// One whose answer was larger is not kept.
    static constexpr std::size_t kSpareAnswerMost = 4 << 10;

    Desk& desk;
    Admission& admission;
    Entrance& entrance;
    Services services;
    RefusalCounts& refusals;
    JsonRequests json{};
    Parameters parameters{};
    std::string result{};
    std::vector<ApiRequest> spare{};
    std::uint32_t last_session{};  ///< Of this process: a Started stands before the first.
};

/// One connection of the WebSocket API: requests in, answers out, in the order of the requests. A
/// command is submitted as it comes; a query waits for its turn, so that it sees what became of the
/// commands before it.
///
/// Commands are let in one after the other. One whose signature is being verified elsewhere keeps
/// those behind it out, though theirs are verified meanwhile. So does a request about the session,
/// which waits for its turn: it may be what says who asks.
class ApiLine final : public Line, public std::enable_shared_from_this<ApiLine> {
public:
    /// Requests under way, and bytes of those that await their turn: at either, no room.
    static constexpr std::size_t kPendingMost = 8192;
    static constexpr std::size_t kHeldBytesMost = 256 << 10;
    /// Signatures being verified elsewhere: with so many, no room.
    static constexpr std::size_t kVerifyingMost = 64;
    /// Answers sent in one step, and queued bytes from which on none is: the rest goes on when the
    /// connection has written.
    static constexpr std::size_t kAnswersPerStep = 64;
    static constexpr std::size_t kQueuedBytesMost = 256 << 10;

    ApiLine(ApiParts& parts, Outbox& outbox, ApiManners manners)
        : parts_{parts},
          outbox_{&outbox},
          address_{client_address(outbox.peer())},
          manners_{manners},
          session_{parts.services, outbox, manners, SessionId{++parts.last_session}} {}

    /// Requires: has_room().
    void receive(std::string_view message);
    [[nodiscard]] bool has_room() const {
        return pending_.size() < kPendingMost && held_bytes_ < kHeldBytesMost &&
               verifying_ < kVerifyingMost;
    }
    [[nodiscard]] bool owes() const { return !pending_.empty(); }
    /// The connection has written: answers that were left for later go on.
    void drained();
    /// Sends serverShutdown, between the answers.
    void announce_stop();
    /// Subscriptions end: the connection does.
    void goodbye();
    /// Answers what waited too long: -1007. What becomes of it later is told to nobody.
    void sweep();
    /// Nothing is sent any more; what was submitted still happens.
    void hang_up();

    void released(std::uint64_t number, const Record& record, std::size_t command) override;
    void settle(std::uint64_t number, std::expected<std::string, Error> outcome) override;

private:
    using Stage = ApiRequest::Stage;

    /// Null when it was answered: its time was up.
    [[nodiscard]] ApiRequest* under_way(std::uint64_t number);
    void add();
    /// Requires: `pending` is the first that is not let in.
    void enter(ApiRequest& pending, std::string_view message);
    void let_in();
    void hold(ApiRequest& pending, Stage stage, std::string_view message);
    [[nodiscard]] std::string take_message(ApiRequest& pending);
    void read(ApiRequest& pending, std::uint64_t number, std::string_view message);
    /// Answers what is no request, which counts like one.
    void refuse_unread(ApiRequest& pending, Error why);
    Outcome run(ApiRequest& pending, std::uint64_t number, const Route& route);
    /// The clock's; while a request has not waited, that is when it came.
    [[nodiscard]] Timestamp present(const ApiRequest& pending) const;
    [[nodiscard]] std::optional<Error> count(ApiRequest& pending, Operation operation);
    Admission::Admitted admit(ApiRequest& pending, const Route& route);
    /// Has the signature of one verified that is not let in yet.
    void look_ahead(ApiRequest& pending, std::uint64_t number, std::string_view message);
    /// Requires: the stage has room.
    void verify(ApiRequest& pending, std::uint64_t number, Verification wanted);
    void verified(std::uint64_t number, Verdict verdict);
    void finish(ApiRequest& pending, const Outcome& outcome);
    void write_error(std::string& to, const Error& error) const;
    void flush();
    void send_head();

    ApiParts& parts_;
    Outbox* outbox_;
    ClientAddress address_;
    ApiManners manners_;
    ApiSession session_;
    std::deque<ApiRequest> pending_;
    std::size_t held_bytes_ = 0;  ///< Of messages in pending_.
    std::size_t verifying_ = 0;
    bool rests_ = false;         ///< The rest of the answers awaits drained().
    std::uint64_t first_ = 0;    ///< Number of the first of pending_.
    std::uint64_t entered_ = 0;  ///< Number of the first that is not let in.
};

}  // namespace divmid::gateway
