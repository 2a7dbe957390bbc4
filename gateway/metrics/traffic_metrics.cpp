// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/traffic_metrics.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace divmid::gateway::metrics {
namespace {

using net::Traffic;

constexpr Title kSessions{"divmid_sessions", "Connections that are open now."};

struct Count {
    Title title;
    std::uint64_t Traffic::* of;
};

constexpr std::array<Count, 7> kCounts{{
    {{"divmid_connections_total", "Connections admitted since the process began."},
     &Traffic::connections},
    {{"divmid_connections_refused_total", "Connections closed at once, above a limit."},
     &Traffic::refused},
    {{"divmid_received_bytes_total", "Bytes that clients sent."}, &Traffic::bytes_in},
    {{"divmid_sent_bytes_total", "Bytes that the kernel took for clients."}, &Traffic::bytes_out},
    {{"divmid_http_requests_total", "HTTP requests, upgrades included."}, &Traffic::requests},
    {{"divmid_received_messages_total", "Texts that came by WebSocket."}, &Traffic::messages_in},
    {{"divmid_sent_messages_total", "Texts that left by WebSocket."}, &Traffic::messages_out},
}};

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

void show_sessions(Families& to, const NamedListener& named) {
    const std::string name{named.name};
    const std::uint64_t websockets = named.listener->traffic().websockets;
    const std::uint64_t http = named.listener->connections() - websockets;
    to.gauge(kSessions, number(http), {{"listener", name}, {"kind", "http"}});
    to.gauge(kSessions, number(websockets), {{"listener", name}, {"kind", "websocket"}});
}

}  // namespace

void show(Families& to, const std::vector<NamedListener>& listeners) {
    for (const NamedListener& named : listeners)
        if (named.listener) show_sessions(to, named);
    for (const Count& count : kCounts)
        for (const NamedListener& named : listeners)
            if (named.listener)
                to.counter(count.title, number(named.listener->traffic().*count.of),
                           {{"listener", std::string{named.name}}});
}

}  // namespace divmid::gateway::metrics
