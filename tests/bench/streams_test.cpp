// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/streams.hpp"

#include <catch2/catch.hpp>

using namespace divmid::bench;

// The figures are those that ten public engines agree on.

TEST_CASE("the mixed stream prints the trades that other engines print", "[bench]") {
    const Stream stream = mixed_stream();
    CHECK(stream.commands.size() == 2'000'000);
    CHECK(stream.tape.trades() == 514'861);
    CHECK(stream.tape.hash() == 0x2348776c84418974ULL);
}

TEST_CASE("the sweep stream prints the trades that other engines print", "[bench]") {
    const Stream stream = sweep_stream();
    CHECK(stream.tape.trades() == 2'000'000);
    CHECK(stream.tape.hash() == 0xf78feb8e290e0f0fULL);
}

TEST_CASE("the deep stream rests a million orders and trades nothing", "[bench]") {
    const Stream stream = deep_stream();
    CHECK(stream.prefill.size() == 1'000'000);
    CHECK(stream.commands.size() == 1'000'000);
    CHECK(stream.tape.trades() == 0);
}
