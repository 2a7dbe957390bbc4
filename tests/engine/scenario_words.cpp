// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_words.hpp"

#include <charconv>
#include <sstream>
#include <stdexcept>

namespace divmid {
namespace {

std::string_view without_comment(std::string_view line) {
    if (line.starts_with("# ")) return {};
    return line.substr(0, line.find(" # "));
}

}  // namespace

Words::Words(std::string_view line) : line_{line} {
    std::istringstream in{std::string{without_comment(line)}};
    for (std::string word; in >> word;) words_.push_back(word);
}

std::string Words::take() {
    if (done()) fail("a word is missing");
    return words_[next_++];
}

bool Words::take_if(std::string_view word) {
    if (!next_is(word)) return false;
    ++next_;
    return true;
}

std::int64_t Words::number() {
    const std::string word = take();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size()) fail("no number: " + word);
    return number;
}

bool Words::next_is_number() const {
    return !done() && words_[next_].find_first_not_of("-0123456789") == std::string::npos;
}

Duration Words::duration() {
    const std::string word = take();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const std::string_view unit{end, static_cast<std::size_t>(word.data() + word.size() - end)};
    if (error == std::errc{} && unit == "us") return Duration{number};
    if (error == std::errc{} && unit == "ms") return Duration{number * 1'000};
    if (error == std::errc{} && unit == "s") return Duration{number * 1'000'000};
    fail("no length of time: " + word);
}

void Words::fail(std::string_view why) const {
    throw std::runtime_error{std::string{why} + " in: " + line_};
}

}  // namespace divmid
