// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record.hpp"
#include "tests/engine/scenario.hpp"
#include "tests/engine/scenario_names.hpp"
#include "tests/engine/scenario_view.hpp"
#include "tests/engine/scenario_words.hpp"

namespace divmid {

/// Reads lines, makes ticks of them, and shows the records.
class ScenarioPlayer {
public:
    /// `apply` lives longer.
    explicit ScenarioPlayer(const Apply& apply) : apply_{apply} {}
    ScenarioPlayer(const ScenarioPlayer&) = delete;
    ScenarioPlayer& operator=(const ScenarioPlayer&) = delete;

    void line(std::string_view text);

    /// The output since the last block.
    [[nodiscard]] std::vector<std::string> end_block();

private:
    void read(const std::string& first, Words& words);
    bool read_administration(const std::string& first, Words& words);
    void list_asset(const std::string& name, std::int64_t scale);
    void open(const std::string& name);
    void add_key(const std::string& name, Words& words);

    void set_rules(Words& words);

    /// The next command of the tick is about `name`: what it creates is called so.
    void about(const std::string& name);
    /// Applies what is pending. `force`: also an empty tick.
    void flush(bool force = false);
    void learn(const Record& record);
    void remember(const TradeExecuted& trade, Timestamp time);

    const Apply& apply_;
    ScenarioNames names_;
    ScenarioView view_{names_};
    std::map<MarketId, MarketRules> rules_;
    Tick pending_;
    std::vector<std::string> subjects_;  ///< By place of the command in the tick.
    Timestamp now_{1'000'000'000};
    int keys_made_ = 0;
    int assets_made_ = 0;
};

}  // namespace divmid
