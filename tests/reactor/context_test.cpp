// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/context.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/task.hpp"
#include "tests/reactor/stepping.hpp"

namespace divmid {
namespace {

using namespace std::chrono_literals;

struct Log {
    std::string lines;
};

TEST_CASE("a context gives the innermost service of a type", "[context]") {
    Log outer;
    Log inner;
    int number = 5;
    const Context process = Context{}.with(outer).with(number);
    const Context session = process.with(inner);
    CHECK(&process.get<Log>() == &outer);
    CHECK(&session.get<Log>() == &inner);
    CHECK(session.get<int>() == 5);
    CHECK(session.find<std::string>() == nullptr);
    CHECK(Context{}.find<Log>() == nullptr);
}

TEST_CASE("a context outlives the one that it was made from", "[context]") {
    Log log;
    int number = 5;
    Context context = Context{}.with(log);
    context = context.with(number);
    const Context copy = context;
    context = Context{};
    CHECK(&copy.get<Log>() == &log);
    CHECK(copy.get<int>() == 5);
}

TEST_CASE("a deadline can only come nearer", "[context]") {
    const Context context = Context{}.until(10us);
    CHECK(context.until(5us).deadline() == 5us);
    CHECK(context.until(20us).deadline() == 10us);
    CHECK_FALSE(Context{}.deadline());
    CHECK(context.named("query").name() == "query");
    CHECK(context.named("query").deadline() == 10us);
}

Task write(Context context, std::string line) {
    co_await context.get<Reactor>().later(1us);
    context.get<Log>().lines += line;
}

TEST_CASE("a context travels through coroutines, each with its own", "[context]") {
    Stepping at;
    Log first;
    Log second;
    const Context context = Context{}.with(at.reactor);
    write(context.with(first), "first");
    write(context.with(second), "second");
    at.pass(1us);
    CHECK(first.lines == "first");
    CHECK(second.lines == "second");
}

}  // namespace
}  // namespace divmid
