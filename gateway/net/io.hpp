// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "gateway/loop_watch.hpp"

namespace divmid::gateway::net {

/// One turn of the reactor.
struct Pass {
    std::size_t ran{};  ///< Things that were done in it.
};

/// How much one pass may do before its commands go on their way.
struct PassLimits {
    std::size_t completions{1024};  ///< Of I/O.
    std::size_t steps{4096};        ///< Of each kind of other work.
    /// How often members are swept.
    std::chrono::microseconds sweep_interval{std::chrono::seconds{1}};
};

/// The reactor's thread: sockets, what else runs beside them, and the cork. Everything is called on
/// that thread but wake(). Owned by serve(); outlives all its members.
class Io {
public:
    using Context = boost::asio::io_context;
    /// Monotonic "now".
    using Clock = std::function<std::chrono::microseconds()>;

    /// A connection, as the loop sees it. Signs off by remove() before it goes.
    class Member : public Served {
    public:
        /// Writes what is queued, without waiting.
        virtual void flush() = 0;
        /// It parked itself, and could go on now.
        [[nodiscard]] virtual bool may_go_on() const = 0;
        virtual void go_on() = 0;
        virtual void sweep() = 0;

    protected:
        ~Member() = default;
    };

    /// Something that runs in each pass: the reactor's ready queue, the release of durable records.
    struct Work {
        /// Does at most so many steps and says how many it did.
        std::function<std::size_t(std::size_t limit)> run;
        /// How long it can wait, when nothing wakes it before; nothing: for ever. Zero: not at all.
        std::function<std::optional<std::chrono::microseconds>()> can_wait;
        /// Whose time it is.
        LoopPart part{LoopPart::calls};
    };

    explicit Io(Clock clock, PassLimits limits = {});
    ~Io();
    Io(const Io&) = delete;
    Io& operator=(const Io&) = delete;

    [[nodiscard]] Context& context() { return context_; }
    [[nodiscard]] std::chrono::microseconds now() const { return clock_(); }
    /// The wall clock as an HTTP header writes it, made anew each second.
    [[nodiscard]] std::string_view date() const { return date_; }

    /// To be called before the first pass.
    void add_work(Work work) { work_.push_back(std::move(work)); }
    /// While it is true, connections pass on nothing that could become a command.
    void pause_while(std::function<bool()> condition) { paused_ = std::move(condition); }
    [[nodiscard]] bool paused() const { return paused_ && paused_(); }
    /// While it is true, a pass ends early: its commands make a whole tick.
    void enough_when(std::function<bool()> condition) { enough_ = std::move(condition); }

    /// From any thread: a pass that blocks ends.
    void wake();

    /// From now on its turns are watched. The watch outlives it.
    void watch_with(LoopWatch& watch) { watch_ = &watch; }
    /// What came for the member is taken apart from here on.
    void serving(const Member& member) {
        if (watch_) watch_->enter_input(member);
    }

    void add(Member& member) { members_.push_back(&member); }
    void remove(Member& member);
    /// Has something to flush in the next pull. Requires: not marked already.
    void mark_dirty(Member& member) { dirty_.push_back(&member); }
    /// Has something left to do in the next pass. Requires: not parked already.
    void park(Member& member) { parked_.push_back(&member); }

    /// Memory for one read, shared by all connections: used up before the next one.
    [[nodiscard]] std::span<char> scratch() { return scratch_; }
    /// Memory for outgoing bytes, while there are some.
    [[nodiscard]] std::string take_buffer();
    void give_buffer(std::string buffer);

    /// Bytes that all connections together could not get rid of yet.
    [[nodiscard]] std::size_t unsent() const { return unsent_; }
    /// One connection's part of them changed.
    void change_unsent(std::size_t from, std::size_t to) { unsent_ += to - from; }

    /// One turn: flushes what is dirty, then does what is ready. Waits only if that is nothing and
    /// `may_wait`, until something is.
    Pass turn(bool may_wait);

    /// ready() ends with the present pass, which nobody sees any more.
    void finish() { finished_ = true; }
    [[nodiscard]] bool finished() const { return finished_; }

private:
    static constexpr std::size_t kScratch = 64 << 10;
    static constexpr std::size_t kSpareBuffers = 1024;
    static constexpr std::size_t kSpareBufferBytes = 64 << 10;

    void enter(LoopPart part) {
        if (watch_) watch_->enter(part);
    }
    void flush();
    std::size_t go_on();
    std::size_t complete();
    std::size_t sweep();
    void wait();
    [[nodiscard]] bool someone_may_go_on() const;

    Clock clock_;
    PassLimits limits_;
    Context context_{1};
    boost::asio::executor_work_guard<Context::executor_type> stays_open_;
    LoopWatch* watch_ = nullptr;
    std::vector<Work> work_;
    std::function<bool()> paused_;
    std::function<bool()> enough_;
    std::vector<Member*> members_;
    std::vector<Member*> dirty_;
    std::vector<Member*> flushing_;
    std::vector<Member*> parked_;
    std::vector<Member*> going_on_;
    std::vector<std::string> spare_;
    std::size_t unsent_ = 0;
    std::array<char, kScratch> scratch_{};
    std::string date_;
    std::chrono::microseconds next_sweep_{};
    bool finished_ = false;
};

/// The base generator: what select() is to a loop. Each pull is one pass of `io`: what the last one
/// queued is written, what is ready is done, bounded; only when nothing was, it blocks. Ends when
/// `io` is finished.
[[nodiscard]] Generator<Pass> ready(Borrowed<Io> io);

}  // namespace divmid::gateway::net
