// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/endpoint.hpp"

namespace divmid::gateway::net {

/// An upper half without a market: answers with what it was asked, at once or, under /later, when
/// the test says so; talks to WebSockets at /ws.
class FakeEndpoint final : public Endpoint {
public:
    /// One WebSocket: repeats each text.
    class Talk final : public Conversation {
    public:
        Talk(FakeEndpoint& endpoint, Outbox& outbox) : endpoint_{endpoint}, outbox_{outbox} {
            endpoint_.talks.push_back(this);
        }
        void receive(std::string_view message) override {
            heard.emplace_back(message);
            if (endpoint_.echo)
                outbox_.send_text(endpoint_.answer.empty() ? message : endpoint_.answer);
        }
        bool has_room() const override { return heard.size() < endpoint_.room; }
        bool owes() const override { return owed != 0; }
        void goodbye() override {
            if (!endpoint_.last_word.empty()) outbox_.send_text(endpoint_.last_word);
        }
        void closed() override {
            std::erase(endpoint_.talks, this);
            ++endpoint_.closed;
        }
        Outbox& outbox() { return outbox_; }

        std::vector<std::string> heard;
        int owed = 0;  ///< Answers that the test is going to send.

    private:
        FakeEndpoint& endpoint_;
        Outbox& outbox_;
    };

    void request(const HttpRequest& asked, std::shared_ptr<Responder> responder) override {
        HttpResponse response;
        response.body = fmt::format("{} {}?{} {} {}", asked.method, asked.path, asked.query,
                                    asked.api_key, asked.body);
        response.headers = {{"X-Fake", "yes"}};
        requests.push_back(response.body);
        if (asked.path.starts_with("/later"))
            later[std::string{asked.path}] = std::move(responder);
        else if (asked.path != "/forgotten")
            responder->respond(std::move(response));
    }

    Opened open(const HttpRequest& upgrade, Outbox& outbox) override {
        if (upgrade.path == "/ws/refused") {
            outbox.send_text("never sent");
            HttpResponse refusal;
            refusal.status = 429;
            refusal.headers = {{"Retry-After", "7"}};
            return std::unexpected{std::move(refusal)};
        }
        if (!upgrade.path.starts_with("/ws")) return nullptr;
        if (upgrade.path == "/ws/greeting") outbox.send_text("welcome");
        return std::make_unique<Talk>(*this, outbox);
    }

    std::vector<std::string> requests;
    std::map<std::string, std::shared_ptr<Responder>> later;
    std::vector<Talk*> talks;
    int closed = 0;
    bool echo = true;
    std::string answer;           ///< Instead of the echo, when there is one.
    std::string last_word;        ///< At an orderly stop, when there is one.
    std::size_t room = SIZE_MAX;  ///< Messages that each WebSocket takes.
};

}  // namespace divmid::gateway::net
