// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/http_session.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "gateway/net/handshake.hpp"
#include "gateway/net/websocket_session.hpp"

namespace divmid::gateway::net {

namespace {

constexpr int kMalformed = -1100;
constexpr std::string_view kAllowed = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

bool is_served(std::string_view method) {
    constexpr std::array<std::string_view, 4> kServed{"GET", "POST", "PUT", "DELETE"};
    return std::ranges::find(kServed, method) != kServed.end();
}

}  // namespace

HttpSession::HttpSession(Wire& wire, Endpoint& endpoint)
    : wire_{wire},
      endpoint_{endpoint},
      replies_{std::make_shared<Replies>(wire)},
      requests_{requests(wire.input(), {wire.limits().header_bytes, wire.limits().body_bytes})},
      since_{wire.now()} {}

bool HttpSession::take_apart() {
    unread_ = false;
    for (std::size_t turn = 0; turn < wire_.limits().messages_per_pass; ++turn) {
        if (over_) return false;
        if (!may_go_on()) return true;
        if (take_next() != Turn::served) return false;
    }
    unread_ = true;
    return true;
}

bool HttpSession::may_go_on() const {
    if (over_ || (changes_ && replies_->owed() != 0)) return false;
    return !wire_.paused() && replies_->owed() < wire_.limits().requests_unanswered &&
           wire_.queued() < wire_.limits().unread_responses_bytes;
}

bool HttpSession::wants_input() const {
    return !unread_ && may_go_on();
}

HttpSession::Turn HttpSession::take_next() {
    Request* request = requests_.next();
    if (!request) return Turn::over;
    note(*request);
    switch (request->state) {
        case Request::State::between:
        case Request::State::in_header:
            return Turn::starved;
        case Request::State::in_body:
            if (request->continue_expected && !continued_ && replies_->owed() == 0)
                wire_.out() += "HTTP/1.1 100 Continue\r\n\r\n";
            continued_ = true;
            return Turn::starved;
        case Request::State::refused:
            refuse(request->status, kMalformed, request->why);
            return Turn::over;
        case Request::State::whole:
            serve(*request);
            return Turn::served;
    }
    return Turn::over;
}

void HttpSession::note(const Request& request) {
    if (request.state == Request::State::whole) {
        first_ = false;
        continued_ = false;
        ++wire_.traffic().requests;
    }
    const auto state =
        request.state == Request::State::whole ? Request::State::between : request.state;
    // Each request has its own time, also when it begins in the read that ended the one before.
    if (state == state_ && request.state != Request::State::whole) return;
    state_ = state;
    since_ = wire_.now();
}

std::shared_ptr<Responder> HttpSession::way_back(const Request& request) {
    ResponseForm form;
    form.keep_alive = request.keep_alive;
    form.http_1_1 = request.http_1_1;
    form.head_only = request.head_only;
    over_ = over_ || !request.keep_alive;
    return replies_->expect(form);
}

void HttpSession::serve(Request& request) {
    request.request.peer = wire_.peer();
    const Handshake handshake = judge(request);
    if (handshake == Handshake::good) return upgrade(request);
    const auto back = way_back(request);
    HttpResponse response;
    if (handshake == Handshake::malformed) {
        response = error_response(400, kMalformed, "Not a WebSocket handshake.");
    } else if (handshake == Handshake::other_version) {
        response = error_response(426, kMalformed, "Only WebSocket version 13.");
        response.headers = {{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    } else if (request.request.method == "OPTIONS") {
        response.status = 204;
        response.headers = {{"Allow", std::string{kAllowed}}};
    } else if (!is_served(request.request.method)) {
        response = error_response(405, kMalformed, "Method not allowed.");
        response.headers = {{"Allow", std::string{kAllowed}}};
    } else {
        changes_ = request.request.method != "GET";
        return endpoint_.request(request.request, back);
    }
    back->respond(std::move(response));
}

void HttpSession::upgrade(Request& request) {
    if (replies_->owed() != 0)
        return refuse(400, kMalformed, "A handshake behind unanswered requests.");
    auto next = std::make_unique<WebSocketSession>(wire_);
    auto opened = next->open(endpoint_, request);
    if (!opened) return way_back(request)->respond(std::move(opened.error()));
    over_ = true;
    wire_.become(std::move(next));
}

void HttpSession::refuse(unsigned status, int code, std::string_view why) {
    over_ = true;
    replies_->expect(ResponseForm{})->respond(error_response(status, code, why));
}

void HttpSession::input_ended() {
    over_ = true;
    replies_->end();
}

void HttpSession::stop() {
    over_ = true;
    replies_->end();
}

void HttpSession::gone() {
    replies_->drop();
}

std::chrono::microseconds HttpSession::time_allowed() const {
    switch (state_) {
        case Request::State::in_header:
            return wire_.limits().header_time;
        case Request::State::in_body:
            return wire_.limits().body_time;
        default:
            return first_ ? wire_.limits().first_request_time : wire_.limits().idle_time;
    }
}

void HttpSession::sweep() {
    if (over_) return;
    // While we owe something or do not read, the time is ours.
    if (replies_->owed() != 0 || !wants_input()) {
        since_ = wire_.now();
    } else if (wire_.now() - since_ > time_allowed()) {
        if (state_ == Request::State::between)
            input_ended();
        else
            refuse(408, kMalformed, "The request took too long.");
    }
}

}  // namespace divmid::gateway::net
