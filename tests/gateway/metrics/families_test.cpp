// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/families.hpp"

#include <catch2/catch.hpp>

#include "engine/reactor/manual_clock.hpp"
#include "gateway/metrics/exposition.hpp"

namespace divmid::gateway::metrics {

using Catch::Contains;
using namespace std::chrono_literals;

TEST_CASE("metrics of one name stand together under one help and type", "[metrics]") {
    Families families;
    families.counter({"apples_total", "Apples eaten."}, 3, {{"colour", "red"}});
    families.counter({"apples_total", "Apples eaten."}, 4, {{"colour", "green"}});
    families.flag({"hungry", "1 while hungry."}, true);
    CHECK(families.text() ==
          "# HELP apples_total Apples eaten.\n"
          "# TYPE apples_total counter\n"
          "apples_total{colour=\"red\"} 3\n"
          "apples_total{colour=\"green\"} 4\n"
          "# HELP hungry 1 while hungry.\n"
          "# TYPE hungry gauge\n"
          "hungry 1\n");
}

TEST_CASE("a histogram is told in seconds, each bucket with all below it", "[metrics]") {
    TimeHistogram times;
    times.observe(1us);
    times.observe(2us);
    times.observe(1h);
    Families families;
    families.histogram({"meal_duration_seconds", "Time to eat."}, times);
    const std::string text = families.text();
    CHECK_THAT(text, Contains("meal_duration_seconds_count 3\n"));
    CHECK_THAT(text, Contains("meal_duration_seconds_bucket{le=\"1.024e-06\"} 1\n"));
    CHECK_THAT(text, Contains("meal_duration_seconds_bucket{le=\"2.048e-06\"} 2\n"));
    CHECK_THAT(text, Contains("meal_duration_seconds_bucket{le=\"17.179869184\"} 2\n"));
    CHECK_THAT(text, Contains("meal_duration_seconds_bucket{le=\"+Inf\"} 3\n"));
    CHECK_THAT(text, Contains("meal_duration_seconds_sum 3600.000003\n"));
}

TEST_CASE("however often somebody scrapes, numbers are gathered only now and then", "[metrics]") {
    ManualClock clock;
    Exposition exposition{clock.reading()};
    int gathered = 0;
    exposition.add([&](Families& to) { to.counter({"gathered_total", "Times."}, ++gathered); });
    CHECK_THAT(exposition.text(), Contains("gathered_total 1\n"));
    for (int scrape = 0; scrape < 100; ++scrape) CHECK(exposition.text() == exposition.text());
    CHECK(gathered == 1);
    clock.advance(Exposition::kFresh);
    CHECK_THAT(exposition.text(), Contains("gathered_total 2\n"));
}

}  // namespace divmid::gateway::metrics
