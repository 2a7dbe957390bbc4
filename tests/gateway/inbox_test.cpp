// SPDX-License-Identifier: Apache-2.0
#include "gateway/inbox.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <utility>
#include <vector>

namespace divmid::gateway {

namespace {

struct Client final : Asker {
    void released(std::uint64_t request, const Record&, std::size_t command) override {
        told.emplace_back(request, command);
        if (on_told) on_told();
    }
    std::vector<std::pair<std::uint64_t, std::size_t>> told;
    std::function<void()> on_told;
};

Record record_of(Tick tick) {
    Record record;
    record.tick = std::move(tick);
    return record;
}

}  // namespace

TEST_CASE("a request number and its command come together or not at all", "[inbox]") {
    Inbox inbox;
    Client alice;
    inbox.precede({.account = kFirstUser, .key = KeyId{1}, .lane = 0, .number = 7, .identity = 9});
    inbox.withdraw();
    inbox.submit(OpenAccount{}, &alice, 1);
    inbox.precede({.account = kFirstUser, .key = KeyId{1}, .lane = 0, .number = 8, .identity = 9});
    inbox.submit(OpenAccount{}, &alice, 2);
    inbox.submit(OpenAccount{}, &alice, 3);
    const Record record = record_of(inbox.take());
    std::vector<std::uint8_t> kinds(record.tick.commands.order().begin(),
                                    record.tick.commands.order().end());
    CHECK(kinds == std::vector<std::uint8_t>{OpenAccount::kNumber, Numbered::kNumber,
                                             OpenAccount::kNumber, OpenAccount::kNumber});
    inbox.answer(record);
    // Each hears of the command, never of the number before it.
    CHECK(alice.told == decltype(alice.told){{1, 0}, {2, 2}, {3, 3}});
}

TEST_CASE("each asker hears of its own command, when its record is released", "[inbox]") {
    Inbox inbox;
    Client alice;
    Client bob;
    inbox.submit(OpenAccount{}, &alice, 1);
    inbox.submit(OpenAccount{}, &bob, 2);
    const Record first = record_of(inbox.take());
    inbox.submit(OpenAccount{});
    inbox.submit(OpenAccount{}, &alice, 3);
    const Record second = record_of(inbox.take());
    CHECK(alice.told.empty());
    inbox.answer(first);
    CHECK(alice.told.size() == 1);
    inbox.answer(second);
    using Told = std::vector<std::pair<std::uint64_t, std::size_t>>;
    CHECK(alice.told == Told{{1, 0}, {3, 1}});
    CHECK(bob.told == Told{{2, 1}});
}

TEST_CASE("nobody tells an asker that has gone", "[inbox]") {
    Inbox inbox;
    Client alice;
    Client bob;
    inbox.submit(OpenAccount{}, &alice, 1);
    inbox.submit(OpenAccount{}, &bob, 2);
    const Record taken = record_of(inbox.take());
    inbox.submit(OpenAccount{}, &alice, 3);
    SECTION("before the answer") {
        inbox.forget(alice);
        inbox.answer(taken);
        CHECK(alice.told.empty());
        CHECK(bob.told.size() == 1);
    }
    SECTION("while another one is answered") {
        alice.on_told = [&] { inbox.forget(bob); };
        inbox.answer(taken);
        CHECK(alice.told.size() == 1);
        CHECK(bob.told.empty());
        inbox.forget(alice);
    }
    const std::size_t before = alice.told.size();
    inbox.answer(record_of(inbox.take()));
    CHECK(alice.told.size() == before);
}

TEST_CASE("an asker may ask again when it is told", "[inbox]") {
    Inbox inbox;
    Client alice;
    alice.on_told = [&] { inbox.submit(OpenAccount{}, &alice, 9); };
    inbox.submit(OpenAccount{}, &alice, 1);
    inbox.answer(record_of(inbox.take()));
    CHECK(inbox.size() == 1);
}

TEST_CASE("an empty tick, taken for a timer, is answered to nobody", "[inbox]") {
    Inbox inbox;
    inbox.answer(record_of(inbox.take()));
    CHECK(inbox.empty());
}

TEST_CASE("pressure is said in two steps, and gone once a tick was taken", "[inbox]") {
    Inbox inbox{{.busy = 2, .full = 4}};
    std::vector<std::pair<bool, bool>> steps;
    for (int command = 0; command < 4; ++command) {
        inbox.submit(OpenAccount{});
        steps.emplace_back(inbox.overloaded(), inbox.full());
    }
    using Steps = std::vector<std::pair<bool, bool>>;
    CHECK(steps == Steps{{false, false}, {true, false}, {true, false}, {true, true}});
    CHECK(inbox.take().commands.size() == 4);
    CHECK_FALSE(inbox.overloaded());
}

TEST_CASE("an asker whose commands were all released is forgotten at once", "[inbox]") {
    Inbox inbox;
    Client alice;
    Client bob;
    inbox.submit(OpenAccount{}, &alice, 1);
    inbox.submit(OpenAccount{}, &bob, 2);
    const Record first = record_of(inbox.take());
    inbox.submit(OpenAccount{}, &alice, 3);
    CHECK(alice.unreleased() == 2);
    inbox.answer(first);
    CHECK(alice.unreleased() == 1);
    CHECK(bob.unreleased() == 0);
    inbox.forget(bob);
    inbox.forget(alice);
    CHECK(alice.unreleased() == 0);
    inbox.answer(record_of(inbox.take()));
    CHECK(alice.told.size() == 1);
}

TEST_CASE("one told of a command and forgotten in that call still counts right", "[inbox]") {
    Inbox inbox;
    Client alice;
    inbox.submit(OpenAccount{}, &alice, 1);
    inbox.submit(OpenAccount{}, &alice, 2);
    alice.on_told = [&] { inbox.forget(alice); };
    inbox.answer(record_of(inbox.take()));
    CHECK(alice.told.size() == 1);
    CHECK(alice.unreleased() == 0);
}

TEST_CASE("memory of released ticks is kept for some, not for all that ever waited", "[inbox]") {
    Inbox inbox;
    for (std::size_t tick = 0; tick < 2 * Inbox::kSpareMost; ++tick) inbox.give_back(Tick{});
    CHECK(inbox.spare() == Inbox::kSpareMost);
}

}  // namespace divmid::gateway
