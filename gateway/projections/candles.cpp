// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/candles.hpp"

#include <algorithm>
#include <iterator>

#include "storage/each_trade.hpp"

namespace divmid::gateway {
namespace {

TradeExecuted trade_of(const storage::TradeRow& row) {
    TradeExecuted trade;
    trade.trade = row.trade;
    trade.market = row.market;
    trade.price = row.price;
    trade.lots = row.lots;
    trade.taker_side = row.buyer_is_maker ? Side::sell : Side::buy;
    return trade;
}

/// Those of the bucket that were not taken back, and how many were.
void add_remaining(Candle& to, Bucket bucket, std::span<const storage::TradeRow> rows,
                   const MarketCandles::IsBusted& is_busted) {
    for (const storage::TradeRow& row : rows) {
        if (row.time < bucket.begin || row.time >= bucket.end) continue;
        if (is_busted(row.trade))
            ++to.busted;
        else
            to.add(trade_of(row));
    }
}

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

void CandleSeries::replace(const Candle& candle) {
    const auto at = std::ranges::lower_bound(candles_, candle.begin, {}, &Candle::begin);
    if (at != candles_.end() && at->begin == candle.begin) *at = candle;
}

void CandleSeries::add_to(Candle& sum, Bucket stretch) const {
    if (stretch.begin >= stretch.end) return;
    auto at = std::ranges::lower_bound(candles_, stretch.begin, {}, &Candle::begin);
    for (; at != candles_.end() && at->begin < stretch.end; ++at) sum.add(*at);
}

Ticks CandleSeries::close_before(Timestamp time) const {
    const auto ends = [this](const Candle& candle) { return candle.begin + step_; };
    auto after = std::ranges::upper_bound(candles_, time, {}, ends);
    // All trades of one may have been taken back.
    while (after != candles_.begin())
        if (--after; !after->empty()) return after->close;
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

Bucket MarketCandles::restated_by(Timestamp traded) const {
    // Each longer candle is a sum of shorter ones, as long as those are known.
    std::size_t step = series_.size() - 1;
    while (step > 0 && series_[step - 1].known_from() <= floor_to(series_[step].step(), traded))
        --step;
    const Timestamp begin = floor_to(series_[step].step(), traded);
    return {begin, begin + series_[step].step()};
}

void MarketCandles::restate(Timestamp traded, std::span<const storage::TradeRow> rows,
                            const IsBusted& is_busted) {
    const Duration known = restated_by(traded).end - restated_by(traded).begin;
    for (std::size_t step = 0; step < series_.size(); ++step) {
        Candle candle;
        candle.begin = floor_to(series_[step].step(), traded);
        const Bucket bucket{candle.begin, candle.begin + series_[step].step()};
        if (series_[step].step() <= known)
            add_remaining(candle, bucket, rows, is_busted);
        else
            series_[step - 1].add_to(candle, bucket);
        series_[step].replace(candle);
    }
    if (!is_busted(last_.trade)) return;
    const auto left =
        std::ranges::find_if_not(rows.rbegin(), rows.rend(), is_busted, &storage::TradeRow::trade);
    if (left != rows.rend())
        last_ = {left->trade, left->price, left->lots, last_.time};
    else
        last_ = {{}, close_before(restated_by(traded).begin), {}, last_.time};
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
    MarketCandles::LastTrade last;
    MarketId market;
    storage::each_trade(record.events, [&](const TradeExecuted& trade) {
        if (trade.market != market) {
            if (!sum.empty()) of(market).add(sum, last);
            market = trade.market;
            sum = {};
            sum.begin = time_;
        }
        sum.add(trade);
        last = {trade.trade, trade.price, trade.lots, time_};
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
