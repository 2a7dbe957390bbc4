// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/later.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "engine/reactor/manual_clock.hpp"
#include "engine/reactor/reactor.hpp"

namespace divmid::gateway {
namespace {

/// Keeps what it was told.
struct KeptOutcome final : Line {
    void released(std::uint64_t, const Record&, std::size_t) override {}
    void settle(std::uint64_t, std::expected<std::string, Error> outcome) override {
        told = std::move(outcome);
    }
    std::expected<std::string, Error> told;
};

Error told_of(const std::exception_ptr& failure) {
    ManualClock clock;
    Reactor reactor{clock.reading()};
    const auto line = std::make_shared<KeptOutcome>();
    answer_later(Deferred<int>::failed(reactor, failure), {line, 1},
                 [](int, std::string&) { return std::optional<Error>{}; });
    reactor.run_ready(10);
    REQUIRE_FALSE(line->told);
    return line->told.error();
}

}  // namespace

TEST_CASE("a result that nobody had room for is told as overload, another failure as our error",
          "[later]") {
    const Error full = told_of(std::make_exception_ptr(TooManyCalls{}));
    CHECK(full.code == -1008);
    CHECK(full.status == 503);
    CHECK(told_of(std::make_exception_ptr(std::runtime_error{"disk"})).code == -1000);
}

}  // namespace divmid::gateway
