// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>

#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "gateway/net/io.hpp"
#include "gateway/net/listener.hpp"
#include "gateway/net/socket.hpp"
#include "gateway/status.hpp"

namespace divmid::gateway {

/// SIGINT and SIGTERM end the process in good order: no new connection and no new command, and
/// every client is told so; then what was accepted is made durable and answered, then every client
/// hears goodbye. Timers that
/// come due meanwhile are left to the next start. The loop ends with nothing in flight, however
/// long that takes: what is written at its end needs it. A second signal
/// ends it at once, and so does the first one before it serves: what is durable stays durable.
class GracefulStop {
public:
    struct Parts {
        net::Io& io;
        Status& status;
        spdlog::logger& log;
        /// Nothing that was accepted is unanswered.
        std::function<bool()> nothing_owed;
        /// Told when the stop begins: from now on the exchange asks nothing of itself.
        std::function<void()> begun;
    };

    /// How long clients have for their goodbye.
    static constexpr std::chrono::microseconds kGoodbyeTime{std::chrono::seconds{5}};

    /// From now on signals are caught.
    explicit GracefulStop(Parts parts);

    /// One whose connections end too.
    void include(net::Listener& listener) { listeners_.push_back(&listener); }

    /// A step in each pass. Returns how many things it did.
    std::size_t run();
    [[nodiscard]] std::optional<std::chrono::microseconds> can_wait() const;

    /// As a signal does.
    void begin();

private:
    using Signals = boost::asio::basic_signal_set<net::Executor>;

    void listen();
    [[nodiscard]] bool everybody_left() const;

    Parts parts_;
    Signals signals_;
    std::vector<net::Listener*> listeners_;
    std::optional<std::chrono::microseconds> goodbye_until_;
};

}  // namespace divmid::gateway
