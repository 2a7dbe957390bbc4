// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

#include "gateway/cli/admin_client.hpp"
#include "gateway/cli/demo_keys.hpp"
#include "gateway/cli/failure.hpp"

namespace divmid::gateway::cli {

/// Lists DVM, USD and the market DVMUSD, opens and funds the accounts alice and bob, makes a key
/// for each and writes both to `directory` (demo_keys.hpp): whatever of that is not there yet. An
/// exchange that has all of it gets no command. Waits for each answer.
[[nodiscard]] std::expected<DemoKeys, Failure> set_up_demo(const AdminClient& client,
                                                           const std::filesystem::path& directory);

/// How to place the first orders at `address`: ready to paste, for curl and for a WebSocket.
/// Requires: keys of alice and bob.
[[nodiscard]] std::string first_orders(const DemoKeys& keys, const std::string& address,
                                       std::uint16_t port);

}  // namespace divmid::gateway::cli
