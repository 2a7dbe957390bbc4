// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "engine/event.hpp"

namespace divmid {

/// A name and what follows it, field by field.
class Line {
public:
    explicit Line(std::string_view name) : text_{name} {}

    template <class Meaning, class Rep>
    Line& operator()(Strong<Meaning, Rep> field) {
        return number(field.value());
    }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    Line& operator()(Number field) {
        return number(field);
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    Line& operator()(Enum field) {
        return number(static_cast<std::underlying_type_t<Enum>>(field));
    }
    Line& operator()(TextRef field) { return number(field.offset).number(field.length); }

    std::string take() { return std::move(text_); }

private:
    Line& number(auto value) {
        text_ += ' ';
        text_ += std::to_string(value);
        return *this;
    }

    std::string text_;
};

inline std::string line(std::string_view name, const auto&... fields) {
    Line made{name};
    (made(fields), ...);
    return made.take();
}

// One a kind, special_event_text.cpp.

std::string text(const OrderConditioned& event);
std::string text(const OrderWaits& event);
std::string text(const OrderAwoke& event);
std::string text(const WaitingEnded& event);
std::string text(const TrailingStarted& event);
std::string text(const TradePrevented& event);
std::string text(const SliceShown& event);
std::string text(const OrderAmended& event);
std::string text(const WaitingAmended& event);
std::string text(const ListAccepted& event);
std::string text(const ListEnded& event);
std::string text(const AuctionTraded& event);
std::string text(const Repeated& event);
std::string text(const DeadManSet& event);
std::string text(const DeadManFired& event);
std::string text(const KillSwitched& event);
std::string text(const MarketRulesSet& event);
std::string text(const PhaseChanged& event);
std::string text(const PhaseScheduled& event);
std::string text(const ScheduleCleared& event);
std::string text(const AuctionIndicated& event);
std::string text(const Uncrossed& event);
std::string text(const TradeGroupSet& event);
std::string text(const FeeTierSet& event);
std::string text(const TradeBusted& event);
std::string text(const TradeExecuted& event);

}  // namespace divmid
