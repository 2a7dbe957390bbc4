// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace divmid::gateway::net {

/// What a peer may take of us, and what it gets at the limit.
struct NetLimits {
    std::size_t connections{20'000};                 ///< Of a listener; one more is closed at once.
    std::size_t connections_per_address{1000};       ///< As above.
    std::size_t header_bytes{8 << 10};               ///< 431, and the connection ends.
    std::size_t body_bytes{64 << 10};                ///< 413, and the connection ends.
    std::size_t message_bytes{16 << 10};             ///< Close 1009.
    std::size_t outgoing_bytes{4 << 20};             ///< Queued for a slow reader: close 1008.
    std::size_t outgoing_bytes_together{256 << 20};  ///< Of all connections; beyond it,
    std::size_t outgoing_bytes_crowded{64 << 10};    ///< this much: disconnected at once.
    std::size_t requests_unanswered{64};  ///< Of one connection: it is not read meanwhile.
    std::size_t unread_responses_bytes{256 << 10};  ///< As above.
    std::size_t held_bytes{32 << 10};   ///< Of messages while nothing is taken: as above.
    std::size_t messages_per_pass{64};  ///< Of one connection: the rest waits for its turn.
    bool pauses{true};                  ///< Takes nothing while the exchange takes nothing.
    std::chrono::microseconds first_request_time{std::chrono::seconds{10}};  ///< Disconnected.
    std::chrono::microseconds header_time{std::chrono::seconds{5}};          ///< 408.
    std::chrono::microseconds body_time{std::chrono::seconds{10}};           ///< 408.
    std::chrono::microseconds idle_time{std::chrono::seconds{60}};           ///< Disconnected.
    std::chrono::microseconds ping_interval{std::chrono::seconds{20}};
    std::chrono::microseconds pong_time{std::chrono::seconds{60}};  ///< Without one: disconnected.
    /// Nothing read by the peer, or its last bytes not read by then: disconnected.
    /// Of a WebSocket. Then nothing more is taken, what is owed is sent, and it is closed with
    /// 1001.
    std::chrono::microseconds websocket_life{std::chrono::hours{24}};
    std::chrono::microseconds stall_time{std::chrono::seconds{30}};
    std::chrono::microseconds linger_time{std::chrono::seconds{2}};  ///< After our last byte.
};

}  // namespace divmid::gateway::net
