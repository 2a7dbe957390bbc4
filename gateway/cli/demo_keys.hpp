// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace divmid::gateway::cli {

struct ApiKey {
    std::string name;  ///< What goes into X-MBX-APIKEY.
    std::string secret;
};

/// The demo's keys by label of their account.
using DemoKeys = std::map<std::string, ApiKey>;

/// In the data directory: {"alice":{"apiKey":…,"secret":…},"bob":{…}}.
inline constexpr const char* kDemoKeysFile = "demo-keys.json";

/// Nothing when there is no such file; what is wrong, for people, when it is not such a form.
[[nodiscard]] std::expected<std::optional<DemoKeys>, std::string> read_demo_keys(
    const std::filesystem::path& file);

/// Mode 0600; whole or not at all. What is wrong, for people, when it cannot be written.
[[nodiscard]] std::expected<void, std::string> write_demo_keys(const std::filesystem::path& file,
                                                               const DemoKeys& keys);

}  // namespace divmid::gateway::cli
