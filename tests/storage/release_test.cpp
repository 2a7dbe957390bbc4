// SPDX-License-Identifier: Apache-2.0
#include "storage/release.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "tests/storage/memory_journal.hpp"
#include "tests/storage/small_market.hpp"

namespace divmid::storage {

namespace {

class LastSeen final : public Projection {
public:
    void apply(const Record& record) override {
        CHECK(record.sequence == Sequence{seen.value() + 1});
        seen = record.sequence;
    }
    Sequence seen;
};

}  // namespace

TEST_CASE("projections have seen a record before anybody is told of it", "[release]") {
    MemoryJournal journal;
    LastSeen projection;
    std::vector<Sequence> told;
    Release release{journal, {&projection}, [&](const Record& record) {
                        CHECK(projection.seen == record.sequence);
                        told.push_back(record.sequence);
                    }};
    SmallMarket market{1};
    Exchange exchange;
    for (int i = 0; i < 5; ++i) journal.commit(exchange.apply(market.next()));
    CHECK(release.run(3).value() == 3);
    CHECK(told.size() == 3);
    CHECK(release.run(100).value() == 2);
    CHECK(told.back() == Sequence{5});
}

TEST_CASE("nothing is told before it is durable, however the journal is delayed", "[release]") {
    std::mt19937_64 random{3};
    MemoryJournal journal{{.delay = [&](Sequence) { return random() % 5; }, .fails = {}}};
    Release release{journal, {}, [&](const Record& record) {
                        CHECK(record.sequence <= journal.durable());
                        CHECK(record.digest != Digest{});
                    }};
    SmallMarket market{2};
    Exchange exchange;
    std::size_t told = 0;
    for (int i = 0; i < 500; ++i) {
        if (journal.has_credit()) journal.commit(exchange.apply(market.next()));
        told += release.run(2).value();
    }
    while (journal.depth().records > 0) told += release.run(2).value();
    CHECK(told == exchange.sequence().value());
}

TEST_CASE("after a failed commit nothing more is told", "[release]") {
    MemoryJournal journal{{.delay = {}, .fails = Sequence{3}}};
    std::vector<Sequence> told;
    Release release{journal, {}, [&](const Record& record) { told.push_back(record.sequence); }};
    SmallMarket market{4};
    Exchange exchange;
    for (int i = 0; i < 6; ++i) journal.commit(exchange.apply(market.next()));
    CHECK_FALSE(release.run(10));
    CHECK_FALSE(release.run(10));
    CHECK(told == std::vector{Sequence{1}, Sequence{2}});
}

}  // namespace divmid::storage
