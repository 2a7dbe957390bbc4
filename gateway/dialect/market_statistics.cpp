// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/market_statistics.hpp"

#include <string>

#include "gateway/dialect/market_data.hpp"

namespace divmid::gateway {
namespace {

constexpr Scale kPercentScale = 3;
/// One is so many thousandths of a percent.
constexpr std::int64_t kPercents = 100'000;

/// Writes numbers of one market in its units.
class Units {
public:
    explicit Units(const ListedMarket& market) : market_{market} {}

    void price(JsonWriter& json, Ticks ticks) const { price(json, market_.terms.price(ticks)); }
    void price(JsonWriter& json, Price price) const {
        json.decimal(price.value(), market_.quote_scale);
    }
    void quantity(JsonWriter& json, UInt128 lots) const {
        const UInt128 lot_size = static_cast<UInt128>(market_.terms.lot_size.value());
        json.wide_decimal(lots * lot_size, market_.base_scale);
    }
    void paid(JsonWriter& json, UInt128 value) const {
        const UInt128 lot_tick_value = static_cast<UInt128>(market_.terms.lot_tick_value.value());
        json.wide_decimal(value * lot_tick_value, market_.quote_scale);
    }
    void change(JsonWriter& json, const Candle& trades) const {
        const MarketTerms& terms = market_.terms;
        json.decimal(terms.price(trades.close).value() - terms.price(trades.open).value(),
                     market_.quote_scale);
    }
    void average(JsonWriter& json, const Candle& trades) const {
        price(json, trades.empty() ? Price{} : average_price(trades, market_.terms));
    }

private:
    const ListedMarket& market_;
};

void write_percent_changed(JsonWriter& json, const Candle& trades) {
    const std::int64_t open = trades.open.value();
    const std::int64_t change = trades.close.value() - open;
    // To the nearest, halves away from zero.
    const std::int64_t half = change < 0 ? -open : open;
    json.decimal(open == 0 ? 0 : (2 * change * kPercents + half) / (2 * open), kPercentScale);
}

std::int64_t first_id(const Candle& trades) {
    return trades.empty() ? -1 : static_cast<std::int64_t>(trades.first.value());
}

std::int64_t last_id(const Candle& trades) {
    return trades.empty() ? -1 : static_cast<std::int64_t>(trades.last.value());
}

/// What both tickers end with.
void write_bounds(JsonWriter& json, const DayTicker& ticker, TimeUnit unit) {
    const Candle& trades = ticker.window.trades;
    json.member("openTime").number(to_wire_time(ticker.window.begin, unit));
    json.member("closeTime").number(to_wire_time(ticker.now, unit));
    json.member("firstId").number(first_id(trades));
    json.member("lastId").number(last_id(trades));
    json.member("count").number(trades.count);
    if (trades.busted != 0) json.member("bustedTrades").number(trades.busted);
    json.end_object();
}

void begin_event(JsonWriter& json, const ListedMarket& market, std::string_view name,
                 std::int64_t time) {
    json.begin_object().member("e").text(name).member("E").number(time);
    json.member("s").text(market.symbol);
}

}  // namespace

void write_kline(JsonWriter& json, const ListedMarket& market, const Kline& kline, TimeUnit unit) {
    const Units units{market};
    const Candle& trades = kline.trades;
    json.begin_array().number(to_wire_time(kline.bucket.begin, unit));
    for (const Ticks price : {trades.open, trades.high, trades.low, trades.close})
        units.price(json, price);
    units.quantity(json, trades.lots);
    json.number(to_wire_close(kline.bucket, unit));
    units.paid(json, trades.value);
    json.number(trades.count);
    units.quantity(json, trades.taker_buy_lots);
    units.paid(json, trades.taker_buy_value);
    // The last field means nothing in the dialect: here it says how many trades were taken back.
    json.text(std::to_string(trades.busted)).end_array();
}

void write_kline_event(JsonWriter& json, const ListedMarket& market, const KlineUpdate& update,
                       TimeUnit unit) {
    const Units units{market};
    const Candle& trades = update.kline.trades;
    begin_event(json, market, "kline", to_wire_time(update.now, unit));
    json.member("k").begin_object();
    json.member("t").number(to_wire_time(update.kline.bucket.begin, unit));
    json.member("T").number(to_wire_close(update.kline.bucket, unit));
    json.member("s").text(market.symbol).member("i").text(name_of(update.interval));
    json.member("f").number(first_id(trades)).member("L").number(last_id(trades));
    units.price(json.member("o"), trades.open);
    units.price(json.member("c"), trades.close);
    units.price(json.member("h"), trades.high);
    units.price(json.member("l"), trades.low);
    units.quantity(json.member("v"), trades.lots);
    json.member("n").number(trades.count).member("x").boolean(update.closed);
    units.paid(json.member("q"), trades.value);
    units.quantity(json.member("V"), trades.taker_buy_lots);
    units.paid(json.member("Q"), trades.taker_buy_value);
    json.member("B").text(std::to_string(trades.busted)).end_object().end_object();
}

void write_day_ticker(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                      TimeUnit unit) {
    const Units units{market};
    const Candle& trades = ticker.window.trades;
    json.begin_object().member("symbol").text(market.symbol);
    units.change(json.member("priceChange"), trades);
    write_percent_changed(json.member("priceChangePercent"), trades);
    units.average(json.member("weightedAvgPrice"), trades);
    units.price(json.member("prevClosePrice"), ticker.window.previous_close);
    units.price(json.member("lastPrice"), trades.close);
    units.quantity(json.member("lastQty"), ticker.window.last_lots.value());
    write_top(json, market, ticker.top,
              {.bid = "bidPrice", .bid_lots = "bidQty", .ask = "askPrice", .ask_lots = "askQty"});
    units.price(json.member("openPrice"), trades.open);
    units.price(json.member("highPrice"), trades.high);
    units.price(json.member("lowPrice"), trades.low);
    units.quantity(json.member("volume"), trades.lots);
    units.paid(json.member("quoteVolume"), trades.value);
    write_bounds(json, ticker, unit);
}

void write_mini_ticker(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                       TimeUnit unit) {
    const Units units{market};
    const Candle& trades = ticker.window.trades;
    json.begin_object().member("symbol").text(market.symbol);
    units.price(json.member("openPrice"), trades.open);
    units.price(json.member("highPrice"), trades.high);
    units.price(json.member("lowPrice"), trades.low);
    units.price(json.member("lastPrice"), trades.close);
    units.quantity(json.member("volume"), trades.lots);
    units.paid(json.member("quoteVolume"), trades.value);
    write_bounds(json, ticker, unit);
}

void write_day_ticker_event(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                            TimeUnit unit) {
    const Units units{market};
    const Candle& trades = ticker.window.trades;
    begin_event(json, market, "24hrTicker", to_wire_time(ticker.now, unit));
    units.change(json.member("p"), trades);
    write_percent_changed(json.member("P"), trades);
    units.average(json.member("w"), trades);
    units.price(json.member("x"), ticker.window.previous_close);
    units.price(json.member("c"), trades.close);
    units.quantity(json.member("Q"), ticker.window.last_lots.value());
    write_top(json, market, ticker.top, {.bid = "b", .bid_lots = "B", .ask = "a", .ask_lots = "A"});
    units.price(json.member("o"), trades.open);
    units.price(json.member("h"), trades.high);
    units.price(json.member("l"), trades.low);
    units.quantity(json.member("v"), trades.lots);
    units.paid(json.member("q"), trades.value);
    json.member("O").number(to_wire_time(ticker.window.begin, unit));
    json.member("C").number(to_wire_time(ticker.now, unit));
    json.member("F").number(first_id(trades)).member("L").number(last_id(trades));
    json.member("n").number(trades.count).end_object();
}

void write_mini_ticker_event(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                             TimeUnit unit) {
    const Units units{market};
    const Candle& trades = ticker.window.trades;
    begin_event(json, market, "24hrMiniTicker", to_wire_time(ticker.now, unit));
    units.price(json.member("c"), trades.close);
    units.price(json.member("o"), trades.open);
    units.price(json.member("h"), trades.high);
    units.price(json.member("l"), trades.low);
    units.quantity(json.member("v"), trades.lots);
    units.paid(json.member("q"), trades.value);
    json.end_object();
}

}  // namespace divmid::gateway
