// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/command.hpp"
#include "engine/event.hpp"

namespace divmid::storage {

/// What an event most likely says, from the command that caused it and the events before it. What
/// is stored is the difference, so that a column that follows from others is all zeros and costs
/// one byte. A wrong guess costs bytes, never truth: writer and reader make the same one.
///
/// Walks beside the events: advance() at each turn of a command, guess() before and saw() after
/// each event. The commands outlive it. The rules are part of the format (README.md).
class Prediction {
public:
    explicit Prediction(const Commands& commands) : commands_{commands} {}

    /// The next command is the cause now. False when there is none.
    [[nodiscard]] bool advance();

    template <class T>
    void guess(T&) const {}
    void guess(CommandRefused& event) const;
    void guess(OrderAccepted& event) const;
    void guess(TradeExecuted& event) const;
    void guess(OrderRested& event) const { guess_taker(event); }
    void guess(OrderExpired& event) const { guess_taker(event); }
    void guess(OrderCanceled& event) const;
    void guess(OrderValidated& event) const;
    void guess(ReplaceFailed& event) const;

    template <class T>
    void saw(const T&) {}
    void saw(const OrderAccepted& event);
    void saw(const TradeExecuted& event);

private:
    /// What the cause asks for; zeros for a timer and for administration.
    struct Cause {
        const PlaceOrder* place = nullptr;
        OrderId order;
        AccountId account;
        MarketId market;
    };
    /// The order that the cause placed; zeros until it was accepted.
    struct Taker {
        OrderId order;
        AccountId account;
        MarketId market;
        Side side{};
        Ticks price;
        Lots left;
    };

    void ask(const PlaceOrder& place);
    void ask(const CancelOrder& cancel);
    void ask(const CancelAll& cancel);
    void ask(const CancelOrderIf& cancel);
    void ask(const ReplaceOrder& replace);
    template <class Event>
    void guess_taker(Event& event) const;

    const Commands& commands_;
    std::size_t turns_ = 0;
    std::size_t places_ = 0;
    std::size_t cancels_ = 0;
    std::size_t mass_cancels_ = 0;
    std::size_t restricted_cancels_ = 0;
    std::size_t replaces_ = 0;
    PlaceOrder replacement_;  ///< The new half of a ReplaceOrder.
    Cause cause_;
    Taker taker_;
    std::uint64_t accepted_ = 0;
    std::uint64_t trades_ = 0;
};

inline bool Prediction::advance() {
    if (turns_ == commands_.size()) return false;
    cause_ = {};
    taker_ = {};
    switch (commands_.order()[turns_++]) {
        case PlaceOrder::kNumber:
            ask(commands_.all<PlaceOrder>()[places_++]);
            break;
        case CancelOrder::kNumber:
            ask(commands_.all<CancelOrder>()[cancels_++]);
            break;
        case CancelAll::kNumber:
            ask(commands_.all<CancelAll>()[mass_cancels_++]);
            break;
        case CancelOrderIf::kNumber:
            ask(commands_.all<CancelOrderIf>()[restricted_cancels_++]);
            break;
        case ReplaceOrder::kNumber:
            ask(commands_.all<ReplaceOrder>()[replaces_++]);
            break;
        default:
            break;
    }
    return true;
}

inline void Prediction::ask(const PlaceOrder& place) {
    cause_ = {&place, OrderId{}, place.account, place.market};
}
inline void Prediction::ask(const CancelOrder& cancel) {
    cause_ = {nullptr, cancel.order, cancel.account, cancel.market};
}
inline void Prediction::ask(const CancelAll& cancel) {
    cause_ = {nullptr, OrderId{}, cancel.account, cancel.market};
}

inline void Prediction::ask(const CancelOrderIf& cancel) {
    cause_ = {nullptr, cancel.order, cancel.account, cancel.market};
}
inline void Prediction::ask(const ReplaceOrder& replace) {
    replacement_ = replace.place();
    cause_ = {&replacement_, replace.replaced, replace.account, replace.market};
}

inline void Prediction::guess(CommandRefused& event) const {
    event.market = cause_.market;
    event.account = cause_.account;
}

inline void Prediction::guess(OrderAccepted& event) const {
    event.order = OrderId{accepted_};
    if (cause_.place == nullptr) return;
    const PlaceOrder& place = *cause_.place;
    event.account = place.account;
    event.market = place.market;
    event.side = place.side;
    event.type = place.type;
    event.time_in_force = place.time_in_force;
    event.self_trade_prevention = place.self_trade_prevention;
    event.client_id = place.client_id;
    event.budget_or_expiry = place.budget_or_expiry;
}

inline void Prediction::guess(TradeExecuted& event) const {
    event.trade = TradeId{trades_};
    event.taker_order = taker_.order;
    event.taker = taker_.account;
    event.market = taker_.market;
    event.taker_side = taker_.side;
}

template <class Event>
void Prediction::guess_taker(Event& event) const {
    event.order = taker_.order;
    event.account = taker_.account;
    event.market = taker_.market;
    event.side = taker_.side;
    event.price = taker_.price;
    event.lots = taker_.left;
}

inline void Prediction::guess(OrderCanceled& event) const {
    event.order = cause_.order;
    event.account = cause_.account;
    event.market = cause_.market;
}

inline void Prediction::guess(OrderValidated& event) const {
    event.account = cause_.account;
    event.market = cause_.market;
}

inline void Prediction::guess(ReplaceFailed& event) const {
    event.account = cause_.account;
    event.market = cause_.market;
    event.order = cause_.order;
}

inline void Prediction::saw(const OrderAccepted& event) {
    ++accepted_;
    taker_ = {event.order, event.account, event.market, event.side, event.price, event.lots};
}

inline void Prediction::saw(const TradeExecuted& event) {
    ++trades_;
    taker_.left -= event.lots;
}

}  // namespace divmid::storage
