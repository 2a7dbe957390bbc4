// SPDX-License-Identifier: Apache-2.0
#include "gateway/graceful_stop.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace divmid::gateway {

GracefulStop::GracefulStop(Parts parts)
    : parts_{std::move(parts)}, signals_{parts_.io.context(), SIGINT, SIGTERM} {
    listen();
}

void GracefulStop::listen() {
    signals_.async_wait([this](boost::system::error_code fault, int signal) {
        if (fault) return;
        if (parts_.status.phase != Status::Phase::serving) {
            parts_.log.warn("ended at once signal={}", signal);
            parts_.log.flush();
            // As the shell reports a process that a signal ended.
            std::_Exit(128 + signal);
        }
        begin();
        listen();
    });
}

void GracefulStop::begin() {
    parts_.log.info("stopping: finishing what was accepted");
    parts_.status.phase = Status::Phase::stopping;
    parts_.begun();
    for (net::Listener* listener : listeners_) {
        listener->stop_accepting();
        listener->announce_stop();
    }
}

std::size_t GracefulStop::run() {
    if (parts_.status.phase != Status::Phase::stopping || parts_.io.finished()) return 0;
    if (!goodbye_until_) {
        if (!parts_.nothing_owed()) return 0;
        goodbye_until_ = parts_.io.now() + kGoodbyeTime;
        for (net::Listener* listener : listeners_) listener->stop_connections();
        return 1;
    }
    if (!everybody_left() && parts_.io.now() < *goodbye_until_) return 0;
    // A connection's last act may have been a command: no command is left behind.
    if (!parts_.nothing_owed()) return 0;
    parts_.io.finish();
    return 1;
}

std::optional<std::chrono::microseconds> GracefulStop::can_wait() const {
    // While something is owed, what pays it wakes the loop.
    if (!goodbye_until_ || !parts_.nothing_owed()) return std::nullopt;
    return std::max(std::chrono::microseconds{0}, *goodbye_until_ - parts_.io.now());
}

bool GracefulStop::everybody_left() const {
    return std::ranges::all_of(
        listeners_, [](const net::Listener* listener) { return listener->connections() == 0; });
}

}  // namespace divmid::gateway
