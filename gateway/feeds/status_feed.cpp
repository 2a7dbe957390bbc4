// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/status_feed.hpp"

#include <string>
#include <utility>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/phase_words.hpp"

namespace divmid::gateway {

StatusFeed::StatusFeed(Reactor& reactor, StandingSources sources)
    : sources_{std::move(sources)}, pulse_{reactor, {sources_.clock, kFirst}, [this] {
                                               tell_new();
                                               return false;
                                           }} {}

bool StatusFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (channel != "status") return false;
    const std::size_t index = market.terms.market.value();
    if (lines_.size() <= index) lines_.resize(index + 1);
    lines_[index] = std::make_unique<Line>(Line{&market, &topic, true});
    pulse_.start();
    return true;
}

void StatusFeed::publish(const Record& record) {
    if (lines_.empty()) return;
    for (const PhaseChanged& event : record.events.all<PhaseChanged>()) tell(event.market);
    for (const KillSwitched& event : record.events.all<KillSwitched>()) {
        if (event.account != AccountId{}) continue;
        if (event.market != MarketId{}) {
            tell(event.market);
            continue;
        }
        for (const std::unique_ptr<Line>& line : lines_)
            if (line) tell(*line);
    }
}

void StatusFeed::tell_new() {
    for (const std::unique_ptr<Line>& line : lines_)
        if (line && line->is_new) tell(*line);
}

void StatusFeed::tell(MarketId market) {
    const std::size_t index = market.value();
    if (index < lines_.size() && lines_[index]) tell(*lines_[index]);
}

void StatusFeed::tell(Line& line) {
    if (line.topic->empty()) return;
    line.is_new = false;
    const MarketStates& states = sources_.projections.market_states;
    const MarketState& state = *states.market(line.market->terms.market);
    const Timestamp now = sources_.clock();
    line.topic->publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        json.begin_object().member("e").text("marketStatus");
        json.member("E").number(to_wire_time(now, unit));
        json.member("s").text(line.market->symbol);
        json.member("S").text(status_of(state.phase));
        json.member("p").text(text_of(state.phase));
        const bool ends = state.until != Timestamp{};
        json.member("u");
        if (ends)
            json.number(to_wire_time(state.until, unit));
        else
            json.raw("null");
        json.member("n");
        if (ends)
            json.text(text_of(state.next));
        else
            json.raw("null");
        json.member("k").boolean(state.killed || states.all_killed()).end_object();
    });
}

}  // namespace divmid::gateway
