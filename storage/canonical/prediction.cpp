// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/prediction.hpp"

#include <type_traits>

namespace divmid::storage {

// What plain orders do is in the header, where it is inlined.

template <class Command>
void Prediction::ask_for_names(const Command& command) {
    if constexpr (requires { command.order; }) cause_.order = command.order;
    if constexpr (requires { command.account; }) cause_.account = command.account;
    if constexpr (requires { command.market; }) cause_.market = command.market;
}

void Prediction::ask(const PlaceConditional& place) {
    ask(place.order);
    cause_.conditions = &place.conditions;
}

void Prediction::ask(const ReplaceConditional& replace) {
    ask(replace.replace);
    cause_.conditions = &replace.conditions;
}

void Prediction::ask(const PlaceList& list) {
    ask(list.first);
}

void Prediction::ask_special() {
    if (const auto* place = cause<PlaceConditional>()) return ask(*place);
    if (const auto* replace = cause<ReplaceConditional>()) return ask(*replace);
    if (const auto* list = cause<PlaceList>()) return ask(*list);
    const auto ask_if = [this]<class... Command>(std::type_identity<Command>...) {
        ((kind_ == Command::kNumber ? ask_for_names(commands_.all<Command>()[at_]) : void()), ...);
    };
    ask_if(std::type_identity<AmendOrder>{}, std::type_identity<CancelMany>{},
           std::type_identity<CancelList>{}, std::type_identity<SetDeadMan>{},
           std::type_identity<Numbered>{}, std::type_identity<SwitchKill>{},
           std::type_identity<SetMarketRules>{}, std::type_identity<SetPhase>{},
           std::type_identity<SchedulePhase>{}, std::type_identity<ClearSchedule>{},
           std::type_identity<Delist>{}, std::type_identity<SetTradeGroup>{},
           std::type_identity<SetFeeTier>{}, std::type_identity<BustTrade>{},
           std::type_identity<SessionEnded>{});
}

void Prediction::guess(OrderConditioned& event) const {
    event.order = taker_.order;
    event.account = taker_.account;
    event.market = taker_.market;
    if (cause<PlaceList>() != nullptr) event.list = list_;
    if (cause_.conditions == nullptr) return;
    const Conditions& asked = *cause_.conditions;
    event.trigger = asked.trigger;
    event.peg = asked.peg;
    event.peg_levels = asked.peg_levels;
    event.trailing = asked.trailing;
    event.session = asked.session;
    event.keep = asked.keep;
    event.strategy = asked.strategy;
    event.strategy_type = asked.strategy_type;
}

void Prediction::guess(TradePrevented& event) const {
    event.prevention = PreventionId{preventions_};
    event.taker_order = taker_.order;
    event.maker = taker_.account;
    event.taker = taker_.account;
    event.market = taker_.market;
    event.taker_side = taker_.side;
    if (cause_.place != nullptr) event.mode = cause_.place->self_trade_prevention;
}

void Prediction::guess(SliceShown& event) const {
    event.order = taker_.order;
    event.account = taker_.account;
    event.market = taker_.market;
    event.side = taker_.side;
    event.price = taker_.price;
}

void Prediction::guess(OrderAmended& event) const {
    guess_named(event);
    if (const auto* amend = cause<AmendOrder>()) event.client_id = amend->new_client_id;
}

void Prediction::guess(WaitingAmended& event) const {
    guess_named(event);
    if (const auto* amend = cause<AmendOrder>()) event.client_id = amend->new_client_id;
}

void Prediction::guess(ListAccepted& event) const {
    event.list = ListId{lists_};
    event.account = cause_.account;
    event.market = cause_.market;
    event.first = OrderId{accepted_};
    event.second = OrderId{accepted_ + 1};
    const auto* list = cause<PlaceList>();
    if (list == nullptr) return;
    event.kind = list->kind;
    event.client_id = list->client_id;
    if (list->kind == ListKind::one_triggers_a_pair) event.third = OrderId{accepted_ + 2};
}

void Prediction::guess(ListEnded& event) const {
    event.list = list_;
    event.account = cause_.account;
    event.market = cause_.market;
}

void Prediction::guess(AuctionTraded& event) const {
    event.trade.trade = TradeId{trades_};
    event.trade.market = uncrossed_.market;
    event.trade.price = uncrossed_.price;
}

void Prediction::guess(Repeated& event) const {
    const auto* numbered = cause<Numbered>();
    if (numbered == nullptr) return;
    event.key = numbered->key;
    event.account = numbered->account;
    event.lane = numbered->lane;
    event.number = numbered->number;
    event.last = numbered->number;
}

void Prediction::guess(KillSwitched& event) const {
    event.account = cause_.account;
    event.market = cause_.market;
    if (const auto* kill = cause<SwitchKill>()) event.lifted = kill->lifted;
}

void Prediction::guess(MarketRulesSet& event) const {
    event.market = cause_.market;
    if (const auto* set = cause<SetMarketRules>()) event.rules = set->rules;
}

void Prediction::guess(PhaseChanged& event) const {
    event.market = cause_.market;
    if (const auto* delist = cause<Delist>()) event.until = delist->at;
    const auto* set = cause<SetPhase>();
    if (set == nullptr) return;
    event.phase = set->phase;
    event.until = set->until;
    event.next = set->next;
}

void Prediction::guess(PhaseScheduled& event) const {
    const auto* schedule = cause<SchedulePhase>();
    if (schedule == nullptr) return;
    event = {.market = schedule->market,
             .at = schedule->at,
             .every = schedule->every,
             .phase = schedule->phase,
             .lasts = schedule->lasts,
             .next = schedule->next};
}

void Prediction::guess(TradeGroupSet& event) const {
    event.account = cause_.account;
    if (const auto* set = cause<SetTradeGroup>()) event.group = set->group;
}

void Prediction::guess(FeeTierSet& event) const {
    const auto* set = cause<SetFeeTier>();
    if (set == nullptr) return;
    event = {.account = set->account,
             .lifted = set->lifted,
             .maker_fee = set->maker_fee,
             .taker_fee = set->taker_fee};
}

void Prediction::guess(TradeBusted& event) const {
    const auto* bust = cause<BustTrade>();
    if (bust == nullptr) return;
    event.market = bust->market;
    event.trade = bust->trade;
    event.buyer = bust->buyer;
    event.seller = bust->seller;
    event.price = bust->price;
    event.lots = bust->lots;
    event.buyer_fee = bust->buyer_fee;
    event.seller_fee = bust->seller_fee;
}

void Prediction::saw(const OrderConditioned& event) {
    const auto* list = cause<PlaceList>();
    if (list == nullptr || event.list == ListId{}) return;
    // The next leg follows.
    ask(cause_.place == &list->first.order ? list->second : list->third);
}

void Prediction::saw(const OrderAwoke& event) {
    taker_ = {event.order, event.account, event.market, event.side, event.price, event.lots};
}

void Prediction::saw(const TradePrevented& event) {
    ++preventions_;
    taker_.left -= event.taker_lots;
}

void Prediction::saw(const OrderAmended& event) {
    if (event.kept_place) return;
    taker_ = {event.order, event.account, event.market, event.side, event.price, event.lots};
}

void Prediction::saw(const ListAccepted& event) {
    ++lists_;
    list_ = event.list;
}

void Prediction::saw(const AuctionTraded&) {
    ++trades_;
}

void Prediction::saw(const Uncrossed& event) {
    uncrossed_ = event;
}

}  // namespace divmid::storage
