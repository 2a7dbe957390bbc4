// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/outcome.hpp"

#include "gateway/admin/named_fields.hpp"
#include "gateway/admin/rule_fields.hpp"
#include "gateway/admin/time_text.hpp"

namespace divmid::gateway::admin {
namespace {

/// Writes what the events of one command say, one after the other.
class Outcome {
public:
    Outcome(JsonWriter& json, const Catalog& catalog) : json_{json}, catalog_{catalog} {}

    void operator()(const AssetListed& event) { json_.member("asset").number(event.asset.value()); }
    void operator()(const MarketListed& event) {
        json_.member("market").number(event.market.value());
    }
    void operator()(const AccountOpened& event) {
        json_.member("account").number(event.account.value());
    }
    void operator()(const KeyAdded& event) { json_.member("keyId").number(event.key.value()); }

    void operator()(const MarketRulesSet& event) {
        write_symbol(event.market);
        json_.member("rules");
        write_rules(json_, *catalog_.market(event.market), event.rules);
    }
    void operator()(const PhaseChanged& event) {
        write_symbol(event.market);
        json_.member("phase").text(name_of(event.phase));
        if (event.until == Timestamp{}) return;
        json_.member("until").text(text_of(event.until));
        json_.member("next").text(name_of(event.next));
    }
    void operator()(const PhaseScheduled& event) {
        write_symbol(event.market);
        json_.member("at").text(text_of(event.at));
        json_.member("phase").text(name_of(event.phase));
        if (event.every != Duration{}) json_.member("every").text(text_of(event.every));
        if (event.lasts == Duration{}) return;
        json_.member("lasts").text(text_of(event.lasts));
        json_.member("next").text(name_of(event.next));
    }
    void operator()(const ScheduleCleared& event) {
        write_symbol(event.market);
        json_.member("scheduleCleared").boolean(true);
    }
    void operator()(const TradeGroupSet& event) {
        json_.member("account").number(event.account.value());
        json_.member("group").number(event.group.value());
    }
    void operator()(const FeeTierSet& event) {
        json_.member("account").number(event.account.value());
        json_.member("lifted").boolean(event.lifted);
        if (event.lifted) return;
        json_.member("makerFeePpm").number(event.maker_fee.value());
        json_.member("takerFeePpm").number(event.taker_fee.value());
    }
    void operator()(const KillSwitched& event) {
        if (event.account != AccountId{}) json_.member("account").number(event.account.value());
        if (event.market != MarketId{}) write_symbol(event.market);
        json_.member("killed").boolean(!event.lifted);
        ends_orders_ = !event.lifted;
    }
    void operator()(const TradeBusted& event) {
        const ListedMarket& market = *catalog_.market(event.market);
        const MarketTerms& terms = market.terms;
        write_symbol(event.market);
        json_.member("trade").number(event.trade.value());
        json_.member("price").decimal(terms.price(event.price).value(), market.quote_scale);
        json_.member("quantity").decimal(terms.quantity(event.lots).value(), market.base_scale);
        json_.member("buyer").number(event.buyer.value());
        json_.member("buyerFee").decimal(event.buyer_fee.value(), market.base_scale);
        json_.member("buyerOwes").decimal(event.buyer_owes.value(), market.base_scale);
        json_.member("seller").number(event.seller.value());
        json_.member("sellerFee").decimal(event.seller_fee.value(), market.quote_scale);
        json_.member("sellerOwes").decimal(event.seller_owes.value(), market.quote_scale);
        ends_orders_ = true;
    }

    void operator()(const OrderCanceled&) { ++ended_; }
    void operator()(const WaitingEnded&) { ++ended_; }

    /// What an operator's command does beside is not asked for here.
    template <class Other>
    void operator()(const Other&) {}

    void finish() {
        if (ends_orders_ || ended_ > 0) json_.member("ordersEnded").number(ended_);
    }

private:
    void write_symbol(MarketId market) {
        json_.member("symbol").text(catalog_.market(market)->symbol);
    }

    JsonWriter& json_;
    const Catalog& catalog_;
    bool ends_orders_ = false;
    std::size_t ended_ = 0;
};

}  // namespace

void write_outcome(JsonWriter& json, const Record& record, std::size_t command,
                   const Catalog& catalog) {
    Outcome outcome{json, catalog};
    record.events.visit([&](std::size_t cause, const auto& event) {
        if (cause == command) outcome(event);
    });
    outcome.finish();
}

}  // namespace divmid::gateway::admin
