// SPDX-License-Identifier: Apache-2.0
#include "engine/market/market.hpp"

// What a market does with its orders off the book, and with the lists of which orders are.

namespace divmid {

void Market::wait(const OpenOrder& order, const WaitingOrder& waiting, bool reached) {
    restore(order, waiting, std::nullopt, reached);
    if (reached) waiting_.queue(order.id);
}

void Market::restore(const OpenOrder& order, const WaitingOrder& waiting,
                     std::optional<Ticks> extreme, bool queued) {
    const SlotIndex at = enter(order);
    special_[at].waits = true;
    waiting_.add(order.id, order.account, waiting, special_[at].asked.trigger != Trigger::none);
    if (waiting.waits_for != WaitsFor::stop_price || queued) return;
    if (extreme)
        triggers_.restore(trigger_terms(at), *extreme);
    else
        triggers_.add(trigger_terms(at), last_price_);
}

void Market::stop_waiting(SlotIndex at) {
    const OrderId id = pool_[at].id;
    if (waiting_[id].waits_for == WaitsFor::stop_price && !waiting_.queued(id))
        triggers_.remove(trigger_terms(at));
    waiting_.remove(id, pool_[at].account(), special_[at].asked.trigger != Trigger::none);
}

void Market::amend_waiting(SlotIndex at, Ticks price, Lots lots, Amount held) {
    pool_[at].ticks_bits = price.value() & 0x7FFF'FFFFU;
    pool_[at].lots = lots;
    waiting_.set_held(pool_[at].id, held);
}

void Market::shrink(SlotIndex at, Lots lots) {
    OrderSlot& order = pool_[at];
    book_.level(order.side(), order.ticks()).lots -= (order.lots - lots).value();
    order.lots = lots;
}

void Market::rename(SlotIndex at, std::string_view client_id) {
    OrderNote& note = pool_.note(at);
    if (note.client_id_size != 0) by_client_id_.remove(pool_, at);
    note.set_client_id(client_id);
    pool_[at].has_note = true;
    by_client_id_.add(pool_, at);
}

TriggerTerms Market::trigger_terms(SlotIndex at) const {
    const SpecialTerms& asked = special_[at].asked;
    return {.order = pool_[at].id,
            .side = pool_[at].side(),
            .trigger = asked.trigger,
            .stop_price = asked.stop_price,
            .trailing = asked.trailing};
}

void Market::check_waiting() const {
    std::size_t set = 0;
    waiting_.each([&](OrderId id, const WaitingOrder& waiting) {
        const SlotIndex at = find(id);
        ENSURE(at != 0 && waits(at) && waiting.held >= Amount{});
        check_indexes(at);
        const bool triggered = waiting.waits_for == WaitsFor::stop_price && !waiting_.queued(id);
        if (triggered) ++set;
        if (triggered && special_[at].asked.stop_price != Ticks{} && last_price_ != Ticks{} &&
            special_[at].asked.trailing == 0)
            ENSURE(!trigger_terms(at).reached_by(last_price_));
    });
    ENSURE(set == triggers_.size());
    triggers_.check_invariants();
}

void Market::check_lists() const {
    lists_.each([this](const OrderList& list) {
        ENSURE(list.any_open());
        for (std::size_t i = 0; i < OrderList::kLegsMost; ++i) {
            const SlotIndex at = list.legs[i] == OrderId{} ? 0 : find(list.legs[i]);
            ENSURE(list.open[i] == (at != 0));
            if (at != 0) ENSURE(special(at) != nullptr && special_[at].asked.list == list.id);
        }
    });
}

}  // namespace divmid
