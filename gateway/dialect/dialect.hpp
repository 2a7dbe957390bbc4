// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "gateway/access/secrets.hpp"
#include "gateway/dialect/admission.hpp"
#include "gateway/dialect/api_line.hpp"
#include "gateway/dialect/desk.hpp"
#include "gateway/dialect/entrance.hpp"
#include "gateway/dialect/rest_line.hpp"
#include "gateway/dialect/stream_conversation.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/feeds/feeds.hpp"

namespace divmid::gateway {

/// What the public port speaks: REST at /api/v3, market streams at /ws and /stream, the WebSocket
/// API at /ws-api/v3. Everything else is a 404 with a JSON error.
///
/// Belongs to the reactor's thread; what it was given outlives it, and it outlives its
/// conversations.
class Dialect final : public Endpoint {
public:
    Dialect(const Services& services, const Secrets& secrets, Feeds& feeds);

    void request(const HttpRequest& request, std::shared_ptr<Responder> responder) override;
    [[nodiscard]] Opened open(const HttpRequest& upgrade, Outbox& outbox) override;
    void sweep() override { rest_->sweep(); }

    /// The process stops: from now on every request is refused, -1016.
    void close() { entrance_.close(); }

    [[nodiscard]] const RefusalCounts& refusals() const { return refusals_; }

private:
    [[nodiscard]] std::unique_ptr<Conversation> converse(const HttpRequest& upgrade,
                                                         Outbox& outbox);
    [[nodiscard]] std::unique_ptr<Conversation> open_streams(std::string_view names, EventForm form,
                                                             Outbox& outbox);

    RefusalCounts refusals_;
    std::function<Timestamp()> clock_;
    Entrance entrance_;
    Admission admission_;
    Desk desk_;
    ApiParts api_;
    StreamConversation::Parts streams_;
    std::shared_ptr<RestLine> rest_;
};

}  // namespace divmid::gateway
