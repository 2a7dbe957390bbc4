// SPDX-License-Identifier: Apache-2.0
#include "gateway/inbox.hpp"

#include <utility>

namespace divmid::gateway {

void Inbox::forget(Asker& asker) {
    const auto drop = [&](std::vector<Origin>& origins) {
        for (Origin& origin : origins) {
            if (asker.unreleased_ == 0) return;
            if (origin.asker != &asker) continue;
            origin.asker = nullptr;
            --asker.unreleased_;
        }
    };
    drop(askers_);
    for (std::vector<Origin>& origins : waiting_) {
        if (asker.unreleased_ == 0) return;
        drop(origins);
    }
}

void Inbox::submit_preceding() {
    next_.commands.push(*preceding_);
    askers_.push_back({nullptr, 0, now()});
    preceding_.reset();
}

Tick Inbox::take() {
    ENSURE(!preceding_);
    Tick tick = std::move(next_);
    next_ = Tick{};
    if (!spare_.empty()) {
        next_ = std::move(spare_.back());
        spare_.pop_back();
    }
    waiting_.push_back(std::move(askers_));
    askers_ = {};
    if (!spare_origins_.empty()) {
        askers_ = std::move(spare_origins_.back());
        spare_origins_.pop_back();
    }
    return tick;
}

void Inbox::answer(const Record& record) {
    ENSURE(!waiting_.empty());
    // An answer may forget an asker, so the list stays in place while it is read.
    std::vector<Origin>& origins = waiting_.front();
    ENSURE(origins.size() == record.tick.commands.size());
    const std::chrono::nanoseconds now = this->now();
    for (std::size_t command = 0; command < origins.size(); ++command)
        if (Asker* const asker = std::exchange(origins[command].asker, nullptr)) {
            --asker->unreleased_;
            answer_times_.observe(now - origins[command].arrived);
            asker->released(origins[command].request, record, command);
        }
    std::vector<Origin> spare = std::move(waiting_.front());
    waiting_.pop_front();
    spare.clear();
    if (spare_origins_.size() < kSpareMost) spare_origins_.push_back(std::move(spare));
}

}  // namespace divmid::gateway
