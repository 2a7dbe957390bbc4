// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace divmid::gateway::net {

/// What passed through one listener since the process began.
struct Traffic {
    std::uint64_t bytes_in{};
    std::uint64_t bytes_out{};
    std::uint64_t requests{};      ///< Of HTTP, upgrades included.
    std::uint64_t messages_in{};   ///< Texts of WebSockets.
    std::uint64_t messages_out{};  ///< Likewise.
    std::uint64_t connections{};   ///< Admitted.
    std::uint64_t refused{};       ///< Connections above a limit.
    std::uint64_t websockets{};    ///< That are open now.
};

}  // namespace divmid::gateway::net
