// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/market/matching.hpp"
#include "engine/market/order_book.hpp"
#include "engine/market/order_pool.hpp"
#include "tests/challenge/challenge_abi.hpp"
#include "tests/challenge/resting_ids.hpp"

namespace divmid::challenge {

/// The exchange's book and matching, asked in the challenge's words: what a market does, without
/// accounts, balances, fees and checks, which the challenge has no notion of.
///
/// Requires: prices between -2^30 and 2^30, quantities above zero, no id while an order of that id
/// rests.
class ChallengeBook {
public:
    ChallengeBook();

    /// `report(const Report&)` sees what each message gives, in order.
    template <class OnReport>
    void place(const NewOrder& message, OnReport&& report) {
        report(ack(ReportKind::order_ack, message));
        const std::uint32_t left = take(message, report);
        if (left == 0) return;
        if (message.immediate_or_cancel == 0) return rest(message, left);
        Report rest_gone = ack(ReportKind::cancel_ack, message);
        rest_gone.quantity = left;
        report(rest_gone);
    }

    template <class OnReport>
    void cancel(const Cancel& message, OnReport&& report) {
        const SlotIndex at = ids_.find(pool_, message.order);
        if (at == 0) return report(reject(ReportKind::cancel_reject, message));
        const OrderSlot& order = pool_[at];
        Report gone = reject(ReportKind::cancel_ack, message);
        gone.side = static_cast<std::uint8_t>(order.side());
        gone.price = price_of(order.ticks());
        gone.quantity = order.lots.value();
        remove(at);
        report(gone);
    }

    template <class OnReport>
    void modify(const Modify& message, OnReport&& report) {
        const SlotIndex at = ids_.find(pool_, message.order);
        if (at == 0) return report(reject(ReportKind::modify_reject, message));
        const NewOrder again{.order = message.order,
                             .sequence = message.sequence,
                             .price = message.price,
                             .quantity = message.quantity,
                             .side = static_cast<std::uint8_t>(pool_[at].side()),
                             .immediate_or_cancel = 0,
                             .unused = {}};
        remove(at);
        report(ack(ReportKind::modify_ack, again));
        if (const std::uint32_t left = take(again, report); left != 0) rest(again, left);
    }

    /// Zero-sized where there is none.
    [[nodiscard]] std::int64_t best_bid() const;
    [[nodiscard]] std::int64_t best_ask() const;
    [[nodiscard]] std::uint64_t depth(std::int64_t price, Side side) const;

private:
    /// The market's prices begin at one.
    static constexpr std::int64_t kShift = std::int64_t{1} << 30;
    static constexpr std::uint32_t kPriceMost = (std::uint32_t{1} << 31) - 1;

    /// Tells of fills, and lets go of makers that are used up.
    template <class OnReport>
    struct Meeting {
        static constexpr bool kGuarded = false;

        ChallengeBook& book;
        const NewOrder& taker;
        OnReport& report;

        void fill(const Fill& fill) {
            const OrderSlot& maker = book.pool_[fill.at];
            report(Report{.kind = ReportKind::trade,
                          .side = 0,
                          .unused = {},
                          .sequence = taker.sequence,
                          .order = maker.id.value(),
                          .price = price_of(maker.ticks()),
                          .quantity = fill.lots.value(),
                          .unused_too = 0,
                          .maker = maker.id.value(),
                          .taker = taker.order,
                          .unused_at_last = 0});
        }
        void done(SlotIndex at) { book.forget(at); }
        [[nodiscard]] bool hides(SlotIndex) const { return false; }
        void next_slice(SlotIndex) {}
    };

    [[nodiscard]] static Ticks ticks_of(std::int64_t price) {
        return Ticks{static_cast<std::uint32_t>(price + kShift)};
    }
    [[nodiscard]] static std::int64_t price_of(Ticks ticks) { return ticks.value() - kShift; }

    [[nodiscard]] static Report ack(ReportKind kind, const NewOrder& message) {
        return {.kind = kind,
                .side = message.side,
                .unused = {},
                .sequence = message.sequence,
                .order = message.order,
                .price = message.price,
                .quantity = message.quantity,
                .unused_too = 0,
                .maker = 0,
                .taker = 0,
                .unused_at_last = 0};
    }
    template <class Message>
    [[nodiscard]] static Report reject(ReportKind kind, const Message& message) {
        return {.kind = kind,
                .side = 0,
                .unused = {},
                .sequence = message.sequence,
                .order = message.order,
                .price = 0,
                .quantity = 0,
                .unused_too = 0,
                .maker = 0,
                .taker = 0,
                .unused_at_last = 0};
    }

    /// Gives what is left of it.
    template <class OnReport>
    std::uint32_t take(const NewOrder& message, OnReport& report) {
        const Wanted wanted{static_cast<Side>(message.side), ticks_of(message.price),
                            message.quantity};
        return static_cast<std::uint32_t>(
            match(book_, pool_, wanted, Meeting<OnReport>{*this, message, report}));
    }

    void rest(const NewOrder& message, std::uint32_t left);
    void remove(SlotIndex at);
    void forget(SlotIndex at) {
        ids_.remove(pool_[at].id.value(), at);
        pool_.release(at);
    }

    OrderPool pool_;
    OrderBook book_;
    RestingIds ids_;
};

inline void ChallengeBook::rest(const NewOrder& message, std::uint32_t left) {
    const SlotIndex at = pool_.acquire();
    pool_[at] = OrderSlot{.lots = Lots{left},
                          .ticks_bits = ticks_of(message.price).value() & 0x7FFF'FFFFU,
                          .side_bit = message.side & 1U,
                          .id = OrderId{message.order}};
    book_.rest(pool_, at);
    ids_.add(message.order, at);
}

inline void ChallengeBook::remove(SlotIndex at) {
    book_.remove(pool_, at);
    forget(at);
}

}  // namespace divmid::challenge
