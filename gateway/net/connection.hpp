// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>

#include <boost/asio/basic_waitable_timer.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gateway/endpoint.hpp"
#include "gateway/net/io.hpp"
#include "gateway/net/session.hpp"
#include "gateway/net/socket.hpp"

namespace divmid::gateway::net {

/// One client. A coroutine reads; what a read brought, a session takes apart; what the session
/// sends waits for the cork. Owned by its coroutine, and gone when that ends.
class Connection final : public Wire,
                         public Io::Member,
                         public std::enable_shared_from_this<Connection> {
public:
    /// What a connection lives among. All of it outlives every connection.
    struct Surroundings {
        Io& io;
        Endpoint& endpoint;
        const NetLimits& limits;
        spdlog::logger& log;
        Traffic& traffic;
    };

    /// `on_gone` is called once, by the destructor.
    Connection(const Surroundings& around, Socket socket, std::string peer,
               std::function<void(Connection&)> on_gone);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Begins to read.
    void start();
    /// The process is going to stop, and the peer may want to know.
    void announce_stop();
    /// Says goodbye as soon as nothing is owed.
    void stop() { session_->stop(); }

    Input& input() override { return input_; }
    std::string& out() override;
    std::size_t queued() const override { return out_.size() - written_; }
    void end() override;
    void abort(std::string_view why) override;
    void become(std::unique_ptr<Session> next) override { next_ = std::move(next); }
    std::string_view kind() const override { return session_->kind(); }
    std::string_view peer() const override { return peer_; }
    bool paused() const override { return around_.limits.pauses && around_.io.paused(); }
    std::chrono::microseconds now() const override { return around_.io.now(); }
    std::string_view date() const override { return around_.io.date(); }
    const NetLimits& limits() const override { return around_.limits; }
    Traffic& traffic() override { return around_.traffic; }

    void flush() override;
    bool may_go_on() const override;
    void go_on() override;
    void sweep() override;

private:
    /// Never strikes: to wait at it is to wait until somebody cancels it.
    using Gate = boost::asio::basic_waitable_timer<
        std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

    static Awaitable<void> run(std::shared_ptr<Connection> self);
    Awaitable<void> converse();
    Awaitable<bool> arrived();
    Awaitable<void> turn_comes();
    Awaitable<void> resumed();
    Awaitable<void> linger();

    std::span<char> read_some();
    void take_apart();
    void resume();
    void park();
    void write();
    void check_pace();
    void tell_drained();
    void await_writable();
    void shut_down();
    void mark_dirty();
    void close();
    void report_unsent(std::size_t size);
    bool crowded() const;
    std::size_t outgoing_most() const;

    Surroundings around_;
    Socket socket_;
    Gate gate_;
    std::string peer_;
    std::function<void(Connection&)> on_gone_;
    Input input_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Session> next_;
    std::string out_;
    std::size_t unsent_ = 0;                   ///< What Io knows of queued().
    std::size_t written_ = 0;                  ///< Bytes of out_ that the kernel has.
    std::chrono::microseconds last_progress_;  ///< Of writing.
    std::chrono::microseconds ended_at_{};     ///< When ending_ began.
    std::optional<std::chrono::microseconds> shut_down_at_;
    bool dirty_ = false;
    bool parked_ = false;
    bool awaits_turn_ = false;  ///< The coroutine is in turn_comes().
    bool awaiting_writable_ = false;
    bool ending_ = false;  ///< Nothing more is read as input.
    bool closed_ = false;
    bool input_ended_ = false;
};

}  // namespace divmid::gateway::net
