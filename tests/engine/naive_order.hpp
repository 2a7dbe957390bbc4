// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/check.hpp"
#include "engine/command.hpp"
#include "engine/market_rules.hpp"
#include "engine/terms.hpp"
#include "engine/types.hpp"

namespace divmid {

/// An order that is not done, with all that anything may want to know of it.
struct NaiveOrder {
    enum class State { taking, resting, waiting };

    OrderId id;
    AccountId account;
    Side side{};
    OrderType type{};
    TimeInForce time_in_force{};
    SelfTradePrevention prevention{};
    std::string client_id;
    Ticks price;  ///< Zero: at market.
    Ticks worst;  ///< Of a stop-market buy: what its hold covered. Zero: none.
    Lots total;
    Lots lots;  ///< Neither traded nor prevented yet.
    Lots executed;
    std::int64_t turnover = 0;  ///< Quote for what was traded.
    std::int64_t budget = 0;    ///< Left.
    Timestamp expiry;           ///< Zero: none.
    Ppm maker_fee;
    Ppm taker_fee;
    Int128 owed{};          ///< Exact fee so far, in millionths.
    std::int64_t paid = 0;  ///< Of it.

    Conditions asked;  ///< As the client sent them.
    Ticks stop;
    Lots visible;  ///< Size of a slice; zero: no iceberg.
    ListId list;

    State state = State::taking;

    // In the book.
    std::uint64_t place = 0;  ///< The lower, the earlier in its level.
    Lots hidden;
    bool at_market_in_call = false;

    // Waiting.
    WaitsFor waits_for{};
    std::int64_t held = 0;
    bool queued = false;           ///< To awake.
    bool follows = false;          ///< Trailing: the stop price, if any, was reached.
    std::optional<Ticks> extreme;  ///< Since it follows.

    [[nodiscard]] bool buys() const { return side == Side::buy; }
    [[nodiscard]] bool has_limit() const {
        return type == OrderType::limit || type == OrderType::limit_maker;
    }
    [[nodiscard]] bool by_budget() const { return type == OrderType::market_by_budget; }
    [[nodiscard]] bool may_rest() const {
        return has_limit() && (time_in_force == TimeInForce::good_till_canceled ||
                               time_in_force == TimeInForce::good_till_date);
    }
    [[nodiscard]] bool triggered() const { return asked.trigger != Trigger::none; }
    [[nodiscard]] bool waits_for_stop() const {
        return state == State::waiting && waits_for == WaitsFor::stop_price;
    }
    [[nodiscard]] bool resting() const { return state == State::resting; }
    [[nodiscard]] bool waiting() const { return state == State::waiting; }
    /// What its fee grows by, so that all of its fills together cost what one would.
    Amount charge(Ppm rate, std::int64_t received) {
        constexpr std::int64_t kMillion = 1'000'000;
        owed += Int128{received} * rate.value();
        const auto whole = static_cast<std::int64_t>((owed + kMillion - 1) / kMillion);
        const Amount fee{whole - paid};
        paid = whole;
        return fee;
    }
    /// What others see of it in the book.
    [[nodiscard]] Lots shown() const { return lots - hidden; }
};

/// An order list of which some order is open.
struct NaiveList {
    ListId id;
    AccountId account;
    MarketId market;
    ListKind kind{};
    std::string client_id;
    std::vector<OrderId> legs;
    bool started = false;  ///< The pending legs work, or none ever waited.
    bool ending = false;   ///< One of its orders ended and takes others along.
};

/// What happens at a time, again after each `every`.
struct NaiveSchedule {
    Timestamp at;
    Duration every;
    Phase phase{};
    Duration lasts;
    Phase next{};
};

}  // namespace divmid
