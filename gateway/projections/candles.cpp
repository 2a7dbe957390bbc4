// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/candles.hpp"

#include <algorithm>
#include <iterator>

#include "storage/each_trade.hpp"

namespace divmid::gateway {
namespace {

Timestamp ceil_to(Duration step, Timestamp time) {
    const Timestamp floor = floor_to(step, time);
    return floor == time ? floor : floor + step;
}

}  // namespace

void CandleSeries::add(const Candle& trades) {
    if (candles_.empty() || trades.begin >= candles_.back().begin + step_) {
        candles_.emplace_back().begin = floor_to(step_, trades.begin);
        if (candles_.size() > most_) {
            known_from_ = candles_.front().begin + step_;
            forgotten_close_ = candles_.front().close;
            candles_.pop_front();
        }
    }
    candles_.back().add(trades);
}

void CandleSeries::add_to(Candle& sum, Bucket stretch) const {
    if (stretch.begin >= stretch.end) return;
    auto at = std::ranges::lower_bound(candles_, stretch.begin, {}, &Candle::begin);
    for (; at != candles_.end() && at->begin < stretch.end; ++at) sum.add(*at);
}

Ticks CandleSeries::close_before(Timestamp time) const {
    const auto ends = [this](const Candle& candle) { return candle.begin + step_; };
    const auto after = std::ranges::upper_bound(candles_, time, {}, ends);
    if (after != candles_.begin()) return std::prev(after)->close;
    return time >= known_from_ ? forgotten_close_ : Ticks{};
}

MarketCandles::MarketCandles(std::size_t seconds_kept, std::size_t others_kept)
    : series_{CandleSeries{kOneSecond, seconds_kept}, CandleSeries{kOneMinute, others_kept},
              CandleSeries{kOneHour, others_kept}, CandleSeries{kOneDay, others_kept}} {}

void MarketCandles::add(const Candle& trades, const LastTrade& last) {
    if (first_time_ == Timestamp{}) first_time_ = trades.begin;
    last_ = last;
    for (CandleSeries& series : series_) series.add(trades);
}

Candle MarketCandles::sum(Bucket stretch) const {
    Candle sum;
    sum.begin = stretch.begin;
    Timestamp at = stretch.begin;
    // Seconds up to a whole minute, minutes up to a whole hour … and down again.
    std::size_t step = 0;
    for (; step + 1 < series_.size(); ++step) {
        const Timestamp whole = ceil_to(series_[step + 1].step(), at);
        if (whole > stretch.end) break;
        series_[step].add_to(sum, {at, whole});
        at = whole;
    }
    for (++step; step-- > 0;) {
        const Timestamp whole = floor_to(series_[step].step(), stretch.end);
        series_[step].add_to(sum, {at, whole});
        at = std::max(at, whole);
    }
    return sum;
}

Ticks MarketCandles::close_before(Timestamp time) const {
    for (const CandleSeries& series : series_)
        if (const Ticks close = series.close_before(time); close != Ticks{}) return close;
    return {};
}

void Candles::apply(const Record& record) {
    time_ = record.tick.time;
    Candle sum;
    sum.begin = time_;
    MarketCandles::LastTrade last{{}, {}, time_};
    MarketId market;
    storage::each_trade(record.events, [&](const TradeExecuted& trade) {
        if (trade.market != market) {
            if (!sum.empty()) of(market).add(sum, last);
            market = trade.market;
            sum = {};
            sum.begin = time_;
        }
        sum.add(trade);
        last = {trade.price, trade.lots, time_};
    });
    if (!sum.empty()) of(market).add(sum, last);
}

const MarketCandles* Candles::market(MarketId market) const {
    return market.value() < markets_.size() ? markets_[market.value()].get() : nullptr;
}

MarketCandles& Candles::of(MarketId market) {
    if (markets_.size() <= market.value()) markets_.resize(market.value() + 1U);
    std::unique_ptr<MarketCandles>& candles = markets_[market.value()];
    if (!candles) candles = std::make_unique<MarketCandles>();
    return *candles;
}

}  // namespace divmid::gateway
