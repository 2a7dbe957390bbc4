// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/verifications.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "engine/reactor/manual_clock.hpp"
#include "tests/gateway/access/blocked_stage.hpp"

namespace divmid::gateway {
namespace {

struct Verifying {
    /// Has a signature verified that is none.
    void ask() {
        verifications.verify({.key = Ed25519Key{std::string(32, 'x')},
                              .signature = {},
                              .payload = "symbol=DVMUSD",
                              .encoded = {}},
                             [this](Verdict verdict) { told.push_back(verdict); });
    }
    void run_until_told(std::size_t count) {
        while (told.size() < count) reactor.run_ready(1000);
    }

    ManualClock clock;
    Reactor reactor{clock.reading()};
    CallStage stage{reactor, Verifications::kStageRoom, Verifications::kThreads};
    Verifications verifications{stage};
    std::vector<Verdict> told;
};

}  // namespace

TEST_CASE("as many signatures are verified as have room, while threads still end other calls",
          "[verifications]") {
    Verifying verifying;
    BlockedStage ending{verifying.stage, Verifications::kThreads};
    std::size_t asked = 0;
    for (; verifying.verifications.has_room(); ++asked) verifying.ask();
    CHECK(asked == Verifications::kMost);
    ending.open();
    verifying.run_until_told(asked);
    CHECK(std::ranges::count(verifying.told, Verdict::bad) == static_cast<long>(asked));
    CHECK(verifying.verifications.depth() == 0);
}

TEST_CASE("a signature that cannot be verified is told of, and takes no place for ever",
          "[verifications]") {
    Verifying verifying;
    BlockedStage blocked{verifying.stage, Verifications::kStageRoom};
    verifying.ask();
    verifying.run_until_told(1);
    CHECK(verifying.verifications.depth() == 0);
    CHECK(verifying.told.front() == Verdict::missing);
    blocked.open();
    while (!verifying.stage.has_room()) verifying.reactor.run_ready(1000);
    verifying.ask();
    CHECK(verifying.verifications.depth() == 1);
    verifying.run_until_told(2);
    CHECK(verifying.told.back() == Verdict::bad);
    CHECK(verifying.verifications.depth() == 0);
}

}  // namespace divmid::gateway
