// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>

#include "gateway/endpoint.hpp"
#include "gateway/net/responses.hpp"
#include "gateway/net/session.hpp"

namespace divmid::gateway::net {

/// The responses that one HTTP connection owes, in the order of its requests, whenever each is
/// there. Shared with the responders, which may outlive the connection.
class Replies : public std::enable_shared_from_this<Replies> {
public:
    explicit Replies(Wire& wire) : wire_{&wire} {}

    /// The way back of the next request. Its date is set when it is sent.
    [[nodiscard]] std::shared_ptr<Responder> expect(const ResponseForm& form);

    [[nodiscard]] std::size_t owed() const { return owed_.size(); }
    /// Ends the connection as soon as nothing is owed.
    void end();
    /// The connection is gone: what is still told is swallowed.
    void drop() { wire_ = nullptr; }

private:
    class Way;
    struct Owed {
        ResponseForm form;
        std::optional<HttpResponse> response;
    };

    void settle(std::uint64_t number, HttpResponse response);
    void send_what_is_due();

    Wire* wire_;
    std::deque<Owed> owed_;
    std::uint64_t first_ = 0;  ///< Number of the request at the front.
    bool ending_ = false;
};

}  // namespace divmid::gateway::net
