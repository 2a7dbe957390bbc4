// SPDX-License-Identifier: Apache-2.0
#include "storage/rocks_history.hpp"

#include <utility>

namespace divmid::storage {

Result<std::unique_ptr<RocksHistory>> RocksHistory::open(Store& store, Reactor& reactor,
                                                         CallStage& stage,
                                                         SegmentInterval interval) {
    remove_segment_leftovers(store);
    const auto segments = open_segments(store);
    if (!segments) return std::unexpected(segments.error());
    return std::unique_ptr<RocksHistory>{
        new RocksHistory{store, reactor, stage, interval, *segments}};
}

RocksHistory::RocksHistory(Store& store, Reactor& reactor, CallStage& stage,
                           SegmentInterval interval, SegmentsEnd segments)
    : store_{store},
      reactor_{reactor},
      stage_{stage},
      interval_{interval},
      segments_{segments},
      young_{YoungTrades{interval.trades_kept}},
      writer_{reactor, kWritesMost, 1} {}

RocksHistory::~RocksHistory() = default;

Result<void> RocksHistory::recovered(Sequence end) {
    recovering_ = false;
    if (segments_.through <= end) return {};
    return std::unexpected(
        Error{Fault::cut, end,
              "the log ends here, the index reaches " + std::to_string(segments_.through.value())});
}

void RocksHistory::apply(const Record& record) {
    note_trades(record);
    if (record.sequence <= segments_.through) return open_.apply(record, nullptr);
    const bool was_empty = young_.empty();
    open_.apply(record, &young_);
    young_.through = record.sequence;
    young_.through_time = record.tick.time;
    if (was_empty) young_.first_time = record.tick.time;
    if (segment_is_due()) seal();
}

void RocksHistory::note_trades(const Record& record) {
    const bool is_written = record.sequence <= segments_.through;
    aggregate_ids_.number(record, [&](const TradeRow& row) {
        is_written ? young_.trades.add_written(row) : young_.trades.add(row);
    });
    for (const TradeBusted& event : record.events.all<TradeBusted>())
        busted_.emplace(event.market, event.trade);
}

bool RocksHistory::segment_is_due() const {
    if (writing_ || young_.empty() || young_.through_time < retry_at_) return false;
    if (young_.size() >= interval_.rows) return true;
    // A replay would make a segment of each ten seconds of trading.
    return !recovering_ &&
           (young_.through_time - young_.first_time).value() >= interval_.time.count();
}

void RocksHistory::seal_young() {
    sealed_ = std::make_shared<const Tail>(std::exchange(young_, Tail{young_.trades.kept()}));
}

void RocksHistory::seal() {
    if (sealed_ == nullptr) seal_young();
    if (recovering_)
        written(write_segment(store_, segments_.next, *sealed_));
    else
        write_aside();
}

void RocksHistory::write_aside() {
    writing_ = true;
    auto write = [&store = store_, number = segments_.next, tail = sealed_] {
        return write_segment(store, number, *tail);
    };
    writer_.call(std::move(write))
        .then([this, alive = std::weak_ptr{alive_}](Result<void> outcome) {
            if (alive.expired()) return;
            writing_ = false;
            written(outcome);
        });
}

void RocksHistory::written(const Result<void>& outcome) {
    if (!outcome) {
        failure_ = outcome.error();
        retry_at_ = sealed_->through_time + Duration{interval_.time.count()};
        return;
    }
    failure_.reset();
    segments_ = {segments_.next + 1, sealed_->through, sealed_->through_time};
    sealed_.reset();
}

Result<void> RocksHistory::finish() {
    while (!writing_ && (sealed_ != nullptr || !young_.empty())) {
        if (sealed_ == nullptr) seal_young();
        written(write_segment(store_, segments_.next, *sealed_));
        if (failure_) return std::unexpected(*failure_);
    }
    return {};
}

}  // namespace divmid::storage
