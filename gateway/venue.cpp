// SPDX-License-Identifier: Apache-2.0
#include "gateway/venue.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "gateway/descriptors.hpp"
#include "gateway/metrics/loop_metrics.hpp"
#include "gateway/metrics/market_metrics.hpp"
#include "gateway/metrics/process_metrics.hpp"
#include "gateway/metrics/storage_metrics.hpp"
#include "gateway/metrics/traffic_metrics.hpp"
#include "storage/digest.hpp"

namespace divmid::gateway {

using std::chrono::microseconds;
using storage::Result;

namespace {

/// For key files, label writes and storage queries.
constexpr std::size_t kStageCalls = 1024;
constexpr std::size_t kStageThreads = 2;
/// Recovery lets the operator's socket have its turn that often.
constexpr std::uint64_t kRecordsPerTurn = 1024;
/// Of the store and all else that is no connection.
constexpr std::size_t kOwnDescriptors = 1024;
constexpr microseconds kProgressInterval{std::chrono::seconds{1}};

microseconds monotonic_now() {
    return std::chrono::duration_cast<microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

std::chrono::nanoseconds steady_now() {
    return std::chrono::steady_clock::now().time_since_epoch();
}

Timestamp wall_clock() {
    return Timestamp{std::chrono::duration_cast<microseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count()};
}

Duration answer_time(const Settings& settings) {
    return Duration{microseconds{settings.limits.answer_time}.count()};
}

InboxLimits inbox_limits(const Settings& settings) {
    return {.busy = settings.limits.commands_per_tick,
            .full = 2 * settings.limits.commands_per_tick};
}

net::PassLimits pass_limits(const Settings& settings) {
    net::PassLimits limits;
    limits.completions = settings.limits.reads_per_tick;
    return limits;
}

net::NetLimits net_limits(const Settings& settings) {
    const Settings::Limits& given = settings.limits;
    net::NetLimits limits;
    limits.connections = given.connections;
    limits.connections_per_address = given.connections_per_address;
    limits.header_bytes = given.header_bytes;
    limits.body_bytes = given.body_bytes;
    limits.message_bytes = given.message_bytes;
    limits.outgoing_bytes = given.outgoing_bytes;
    limits.messages_per_pass = given.commands_per_session;
    limits.first_request_time = given.handshake_time;
    limits.header_time = given.header_time;
    limits.body_time = given.body_time;
    limits.ping_interval = given.ping_interval;
    limits.pong_time = given.pong_time;
    limits.websocket_life = given.websocket_life;
    return limits;
}

/// Operators ask how an overloaded exchange is doing: they are not made to wait with the others.
net::NetLimits admin_limits(const Settings& settings) {
    net::NetLimits limits = net_limits(settings);
    limits.pauses = false;
    return limits;
}

/// A few that watch are enough.
net::NetLimits monitor_limits(const Settings& settings) {
    constexpr std::size_t kMost = 64;
    net::NetLimits limits = admin_limits(settings);
    limits.connections = kMost;
    return limits;
}

std::unexpected<storage::Error> failed(std::string why) {
    return std::unexpected(storage::Error{storage::Fault::io, Sequence{}, std::move(why)});
}

}  // namespace

Venue::Venue(const Settings& settings, spdlog::logger& log)
    : watch{steady_now, std::chrono::milliseconds{settings.log.slow_tick_ms},
            [this](const LoopTurn& turn) { slow_ticks_.note(turn); }},
      inbox{inbox_limits(settings), &watch},
      io{monotonic_now, pass_limits(settings)},
      settings_{settings},
      log_{log},
      slow_ticks_{log},
      public_limits_{net_limits(settings)},
      admin_limits_{admin_limits(settings)},
      monitor_limits_{monitor_limits(settings)},
      started_{wall_clock()},
      stop_{{.io = io,
             .status = status_,
             .log = log,
             .nothing_owed = [this] { return nothing_owed(); },
             .begun =
                 [this] {
                     clock_->end_timers();
                     dialect_->close();
                 }}},
      reactor_{monotonic_now, [this] { io.wake(); }},
      stage_{reactor_, kStageCalls, kStageThreads},
      verifying_{reactor_, Verifications::kStageRoom, Verifications::kThreads},
      verifications_{verifying_},
      feeds_{reactor_, {projections_, wall_clock, [this] { return nothing_owed(); }}},
      exposition_{monotonic_now} {
    expose();
    // While it stops, requests are taken to be refused.
    io.pause_while([this] {
        return inbox.full() || (status_.phase != Status::Phase::serving &&
                                status_.phase != Status::Phase::stopping);
    });
    io.add_work({.run = [this](std::size_t limit) { return reactor_.run_ready(limit); },
                 .can_wait = [this]() -> std::optional<microseconds> {
                     if (!reactor_.idle()) return microseconds{0};
                     const auto deadline = reactor_.next_deadline();
                     if (!deadline) return std::nullopt;
                     return std::max(microseconds{0}, *deadline - monotonic_now());
                 }});
}

Result<void> Venue::open() {
    auto data = DataDirectory::open(settings_);
    if (!data) return std::unexpected(data.error());
    data_ = std::move(*data);
    if (auto read = data_->secrets().load(secrets_); !read) return read;
    if (auto opened = open_admin(); !opened) return opened;
    if (auto opened = open_monitor(); !opened) return opened;
    return recover();
}

Result<void> Venue::open_admin() {
    auto labels = data_->labels().load();
    if (!labels) return std::unexpected(labels.error());
    safe_.emplace(admin::VaultSafe::Services{stage_, data_->secrets(), data_->labels(), secrets_});
    admin_.emplace(admin::Admin::Services{.inbox = inbox,
                                          .catalog = projections_.catalog,
                                          .states = projections_.market_states,
                                          .keys = projections_.keys,
                                          .balances = projections_.balances,
                                          .status = status_,
                                          .monitor = monitor_,
                                          .safe = *safe_,
                                          .trade =
                                              [this](MarketId market, TradeId trade) {
                                                  return history_->logged_trade(market, trade);
                                              },
                                          .log = log_},
                   std::move(*labels));
    admin_listener_.emplace(io, *admin_, admin_limits_, log_);
    if (auto listens = admin_listener_->listen(settings_.admin_socket()); !listens)
        return failed(listens.error());
    stop_.include(*admin_listener_);
    return {};
}

Result<void> Venue::open_monitor() {
    if (!settings_.listen.monitor) return {};
    const auto& [address, port] = *settings_.listen.monitor;
    monitor_listener_.emplace(io, monitor_, monitor_limits_, log_);
    if (auto listens = monitor_listener_->listen(address, port); !listens)
        return failed(listens.error());
    stop_.include(*monitor_listener_);
    log_.info("monitoring address={} port={}", address, monitor_listener_->port());
    return {};
}

void Venue::expose() {
    exposition_.add(
        [started = wall_clock()](metrics::Families& to) { metrics::show_process(to, started); });
    exposition_.add([this](metrics::Families& to) {
        metrics::show(to, status_);
        metrics::show(to, watch, slow_ticks_, inbox);
        metrics::show(to, projections_);
        if (history_) metrics::show(to, *history_);
        if (journal_) metrics::show(to, *journal_);
        if (dialect_) metrics::show(to, dialect_->refusals());
        const auto at = [](const auto& listener) { return listener ? &*listener : nullptr; };
        metrics::show(to, {{"public", at(listener_)},
                           {"admin", at(admin_listener_)},
                           {"monitor", at(monitor_listener_)}});
    });
}

Result<void> Venue::recover() {
    status_.phase = Status::Phase::recovering;
    const storage::SegmentInterval segments{.rows = settings_.journal.index_orders,
                                            .time = settings_.journal.index_interval};
    auto history = storage::RocksHistory::open(data_->store(), reactor_, stage_, segments);
    if (!history) return std::unexpected(history.error());
    history_ = std::move(*history);
    account_feed_.emplace(projections_, *history_, wall_clock);
    restatements_.emplace(projections_.candles, *history_);

    const std::vector<storage::Projection*> projections = followers();
    storage::ReplayOptions options;
    options.projections = projections;
    options.progress_every = kRecordsPerTurn;
    options.progress = [this](const storage::Replayed& so_far, Sequence total) {
        tell(so_far, total);
        io.turn(false);
    };
    const auto replayed = storage::replay(data_->store(), exchange, options);
    if (!replayed) return std::unexpected(replayed.error());
    if (auto done = history_->recovered(replayed->end.sequence); !done) return done;
    if (auto erased = data_->secrets().forget_all_but(projections_.keys, secrets_); !erased)
        return erased;
    status_.released = replayed->end.sequence;
    log_.info("recovered records={} commands={} events={}", replayed->end.sequence.value(),
              replayed->commands, replayed->events);

    storage::JournalLimits limits;
    limits.records_in_flight_max = settings_.journal.records_in_flight;
    limits.bytes_in_flight_max = settings_.journal.bytes_in_flight;
    storage::HeadInterval heads;
    heads.time = settings_.journal.head_interval;
    auto journal = storage::RocksJournal::open(
        data_->store(), replayed->end, [this] { io.wake(); }, limits, heads);
    if (!journal) return std::unexpected(journal.error());
    journal_ = std::move(*journal);
    watched_journal_.emplace(*journal_, watch);
    return {};
}

void Venue::tell(const storage::Replayed& so_far, Sequence total) {
    status_.replayed = so_far.end.sequence;
    status_.to_replay = total;
    if (io.now() - told_ < kProgressInterval) return;
    if (told_ != microseconds{})
        log_.info("recovering replayed={} of={}", so_far.end.sequence.value(), total.value());
    told_ = io.now();
}

/// The account feed sees what the others hold before the record.
std::vector<storage::Projection*> Venue::followers() {
    return {&*account_feed_, history_.get(), &projections_, &*restatements_, &storage_notice_};
}

void Venue::join() {
    clock_.emplace(exchange, *journal_, wall_clock, [this] { return nonces_.next(); });
    release_.emplace(*journal_, followers(), [this](Record record) { release(std::move(record)); });
    dialect_.emplace(Services{.inbox = inbox,
                              .projections = projections_,
                              .history = *history_,
                              .account_feed = *account_feed_,
                              .verifications = verifications_,
                              .clock = wall_clock,
                              .started = started_,
                              .limits = settings_.rates,
                              .streams = settings_.streams,
                              .answer_time = answer_time(settings_)},
                     secrets_, feeds_);
    io.enough_when([this] {
        return inbox.size() >= settings_.limits.commands_per_tick && clock_->may_tick();
    });
    io.add_work({.run = [this](std::size_t limit) { return run_release(limit); },
                 .can_wait = [this] { return clock_->until_timer(); },
                 .part = LoopPart::projections});
    io.add_work({.run = [this](std::size_t) { return run_watch() + stop_.run(); },
                 .can_wait = [this] { return stop_.can_wait(); },
                 .part = LoopPart::upkeep});
    io.watch_with(watch);
}

Result<void> Venue::begin(const Visit& visit) {
    join();
    if (!visit.then_stop)
        if (auto opened = open_doors(); !opened) return opened;
    status_.phase = visit.only_asks ? Status::Phase::offline : Status::Phase::serving;
    if (!visit.only_asks) inbox.submit(Started{});
    if (visit.call) receive(visit);
    return {};
}

Result<void> Venue::open_doors() {
    const std::size_t wanted = settings_.limits.connections + kOwnDescriptors;
    if (const std::size_t allowed = allow_descriptors(wanted); allowed < wanted)
        log_.warn("few descriptors allowed={} wanted={}: fewer connections", allowed, wanted);
    listener_.emplace(io, *dialect_, public_limits_, log_);
    if (auto listens = listener_->listen(settings_.listen.address, settings_.listen.port); !listens)
        return failed(listens.error());
    stop_.include(*listener_);
    if (auto noted = data_->note_port(listener_->port()); !noted) return noted;
    log_.info("serving address={} port={}", settings_.listen.address, listener_->port());
    return {};
}

void Venue::receive(const Visit& visit) {
    const auto leave = [this, stop = visit.then_stop] {
        if (stop) stop_.begin();
    };
    const std::uint16_t port = listener_ ? listener_->port() : std::uint16_t{0};
    stage_.call([call = visit.call, port] { call(port); })
        .then(leave, [leave](const std::exception_ptr&) { leave(); });
}

std::size_t Venue::run_release(std::size_t limit) {
    const auto released = release_->run(limit);
    if (released) return *released;
    failure_ = released.error();
    io.finish();
    return 1;
}

bool Venue::nothing_owed() const {
    return inbox.empty() && journal_->depth().records == 0;
}

void Venue::release(Record record) {
    watch.enter(LoopPart::feeds);
    feeds_.publish(record);
    account_feed_->publish();
    watch.enter(LoopPart::answers);
    inbox.answer(record);
    status_.released = record.sequence;
    inbox.give_back(exchange.recycle(std::move(record)));
    watch.enter(LoopPart::projections);
}

std::size_t Venue::run_watch() {
    ++status_.passes;
    status_.journal = journal_->depth();
    status_.commands_waiting = inbox.size();
    status_.connections = listener_ ? listener_->connections() : 0;
    status_.overloaded = inbox.overloaded();
    status_.storage_low = journal_->storage_low();
    if (status_.phase != Status::Phase::serving) return 0;
    return storage_notice_.observe(status_.storage_low);
}

Result<void> Venue::finish() {
    if (auto written = history_->finish(); !written) return written;
    if (auto ended = journal_->finish(storage::state_digest(exchange)); !ended) return ended;
    log_.info("stopped released={}", status_.released.value());
    return {};
}

}  // namespace divmid::gateway
