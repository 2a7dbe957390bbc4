// SPDX-License-Identifier: Apache-2.0
#include "gateway/serve.hpp"

#include "gateway/ticks.hpp"
#include "gateway/venue.hpp"
#include "storage/records.hpp"

namespace divmid::gateway {

using net::ready;
using storage::records;

namespace {

/// The exchange: sockets become ticks, ticks become records, records become durable, and only then
/// does anybody hear of them.
void run(Venue& venue) {
    Exchange& exchange = venue.exchange;
    Inbox& inbox = venue.inbox;
    net::Io& io = venue.io;
    const TickClock& clock = venue.clock();
    storage::Journal& journal = venue.journal();

    for (Record& record : records(exchange, ticks(ready(io), inbox, clock)))
        journal.commit(std::move(record));
}

/// What an exchange that nobody commands is: recovered, and asked. No pass becomes a tick.
void answer_questions(Venue& venue) {
    for ([[maybe_unused]] const net::Pass& pass : ready(venue.io)) {
    }
}

}  // namespace

storage::Result<void> serve(const Settings& settings, spdlog::logger& log, const Visit& visit) {
    Venue venue{settings, log};
    if (auto opened = venue.open(); !opened) return opened;
    if (auto opened = venue.begin(visit); !opened) return opened;
    if (visit.only_asks) {
        answer_questions(venue);
        return {};
    }
    run(venue);
    if (venue.failure()) return std::unexpected(*venue.failure());
    return venue.finish();
}

}  // namespace divmid::gateway
