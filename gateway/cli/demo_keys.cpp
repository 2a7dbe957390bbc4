// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/demo_keys.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "gateway/dialect/json_writer.hpp"
#include "storage/small_file.hpp"

namespace divmid::gateway::cli {
namespace {

std::optional<DemoKeys> parse(const std::string& text) {
    boost::json::error_code error;
    const boost::json::value json = boost::json::parse(text, error);
    if (error || !json.is_object()) return std::nullopt;
    DemoKeys keys;
    for (const auto& [label, key] : json.get_object()) {
        const boost::json::object* fields = key.if_object();
        const boost::json::value* name = fields ? fields->if_contains("apiKey") : nullptr;
        const boost::json::value* secret = fields ? fields->if_contains("secret") : nullptr;
        if (!name || !secret || !name->is_string() || !secret->is_string()) return std::nullopt;
        keys[std::string{label}] = {.name = std::string{name->get_string()},
                                    .secret = std::string{secret->get_string()}};
    }
    return keys;
}

}  // namespace

std::expected<std::optional<DemoKeys>, std::string> read_demo_keys(
    const std::filesystem::path& file) {
    const auto text = storage::read_small_file(file);
    if (!text) return std::unexpected{text.error().message};
    if (!*text) return std::nullopt;
    auto keys = parse(**text);
    if (!keys) return std::unexpected{file.string() + " does not hold the demo's keys"};
    return keys;
}

std::expected<void, std::string> write_demo_keys(const std::filesystem::path& file,
                                                 const DemoKeys& keys) {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    for (const auto& [label, key] : keys) {
        json.member(label).begin_object();
        json.member("apiKey").text(key.name).member("secret").text(key.secret);
        json.end_object();
    }
    json.end_object();
    const auto written = storage::write_small_file(file, text + '\n', 0600);
    if (!written) return std::unexpected{written.error().message};
    return {};
}

}  // namespace divmid::gateway::cli
