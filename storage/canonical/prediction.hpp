// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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
    void guess(OrderConditioned& event) const;
    void guess(OrderWaits& event) const { guess_taker(event); }
    void guess(OrderAwoke& event) const { event.market = taker_.market; }
    void guess(WaitingEnded& event) const { guess_named(event); }
    void guess(TrailingStarted& event) const { event.market = taker_.market; }
    void guess(TradePrevented& event) const;
    void guess(SliceShown& event) const;
    void guess(OrderAmended& event) const;
    void guess(WaitingAmended& event) const;
    void guess(ListAccepted& event) const;
    void guess(ListEnded& event) const;
    void guess(AuctionTraded& event) const;
    void guess(Repeated& event) const;
    void guess(DeadManSet& event) const { event.account = cause_.account; }
    void guess(KillSwitched& event) const;
    void guess(MarketRulesSet& event) const;
    void guess(PhaseChanged& event) const;
    void guess(PhaseScheduled& event) const;
    void guess(ScheduleCleared& event) const { event.market = cause_.market; }
    void guess(Uncrossed& event) const { event.market = cause_.market; }
    void guess(TradeGroupSet& event) const;
    void guess(FeeTierSet& event) const;
    void guess(TradeBusted& event) const;

    template <class T>
    void saw(const T&) {}
    void saw(const OrderAccepted& event);
    void saw(const TradeExecuted& event);
    void saw(const OrderConditioned& event);
    void saw(const OrderAwoke& event);
    void saw(const TradePrevented& event);
    void saw(const OrderAmended& event);
    void saw(const ListAccepted& event);
    void saw(const AuctionTraded& event);
    void saw(const Uncrossed& event);

private:
    /// What the cause asks for; zeros for a timer and for what names nothing of it.
    struct Cause {
        const PlaceOrder* place = nullptr;
        const Conditions* conditions = nullptr;
        OrderId order;
        AccountId account;
        MarketId market;
    };
    /// The order that was accepted, awoke or left its place last in this turn; zeros until then.
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
    void ask(const PlaceConditional& place);
    void ask(const ReplaceConditional& replace);
    void ask(const PlaceList& list);
    template <class Command>
    void ask_for_names(const Command& command);
    /// The cause is none of the plain orders'.
    void ask_special();

    template <class Event>
    void guess_taker(Event& event) const;
    template <class Event>
    void guess_named(Event& event) const;

    /// The cause, when it is of that kind; else null.
    template <class Command>
    [[nodiscard]] const Command* cause() const {
        return kind_ == Command::kNumber ? &commands_.all<Command>()[at_] : nullptr;
    }

    static constexpr std::size_t kKindsEnd = SessionEnded::kNumber + 1;

    const Commands& commands_;
    std::size_t turns_ = 0;
    std::array<std::uint32_t, kKindsEnd> next_{};  ///< By kind: how many had their turn.
    std::uint8_t kind_ = 0;                        ///< Of the cause.
    std::uint32_t at_ = 0;                         ///< Among those of its kind.
    PlaceOrder replacement_;                       ///< The new half of a replace.
    Cause cause_;
    Taker taker_;
    std::uint64_t accepted_ = 0;
    std::uint64_t trades_ = 0;
    std::uint64_t preventions_ = 0;
    std::uint64_t lists_ = 0;
    ListId list_;          ///< Accepted last.
    Uncrossed uncrossed_;  ///< Last.
};

inline bool Prediction::advance() {
    if (turns_ == commands_.size()) return false;
    cause_ = {};
    taker_ = {};
    kind_ = commands_.order()[turns_++];
    at_ = next_[kind_]++;
    switch (kind_) {
        case PlaceOrder::kNumber:
            ask(commands_.all<PlaceOrder>()[at_]);
            break;
        case CancelOrder::kNumber:
            ask(commands_.all<CancelOrder>()[at_]);
            break;
        case CancelAll::kNumber:
            ask(commands_.all<CancelAll>()[at_]);
            break;
        case CancelOrderIf::kNumber:
            ask(commands_.all<CancelOrderIf>()[at_]);
            break;
        case ReplaceOrder::kNumber:
            ask(commands_.all<ReplaceOrder>()[at_]);
            break;
        default:
            ask_special();
            break;
    }
    return true;
}

inline void Prediction::ask(const PlaceOrder& place) {
    cause_ = {&place, nullptr, OrderId{}, place.account, place.market};
}
inline void Prediction::ask(const CancelOrder& cancel) {
    cause_ = {nullptr, nullptr, cancel.order, cancel.account, cancel.market};
}
inline void Prediction::ask(const CancelAll& cancel) {
    cause_ = {nullptr, nullptr, OrderId{}, cancel.account, cancel.market};
}

inline void Prediction::ask(const CancelOrderIf& cancel) {
    cause_ = {nullptr, nullptr, cancel.order, cancel.account, cancel.market};
}
inline void Prediction::ask(const ReplaceOrder& replace) {
    replacement_ = replace.place();
    cause_ = {&replacement_, nullptr, replace.replaced, replace.account, replace.market};
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

template <class Event>
void Prediction::guess_named(Event& event) const {
    event.order = cause_.order;
    event.account = cause_.account;
    event.market = cause_.market;
}

inline void Prediction::guess(OrderCanceled& event) const {
    guess_named(event);
}

inline void Prediction::guess(OrderValidated& event) const {
    event.account = cause_.account;
    event.market = cause_.market;
}

inline void Prediction::guess(ReplaceFailed& event) const {
    guess_named(event);
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
