// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/connection.hpp"

#include <spdlog/logger.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <exception>
#include <utility>

#include "gateway/net/http_session.hpp"

namespace divmid::gateway::net {

namespace asio = boost::asio;
using boost::system::error_code;

Connection::Connection(const Surroundings& around, Socket socket, std::string peer,
                       std::function<void(Connection&)> on_gone)
    : around_{around},
      socket_{std::move(socket)},
      gate_{around.io.context(), Gate::time_point::max()},
      peer_{std::move(peer)},
      on_gone_{std::move(on_gone)},
      session_{std::make_unique<HttpSession>(*this, around.endpoint)},
      last_progress_{now()} {
    socket_.non_blocking(true);
    around_.io.add(*this);
}

Connection::~Connection() {
    session_->gone();
    report_unsent(0);
    around_.io.remove(*this);
    on_gone_(*this);
}

void Connection::start() {
    asio::co_spawn(around_.io.context(), run(shared_from_this()), asio::detached);
}

void Connection::announce_stop() {
    if (!ending_) session_->stop_begins();
}

Awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
    try {
        co_await self->converse();
        co_await self->linger();
    } catch (const std::exception& fault) {
        self->abort(fault.what());
    }
}

Awaitable<void> Connection::converse() {
    while (!ending_) {
        if (!session_->wants_input()) {
            co_await turn_comes();
        } else if (!co_await arrived()) {
            break;
        } else if (const std::span<char> bytes = read_some(); !bytes.empty()) {
            input_.arrived(bytes);
            take_apart();
        }
    }
}

Awaitable<bool> Connection::arrived() {
    error_code fault;
    co_await socket_.async_wait(Socket::wait_read, asio::redirect_error(kAwait, fault));
    if (fault) close();
    co_return !fault;
}

/// What is there, in memory of all connections. Nothing: it was a false alarm, or the end.
std::span<char> Connection::read_some() {
    if (ending_ || !session_->wants_input()) return {};
    const std::span<char> memory = around_.io.scratch();
    error_code fault;
    const std::size_t size = socket_.read_some(asio::buffer(memory.data(), memory.size()), fault);
    if (fault == asio::error::would_block || fault == asio::error::interrupted) return {};
    if (fault == asio::error::eof) {
        input_ended_ = true;
        session_->input_ended();
    } else if (fault) {
        close();
    }
    around_.traffic.bytes_in += size;
    return memory.first(size);
}

void Connection::take_apart() {
    around_.io.serving(*this);
    bool unfinished = session_->take_apart();
    while (next_) {
        session_ = std::exchange(next_, nullptr);
        unfinished = session_->take_apart();
    }
    input_.keep();
    if (unfinished && !ending_) park();
}

void Connection::park() {
    if (parked_) return;
    parked_ = true;
    around_.io.park(*this);
}

bool Connection::may_go_on() const {
    return ending_ || session_->may_go_on() || (awaits_turn_ && session_->wants_input());
}

void Connection::go_on() {
    parked_ = false;
    try {
        if (!ending_) take_apart();
    } catch (const std::exception& fault) {
        abort(fault.what());
    }
    if (ending_ || session_->wants_input())
        resume();
    else if (awaits_turn_)
        park();
}

/// Until the session wants input again, or the connection ends.
Awaitable<void> Connection::turn_comes() {
    awaits_turn_ = true;
    park();
    co_await resumed();
    awaits_turn_ = false;
}

Awaitable<void> Connection::resumed() {
    error_code canceled;
    co_await gate_.async_wait(asio::redirect_error(kAwait, canceled));
}

void Connection::resume() {
    gate_.cancel();
}

