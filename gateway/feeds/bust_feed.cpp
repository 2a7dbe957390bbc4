// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/bust_feed.hpp"

#include <string>

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {

void BustFeed::publish(const Record& record, Timestamp now) {
    for (const TradeBusted& event : record.events.all<TradeBusted>()) {
        const ListedMarket& market = *catalog_.market(event.market);
        const MarketTerms& terms = market.terms;
        subscriptions_.topic(market.stream_name + "@bust")
            .publish([&](std::string& to, TimeUnit unit) {
                JsonWriter json{to};
                json.begin_object().member("e").text("tradeBusted");
                json.member("E").number(to_wire_time(now, unit));
                json.member("T").number(to_wire_time(record.tick.time, unit));
                json.member("s").text(market.symbol).member("t").number(event.trade.value());
                json.member("p").decimal(terms.price(event.price).value(), market.quote_scale);
                json.member("q").decimal(terms.quantity(event.lots).value(), market.base_scale);
                json.end_object();
            });
    }
}

}  // namespace divmid::gateway
