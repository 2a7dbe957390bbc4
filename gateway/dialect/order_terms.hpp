// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/command.hpp"
#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/parameters.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// How much of a new order its answer tells (newOrderRespType).
enum class ResponseType : std::uint8_t { ack, result, full };

/// A new order as a client asks for it. Its text is still the request's: `command.client_id` is the
/// submitter's to set.
struct NewOrder {
    PlaceOrder command;
    Conditions conditions;  ///< All zero: a plain order.
    std::string_view client_id;
    ResponseType response{};
    bool preview_fees{};

    [[nodiscard]] bool is_plain() const { return conditions == Conditions{}; }
    [[nodiscard]] PlaceConditional conditional() const { return {command, conditions}; }
};

/// What the dialect calls an order's type: what it works as, and what it waits for before that.
struct DialectType {
    OrderType type{};
    Trigger trigger{};
};

/// A fault of `parameters` unless the dialect knows the word.
[[nodiscard]] DialectType read_type(Parameters& parameters, std::string_view name);
[[nodiscard]] Side read_side(Parameters& parameters, std::string_view name);
[[nodiscard]] TimeInForce read_time_in_force(Parameters& parameters, std::string_view name);
/// newOrderRespType; `otherwise` when not sent.
[[nodiscard]] ResponseType read_response_type(Parameters& parameters, ResponseType otherwise);
/// selfTradePreventionMode; the market's own when not sent. Whether a mode is offered is the
/// engine's to say.
[[nodiscard]] SelfTradePrevention read_prevention(Parameters& parameters, const MarketRules& rules);
/// A client id for a new order or list: none of those that are derived.
[[nodiscard]] std::string_view read_new_client_id(Parameters& parameters, std::string_view name);

/// Names of parameters of one order: as they are, or, of a leg of a list, behind the leg's name:
/// price, abovePrice.
class TermNames {
public:
    /// A term that is called in a way of its own.
    struct Other {
        std::string_view term;
        std::string_view name;
    };

    /// `others` outlive it.
    explicit TermNames(std::string_view leg = {}, std::span<const Other> others = {})
        : leg_{leg}, others_{others} {}
    /// Valid until the next call.
    [[nodiscard]] std::string_view operator()(std::string_view term);

private:
    std::string_view leg_;
    std::span<const Other> others_;
    std::string text_;
};

/// Reads what an order asks, by its type: what it must say, what it may, and what it may not
/// (-1102, -1106, -1114). `order.command.type` and `conditions.trigger` are known, and the side.
class TermsReader {
public:
    /// All of it outlives the reader.
    TermsReader(Parameters& parameters, const ListedMarket& market, TermNames names)
        : parameters_{parameters}, market_{market}, names_{std::move(names)} {}

    /// All but quantity or budget.
    void read_terms(NewOrder& order);
    void read_quantity(PlaceOrder& order);
    /// The quantity, or of a market order a budget in its place.
    void read_quantity_or_budget(PlaceOrder& order);
    /// A date until which it is good, behind GTC.
    void read_expiry(PlaceOrder& order);

private:
    void read_price(NewOrder& order);
    void read_trigger(Conditions& conditions);
    void read_peg(Conditions& conditions);
    void read_iceberg(Conditions& conditions);
    void read_strategy(Conditions& conditions);
    void refuse_sent(std::string_view name);

    Parameters& parameters_;
    const ListedMarket& market_;
    TermNames names_;
};

}  // namespace divmid::gateway
