// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "storage/projection.hpp"
#include "tests/engine/scenario.hpp"
#include "tests/storage/running_exchange.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

/// Keeps the record that was released last.
class LastReleased final : public Projection {
public:
    void apply(const Record& record) override { record_ = record; }

    [[nodiscard]] const Record& record() const { return record_; }

private:
    Record record_;
};

/// An exchange behind its journal: what it tells of a tick is the released record.
class Durable {
public:
    explicit Durable(const std::filesystem::path& directory) : directory_{directory} { start(); }

    Record apply(Tick tick) {
        REQUIRE(running_->submit(std::move(tick)));
        REQUIRE(running_->drain());
        return last_.record();
    }

    /// The process ends without a word, and another one begins.
    void crash_and_recover() {
        running_.reset();
        start();
        running_->exchange().check_invariants();
    }

private:
    void start() {
        RunningExchange::Options options;
        options.projections = {&last_};
        auto running = RunningExchange::start(directory_, options);
        if (!running) FAIL(running.error().message);
        running_ = std::move(*running);
    }

    std::filesystem::path directory_;
    LastReleased last_;
    std::unique_ptr<RunningExchange> running_;
};

std::vector<std::filesystem::path> scenarios() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator{DIVMID_SCENARIOS})
        paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

}  // namespace

TEST_CASE("every scenario comes out the same through the journal and a recovery after each block",
          "[scenario][recovery]") {
    for (const std::filesystem::path& path : scenarios()) {
        const Scenario scenario = Scenario::read(path);
        const TemporaryDirectory directory;
        Durable durable{directory.path()};
        const auto outputs = play(
            scenario, [&](Tick tick) { return durable.apply(std::move(tick)); },
            [&] { durable.crash_and_recover(); });
        REQUIRE(outputs.size() == scenario.blocks().size());
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            INFO(path.filename() << ", the block at line " << scenario.blocks()[i].first_line);
            CHECK(outputs[i] == scenario.blocks()[i].expected);
        }
    }
}

}  // namespace divmid::storage
