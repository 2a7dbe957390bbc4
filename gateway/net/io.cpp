// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/io.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <ctime>
#include <utility>

#include "engine/check.hpp"
#include "gateway/net/responses.hpp"

namespace divmid::gateway::net {

namespace {

using std::chrono::microseconds;

/// Leaves no trace of `member`, at the same places: somebody may be walking the list.
void forget(std::vector<Io::Member*>& members, Io::Member& member) {
    std::ranges::replace(members, &member, nullptr);
}

}  // namespace

Io::Io(Clock clock, PassLimits limits)
    : clock_{std::move(clock)},
      limits_{limits},
      stays_open_{boost::asio::make_work_guard(context_)},
      next_sweep_{clock_()} {
    sweep();
}

Io::~Io() {
    ENSURE(members_.empty());
}

void Io::remove(Member& member) {
    const auto place = std::ranges::find(members_, &member);
    ENSURE(place != members_.end());
    if (watch_) watch_->gone(member);
    *place = members_.back();
    members_.pop_back();
    for (auto* list : {&dirty_, &flushing_, &parked_, &going_on_}) forget(*list, member);
}

void Io::wake() {
    boost::asio::post(context_, [] {});
}

std::string Io::take_buffer() {
    if (spare_.empty()) return {};
    std::string buffer = std::move(spare_.back());
    spare_.pop_back();
    return buffer;
}

void Io::give_buffer(std::string buffer) {
    if (spare_.size() == kSpareBuffers || buffer.capacity() > kSpareBufferBytes) return;
    buffer.clear();
    spare_.push_back(std::move(buffer));
}

Pass Io::turn(bool may_wait) {
    if (watch_) watch_->begin();
    flush();
    enter(LoopPart::input);
    Pass pass;
    pass.ran = go_on() + complete();
    enter(LoopPart::sweep);
    pass.ran += sweep();
    for (const Work& work : work_) {
        enter(work.part);
        pass.ran += work.run(limits_.steps);
    }
    if (pass.ran == 0 && may_wait) wait();
    enter(LoopPart::apply);
    return pass;
}

void Io::flush() {
    flushing_.swap(dirty_);
    for (std::size_t at = 0; at < flushing_.size(); ++at)
        if (Member* member = flushing_[at]) member->flush();
    flushing_.clear();
}

std::size_t Io::go_on() {
    if (parked_.empty()) return 0;
    std::size_t went = 0;
    going_on_.swap(parked_);
    for (std::size_t at = 0; at < going_on_.size(); ++at) {
        Member* member = going_on_[at];
        if (!member) continue;
        if (!member->may_go_on()) {
            parked_.push_back(member);
            continue;
        }
        ++went;
        member->go_on();
    }
    going_on_.clear();
    return went;
}

std::size_t Io::complete() {
    std::size_t completed = 0;
    while (completed < limits_.completions && !(enough_ && enough_()) && context_.poll_one() != 0)
        ++completed;
    return completed;
}

std::size_t Io::sweep() {
    const microseconds now = clock_();
    if (now < next_sweep_) return 0;
    next_sweep_ = now + limits_.sweep_interval;
    date_ = http_date(std::time(nullptr));
    for (std::size_t at = members_.size(); at > 0; --at)
        if (at <= members_.size()) members_[at - 1]->sweep();
    return 1;
}

bool Io::someone_may_go_on() const {
    return std::ranges::any_of(parked_,
                               [](const Member* member) { return member && member->may_go_on(); });
}

void Io::wait() {
    microseconds time = std::max(microseconds{0}, next_sweep_ - clock_());
    for (const Work& work : work_)
        if (const auto limit = work.can_wait()) time = std::min(time, *limit);
    if (time <= microseconds{0} || !dirty_.empty() || someone_may_go_on()) return;
    enter(LoopPart::waiting);
    context_.run_one_for(time);
}

Generator<Pass> ready(Borrowed<Io> io) {
    while (!io.get().finished()) {
        Pass pass = io.get().turn(true);
        if (io.get().finished()) co_return;
        co_yield pass;
    }
}

}  // namespace divmid::gateway::net
