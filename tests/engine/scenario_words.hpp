// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types.hpp"

namespace divmid {

/// The words of one line of a scenario, taken from the left. What is not there or not what it
/// should be throws std::runtime_error with the line.
class Words {
public:
    explicit Words(std::string_view line);

    [[nodiscard]] bool done() const { return next_ == words_.size(); }
    [[nodiscard]] std::string take();
    /// Whether the next word is this one.
    [[nodiscard]] bool next_is(std::string_view word) const {
        return !done() && words_[next_] == word;
    }
    /// Takes the next word when it is this one.
    bool take_if(std::string_view word);
    [[nodiscard]] std::int64_t number();
    [[nodiscard]] bool next_is_number() const;
    /// 5s, 20ms, -1us.
    [[nodiscard]] Duration duration();

    [[noreturn]] void fail(std::string_view why) const;

private:
    std::string line_;
    std::vector<std::string> words_;
    std::size_t next_ = 0;
};

}  // namespace divmid