/// After our last byte the peer may still be sending: a close at once would reset the connection,
/// and the peer would lose what we said.
Awaitable<void> Connection::linger() {
    error_code fault;
    while (!closed_ && !input_ended_) {
        co_await socket_.async_wait(Socket::wait_read, asio::redirect_error(kAwait, fault));
        if (fault || closed_) break;
        const std::span<char> memory = around_.io.scratch();
        socket_.read_some(asio::buffer(memory.data(), memory.size()), fault);
        input_ended_ = fault && fault != asio::error::would_block;
    }
    if (closed_) co_return;
    if (queued() == 0)
        close();
    else
        co_await resumed();
}

std::string& Connection::out() {
    if (queued() == 0) {
        last_progress_ = now();
        if (out_.capacity() == 0) out_ = around_.io.take_buffer();
    }
    mark_dirty();
    return out_;
}

void Connection::mark_dirty() {
    if (dirty_ || closed_) return;
    dirty_ = true;
    around_.io.mark_dirty(*this);
}

void Connection::end() {
    if (ending_) return;
    ending_ = true;
    ended_at_ = now();
    mark_dirty();
    resume();
}

void Connection::abort(std::string_view why) {
    if (closed_) return;
    around_.log.info("connection ended peer={} why=\"{}\" queued={}", peer_, why, queued());
    close();
}

void Connection::close() {
    closed_ = true;
    ending_ = true;
    error_code ignored;
    socket_.close(ignored);
    resume();
}

void Connection::flush() {
    dirty_ = false;
    if (closed_) return;
    if (!awaiting_writable_) write();
    report_unsent(queued());
    check_pace();
    if (!ending_) tell_drained();
}

/// A slow reader is told so, at the end of what it has not read; when memory is short it is not
/// waited for.
void Connection::check_pace() {
    if (queued() <= outgoing_most()) return;
    if (crowded()) return abort("slow reader");
    if (ending_) return;
    around_.log.info("connection ends peer={} why=\"slow reader\" queued={}", peer_, queued());
    session_->too_slow();
}

void Connection::tell_drained() {
    try {
        session_->drained();
    } catch (const std::exception& fault) {
        abort(fault.what());
    }
}

void Connection::report_unsent(std::size_t size) {
    around_.io.change_unsent(std::exchange(unsent_, size), size);
}

bool Connection::crowded() const {
    return around_.io.unsent() > around_.limits.outgoing_bytes_together;
}

std::size_t Connection::outgoing_most() const {
    const NetLimits& limits = around_.limits;
    return crowded() ? std::min(limits.outgoing_bytes_crowded, limits.outgoing_bytes)
                     : limits.outgoing_bytes;
}

void Connection::write() {
    error_code fault;
    while (queued() != 0 && !fault) {
        const auto rest = asio::buffer(out_.data() + written_, queued());
        const std::size_t size = socket_.write_some(rest, fault);
        written_ += size;
        around_.traffic.bytes_out += size;
        if (size != 0) last_progress_ = now();
    }
    if (fault == asio::error::would_block) return await_writable();
    if (fault) return close();
    around_.io.give_buffer(std::exchange(out_, {}));
    written_ = 0;
    if (ending_) shut_down();
}

void Connection::await_writable() {
    out_.erase(0, std::exchange(written_, 0));
    awaiting_writable_ = true;
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](error_code fault) {
        self->awaiting_writable_ = false;
        if (!fault) self->mark_dirty();
    });
}

/// Tells the peer that nothing more comes; linger() waits until it agrees.
void Connection::shut_down() {
    if (input_ended_) return close();
    if (shut_down_at_) return;
    shut_down_at_ = now();
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Connection::sweep() {
    const NetLimits& limits = around_.limits;
    if (closed_) return;
    if (queued() != 0 && now() - last_progress_ > limits.stall_time) return abort("stalled");
    if (ending_ && queued() != 0 && now() - ended_at_ > limits.stall_time) return abort("stalled");
    if (shut_down_at_ && now() - *shut_down_at_ > limits.linger_time) return close();
    if (!ending_) session_->sweep();
}

}  // namespace divmid::gateway::net
