// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "gateway/dialect/api_line.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// A WebSocket at /ws-api/v3. Holds its line as long as the connection is there.
class ApiConversation final : public Conversation {
public:
    ApiConversation(ApiParts& parts, Outbox& outbox, ApiManners manners)
        : line_{std::make_shared<ApiLine>(parts, outbox, manners)} {}

    void receive(std::string_view message) override { line_->receive(message); }
    bool has_room() const override { return line_->has_room(); }
    void sweep() override { line_->sweep(); }
    void drained() override { line_->drained(); }
    bool owes() const override { return line_->owes(); }
    void stop_begins() override { line_->announce_stop(); }
    void goodbye() override { line_->goodbye(); }
    void closed() override { line_->hang_up(); }

private:
    std::shared_ptr<ApiLine> line_;
};

}  // namespace divmid::gateway
