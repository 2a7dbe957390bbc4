// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>

#include "gateway/endpoint.hpp"
#include "gateway/net/pulled.hpp"
#include "gateway/net/replies.hpp"
#include "gateway/net/requests.hpp"
#include "gateway/net/session.hpp"

namespace divmid::gateway::net {

/// HTTP/1.1 on one connection: keep-alive, pipelined requests answered in order, until one of them
/// becomes a WebSocket. What follows a request that may change something begins once that is
/// answered, so that a query sees what became of the command before it. Lives at most as long as
/// its wire and its endpoint.
class HttpSession final : public Session {
public:
    HttpSession(Wire& wire, Endpoint& endpoint);

    std::string_view kind() const override { return "http"; }
    bool take_apart() override;
    bool may_go_on() const override;
    bool wants_input() const override;
    void input_ended() override;
    void too_slow() override { wire_.abort("slow reader"); }
    void sweep() override;
    void stop() override;
    void gone() override;

private:
    /// What one pull did: whether another may follow in this pass.
    enum class Turn { served, starved, over };

    Turn take_next();
    void note(const Request& request);
    void serve(Request& request);
    void upgrade(Request& request);
    void refuse(unsigned status, int code, std::string_view why);
    std::shared_ptr<Responder> way_back(const Request& request);
    std::chrono::microseconds time_allowed() const;

    Wire& wire_;
    Endpoint& endpoint_;
    std::shared_ptr<Replies> replies_;
    Pulled<Request> requests_;
    Request::State state_ = Request::State::between;
    std::chrono::microseconds since_;  ///< When it got into that state.
    bool first_ = true;                ///< No request has come yet.
    bool changes_ = false;             ///< The last request served may change something.
    bool continued_ = false;           ///< "100 Continue" was sent for the present request.
    bool over_ = false;                ///< No further request is read.
    bool unread_ = false;              ///< The input may hold more than this pass allowed.
};

}  // namespace divmid::gateway::net
