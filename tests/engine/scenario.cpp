// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario.hpp"

#include <fstream>
#include <stdexcept>

#include "tests/engine/scenario_player.hpp"

namespace divmid {
namespace {

constexpr std::string_view kLine = "----";

bool blank(std::string_view line) {
    return line.find_first_not_of(" \t") == line.npos;
}

}  // namespace

// A block's expectations end at the first blank line.
Scenario Scenario::read(const std::filesystem::path& path) {
    std::ifstream in{path};
    if (!in) throw std::runtime_error{"no scenario " + path.string()};
    Scenario scenario;
    Block block{.lines = {}, .expected = {}, .first_line = 1};
    bool below = false;
    int number = 0;
    const auto finish = [&] {
        if (below) scenario.blocks_.push_back(std::exchange(block, {}));
        below = false;
        block.first_line = number + 1;
    };
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line == kLine)
            below = true;
        else if (!below)
            block.lines.push_back(line);
        else if (blank(line))
            finish();
        else
            block.expected.push_back(line);
    }
    finish();
    if (!block.lines.empty()) throw std::runtime_error{path.string() + ": a block without ----"};
    return scenario;
}

void Scenario::rewrite(const std::filesystem::path& path,
                       const std::vector<std::vector<std::string>>& outputs) const {
    std::ofstream out{path};
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        if (i != 0) out << '\n';
        for (const std::string& line : blocks_[i].lines) out << line << '\n';
        out << kLine << '\n';
        for (const std::string& line : outputs[i]) out << line << '\n';
    }
}

std::vector<std::vector<std::string>> play(const Scenario& scenario, const Apply& apply,
                                           const std::function<void()>& after_block) {
    ScenarioPlayer player{apply};
    std::vector<std::vector<std::string>> outputs;
    for (const Scenario::Block& block : scenario.blocks()) {
        for (const std::string& line : block.lines) player.line(line);
        outputs.push_back(player.end_block());
        after_block();
    }
    return outputs;
}

}  // namespace divmid
