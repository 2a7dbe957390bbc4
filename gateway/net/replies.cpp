// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/replies.hpp"

#include <utility>

#include "engine/check.hpp"

namespace divmid::gateway::net {

/// One request's place among the replies.
class Replies::Way final : public Responder {
public:
    Way(std::weak_ptr<Replies> replies, std::uint64_t number)
        : replies_{std::move(replies)}, number_{number} {}
    Way(const Way&) = delete;
    Way& operator=(const Way&) = delete;
    ~Way() {
        // Without this a connection would wait for good behind a request that somebody forgot.
        if (!used_) respond(error_response(500, -1000, "Execution status unknown."));
    }

    void respond(HttpResponse response) override {
        ENSURE(!used_);
        used_ = true;
        if (const auto replies = replies_.lock()) replies->settle(number_, std::move(response));
    }

private:
    std::weak_ptr<Replies> replies_;
    std::uint64_t number_;
    bool used_ = false;
};

std::shared_ptr<Responder> Replies::expect(const ResponseForm& form) {
    const std::uint64_t number = first_ + owed_.size();
    Owed owed;
    owed.form = form;
    owed_.push_back(std::move(owed));
    return std::make_shared<Way>(weak_from_this(), number);
}

void Replies::end() {
    ending_ = true;
    send_what_is_due();
}

void Replies::settle(std::uint64_t number, HttpResponse response) {
    if (number < first_ || number - first_ >= owed_.size()) return;
    owed_[number - first_].response = std::move(response);
    send_what_is_due();
}

void Replies::send_what_is_due() {
    if (!wire_) return;
    while (!owed_.empty() && owed_.front().response) {
        Owed& owed = owed_.front();
        owed.form.date = wire_->date();
        append_response(wire_->out(), *owed.response, owed.form);
        if (!owed.form.keep_alive) {
            ending_ = true;
            first_ += owed_.size() - 1;
            owed_.resize(1);
        }
        owed_.pop_front();
        ++first_;
    }
    if (ending_ && owed_.empty()) wire_->end();
}

}  // namespace divmid::gateway::net
