// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/projections/naive_candles.hpp"

#include <algorithm>
#include <type_traits>

namespace divmid::gateway {

void NaiveCandles::apply(const Record& record) {
    record.events.visit([&]<class Event>(std::size_t, const Event& event) {
        if constexpr (std::is_same_v<Event, TradeExecuted>)
            trades_.push_back({record.tick.time, event});
        if constexpr (std::is_same_v<Event, AuctionTraded>)
            trades_.push_back({record.tick.time, event.trade});
        if constexpr (std::is_same_v<Event, TradeBusted>)
            for (TimedTrade& made : trades_)
                made.busted = made.busted || made.trade.trade == event.trade;
    });
}

Candle NaiveCandles::sum(Bucket stretch) const {
    Candle sum;
    sum.begin = stretch.begin;
    for (const auto& [time, trade, busted] : trades_) {
        if (time < stretch.begin || time >= stretch.end) continue;
        if (busted) ++sum.busted;
        if (busted) continue;
        const UInt128 paid = UInt128{trade.price.value()} * trade.lots.value();
        if (sum.count++ == 0) {
            sum.first = trade.trade;
            sum.open = sum.high = sum.low = trade.price;
        }
        if (trade.price > sum.high) sum.high = trade.price;
        if (trade.price < sum.low) sum.low = trade.price;
        sum.last = trade.trade;
        sum.close = trade.price;
        sum.lots += trade.lots.value();
        sum.value += paid;
        if (trade.taker_side == Side::sell) continue;
        sum.taker_buy_lots += trade.lots.value();
        sum.taker_buy_value += paid;
    }
    return sum;
}

std::vector<Kline> NaiveCandles::klines(const KlineQuery& query) const {
    std::vector<Kline> all;
    if (trades_.empty()) return all;
    const Timestamp end = std::max(query.now, trades_.back().time);
    Ticks close;
    for (Bucket bucket = bucket_at(query.interval, trades_.front().time, query.zone);
         bucket.begin <= end; bucket = bucket_at(query.interval, bucket.end, query.zone)) {
        Kline kline{bucket, sum(bucket)};
        if (kline.trades.empty()) kline.trades.stand_at(close);
        close = kline.trades.close;
        if (bucket.begin >= query.from.value_or(bucket.begin) &&
            bucket.begin <= query.to.value_or(bucket.begin))
            all.push_back(kline);
    }
    const std::size_t surplus = all.size() - std::min(all.size(), query.limit);
    if (query.from)
        all.resize(all.size() - surplus);
    else
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(surplus));
    return all;
}

Ticks NaiveCandles::close_before(Timestamp time) const {
    Ticks close;
    for (const TimedTrade& trade : trades_)
        if (trade.time < time && !trade.busted) close = trade.trade.price;
    return close;
}

Record RecordMaker::record(Timestamp time, const std::vector<Traded>& trades) {
    Record record;
    record.sequence = Sequence{++sequence_};
    record.tick.time = time;
    for (const Traded& traded : trades) {
        TradeExecuted event{};
        event.trade = TradeId{++trade_};
        event.market = MarketId{1};
        event.price = traded.price;
        event.lots = traded.lots;
        event.taker_side = traded.taker_side;
        record.events.push(event);
    }
    return record;
}

}  // namespace divmid::gateway
