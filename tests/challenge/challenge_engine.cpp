// SPDX-License-Identifier: Apache-2.0

// The exchange's book as an engine of the public challenge: README.md.

#include <memory>
#include <optional>

#include "tests/challenge/challenge_abi.hpp"
#include "tests/challenge/challenge_book.hpp"
#include "tests/challenge/report_ring.hpp"

namespace divmid::challenge {
namespace {

void pause_briefly() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/// What the interface has no place for: it knows one engine a process.
struct Engine {
    explicit Engine(ReportRing& reports) : ring{reports} {}

    ChallengeBook book;
    ReportRing& ring;
};
std::optional<Engine> engine;

/// Waits for the consumer when the queue is full.
struct Publish {
    ReportRing& ring;

    void operator()(const Report& report) const {
        Report* place = ring.next();
        for (; place == nullptr; place = ring.next()) pause_briefly();
        *place = report;
        ring.written();
    }
};

ReportRing& ring_of(void* queue) {
    return *static_cast<ReportRing*>(queue);
}

int push(void* queue, const Report* report) {
    Report* const place = ring_of(queue).next();
    if (place == nullptr) return 0;
    *place = *report;
    ring_of(queue).written();
    return 1;
}

constexpr Transport kRing{
    .create = [](std::uint32_t capacity) -> void* {
        return std::make_unique<ReportRing>(capacity).release();
    },
    .push = push,
    .drain = [](void* queue, Report* to,
                std::uint32_t most) { return ring_of(queue).drain(to, most); },
    .flush = [](void* queue) { ring_of(queue).publish(); },
    .destroy = [](void* queue) { std::unique_ptr<ReportRing>{static_cast<ReportRing*>(queue)}; },
};

}  // namespace
}  // namespace divmid::challenge

using namespace divmid::challenge;

void engine_init(std::uint64_t, const Transport*, void* queue) {
    engine.emplace(ring_of(queue));
}
void engine_shutdown() {
    engine.reset();
}
void engine_on_new_order(const NewOrder* message) {
    engine->book.place(*message, Publish{engine->ring});
}
void engine_on_cancel(const Cancel* message) {
    engine->book.cancel(*message, Publish{engine->ring});
}
void engine_on_modify(const Modify* message) {
    engine->book.modify(*message, Publish{engine->ring});
}
void engine_flush() {
    engine->ring.publish();
}
std::int64_t engine_query_best_bid() {
    return engine->book.best_bid();
}
std::int64_t engine_query_best_ask() {
    return engine->book.best_ask();
}
std::uint64_t engine_query_depth_at(std::int64_t price, std::uint8_t side) {
    return engine->book.depth(price, static_cast<divmid::Side>(side));
}
const Transport* engine_get_transport() {
    return &kRing;
}
