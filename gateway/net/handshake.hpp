// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "gateway/net/requests.hpp"

namespace divmid::gateway::net {

/// What a request to become a WebSocket comes to (RFC 6455, 4.2).
enum class Handshake {
    not_asked,      ///< An ordinary request.
    malformed,      ///< 400.
    other_version,  ///< 426: only version 13 is spoken.
    good,
};

[[nodiscard]] Handshake judge(const Request& request);

/// Appends "101 Switching Protocols". Requires: judge() found the request good.
void append_upgrade(std::string& to, std::string_view key);

}  // namespace divmid::gateway::net
