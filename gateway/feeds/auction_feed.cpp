// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/auction_feed.hpp"

#include <string>
#include <utility>

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {
namespace {

/// A sum of lots may be more than one order can have.
void write_quantity(JsonWriter& json, const ListedMarket& market, std::uint64_t lots) {
    const auto lot = static_cast<std::uint64_t>(market.terms.lot_size.value());
    json.wide_decimal(UInt128{lots} * lot, market.base_scale);
}

void begin_event(JsonWriter& json, std::string_view type, Timestamp now, TimeUnit unit) {
    json.begin_object().member("e").text(type);
    json.member("E").number(to_wire_time(now, unit));
}

void write_price_and_quantity(JsonWriter& json, const ListedMarket& market, Ticks price,
                              std::uint64_t lots) {
    json.member("s").text(market.symbol);
    json.member("p").decimal(market.terms.price(price).value(), market.quote_scale);
    write_quantity(json.member("q"), market, lots);
}

}  // namespace

AuctionFeed::AuctionFeed(Reactor& reactor, StandingSources sources)
    : sources_{std::move(sources)}, pulse_{reactor, {sources_.clock, kFirst}, [this] {
                                               tell_new();
                                               return false;
                                           }} {}

bool AuctionFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (channel != "auction") return false;
    const std::size_t index = market.terms.market.value();
    if (lines_.size() <= index) lines_.resize(index + 1);
    lines_[index] = std::make_unique<Line>(Line{&market, &topic, true});
    pulse_.start();
    return true;
}

void AuctionFeed::publish(const Record& record) {
    if (lines_.empty()) return;
    for (const Uncrossed& event : record.events.all<Uncrossed>())
        if (const Line* const line = line_of(event.market))
            tell_uncross(*line, event, record.tick.time);
    // Told at the end of a record, so after the uncross of a call before it.
    for (const AuctionIndicated& event : record.events.all<AuctionIndicated>())
        if (Line* const line = line_of(event.market)) tell_indication(*line, event);
}

void AuctionFeed::tell_new() {
    for (const std::unique_ptr<Line>& line : lines_) {
        if (!line || !line->is_new || line->topic->empty()) continue;
        line->is_new = false;
        const MarketState* const state =
            sources_.projections.market_states.market(line->market->terms.market);
        if (state && state->indicated) tell_indication(*line, *state->indicated);
    }
}

void AuctionFeed::tell_indication(Line& line, const AuctionIndicated& indicated) {
    const ListedMarket& market = *line.market;
    const MarketState& state = *sources_.projections.market_states.market(market.terms.market);
    const Timestamp now = sources_.clock();
    line.topic->publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        begin_event(json, "auctionIndicated", now, unit);
        write_price_and_quantity(json, market, indicated.price, indicated.lots);
        write_quantity(json.member("i"), market, indicated.surplus);
        json.member("I").text(indicated.surplus_side == Side::buy ? "BUY" : "SELL").member("u");
        if (state.until != Timestamp{})
            json.number(to_wire_time(state.until, unit));
        else
            json.raw("null");
        json.end_object();
    });
}

void AuctionFeed::tell_uncross(const Line& line, const Uncrossed& event, Timestamp time) {
    const Timestamp now = sources_.clock();
    line.topic->publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        begin_event(json, "auctionUncrossed", now, unit);
        json.member("T").number(to_wire_time(time, unit));
        write_price_and_quantity(json, *line.market, event.price, event.lots);
        json.end_object();
    });
}

AuctionFeed::Line* AuctionFeed::line_of(MarketId market) const {
    const std::size_t index = market.value();
    Line* const line = index < lines_.size() ? lines_[index].get() : nullptr;
    return line && !line->topic->empty() ? line : nullptr;
}

}  // namespace divmid::gateway
