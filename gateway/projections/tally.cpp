// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/tally.hpp"

#include "storage/each_trade.hpp"

namespace divmid::gateway {

void Tally::apply(const Record& record) {
    ++ticks_;
    commands_ += record.tick.commands.size();
    events_ += record.events.size();
    orders_ += record.events.all<OrderAccepted>().size();
    trades_ += storage::count_of_trades(record.events);
    for (const CommandRefused& event : record.events.all<CommandRefused>())
        ++refusals_[static_cast<std::size_t>(event.reason)];
}

}  // namespace divmid::gateway
