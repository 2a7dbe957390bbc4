// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/list_requests.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

enum class Place : std::uint8_t { above, below };

bool takes_profit(const NewOrder& leg) {
    return leg.conditions.trigger == Trigger::take_profit;
}
bool stops_loss(const NewOrder& leg) {
    return leg.conditions.trigger == Trigger::stop_loss;
}

/// Where a leg acts. Zero: nobody knows yet.
Price acts_at(const NewOrder& leg) {
    return leg.conditions.trigger == Trigger::none ? leg.command.price : leg.conditions.stop_price;
}

/// Each leg of a pair has its side of the market.
std::optional<Error> misplaced(const NewOrder& leg, Place place) {
    const bool buys = leg.command.side == Side::buy;
    // A buy stops its loss above; what it hopes for lies below.
    const bool hoped_for = (place == Place::below) == buys;
    if (stops_loss(leg) != hoped_for) return std::nullopt;
    if (stops_loss(leg)) return refuse::misplaced_stop_loss(buys);
    return takes_profit(leg) ? refuse::misplaced_take_profit(buys) : refuse::misplaced_limit(buys);
}

/// A request for a list, read from the top.
class ListReader {
public:
    ListReader(Parameters& parameters, const Catalog& catalog, const Caller& caller, ListKind kind)
        : parameters_{parameters}, caller_{caller} {
        list_.market = read_symbol(parameters, catalog);
        list_.kind = kind;
        list_.client_id = read_new_client_id(parameters, "listClientOrderId");
        list_.response = read_response_type(parameters, ResponseType::result);
    }

    /// False after a fault: the legs cannot be read without a market.
    [[nodiscard]] bool good() const { return !parameters_.failed(); }

    [[nodiscard]] NewOrder leg(Side side, DialectType type) const {
        NewOrder leg;
        leg.command.account = caller_.account;
        leg.command.key = caller_.key;
        leg.command.deadline = caller_.deadline;
        leg.command.market = list_.market->terms.market;
        leg.command.side = side;
        leg.command.type = type.type;
        leg.conditions.trigger = type.trigger;
        leg.conditions.session = caller_.session;
        leg.conditions.keep = caller_.keep;
        return leg;
    }

    /// All but its quantity.
    void read_leg(NewOrder& leg, const TermNames& names) {
        TermNames its = names;
        leg.client_id = read_new_client_id(parameters_, its("clientOrderId"));
        TermsReader{parameters_, *list_.market, names}.read_terms(leg);
        const bool rests = leg.command.type == OrderType::limit_maker ||
                           leg.command.time_in_force == TimeInForce::good_till_canceled;
        if (leg.conditions.visible != Quantity{} && !rests) {
            const std::string iceberg{its("icebergQty")};
            parameters_.fail(refuse::iceberg_not_gtc(iceberg, its("timeInForce")));
        }
    }

    void read_quantity(NewOrder& leg, const TermNames& names) {
        TermsReader{parameters_, *list_.market, names}.read_quantity(leg.command);
    }

    /// The legs above and below, from the order on that is `first` in the list. `names`: their
    /// prefixes.
    void read_pair(Side side, Quantity quantity, std::string_view above_name,
                   std::string_view below_name, std::size_t first) {
        NewOrder above = pair_leg(side, above_name);
        NewOrder below = pair_leg(side, below_name);
        add_pair(std::move(above), std::move(below), quantity, first);
    }

    void add_pair(NewOrder above, NewOrder below, Quantity quantity, std::size_t first) {
        if (above.conditions.trigger == Trigger::none && below.conditions.trigger == Trigger::none)
            parameters_.fail(refuse::both_legs_limit());
        for (const auto& [leg, place] :
             {std::pair{&above, Place::above}, std::pair{&below, Place::below}}) {
            if (auto fault = misplaced(*leg, place)) parameters_.fail(*std::move(fault));
            leg->command.quantity = quantity;
        }
        const bool known = acts_at(above) != Price{} && acts_at(below) != Price{};
        if (known && acts_at(above) <= acts_at(below)) parameters_.fail(refuse::bad_list_prices());
        if (!stops_loss(above)) std::swap(above, below);
        list_.orders[first] = std::move(above);
        list_.orders[first + 1] = std::move(below);
    }

    /// What all legs have in common. The list is whole.
    [[nodiscard]] NewList finish() {
        const SelfTradePrevention prevention = read_prevention(parameters_, list_.market->rules);
        for (NewOrder& leg : list_.legs()) leg.command.self_trade_prevention = prevention;
        return list_;
    }

    Parameters& parameters_;
    const Caller& caller_;
    NewList list_;

private:
    NewOrder pair_leg(Side side, std::string_view name) {
        TermNames names{name};
        const DialectType type = read_type(parameters_, names("type"));
        if (type.trigger == Trigger::none && type.type != OrderType::limit_maker)
            parameters_.fail(refuse::type_not_for_pairs());
        NewOrder leg = this->leg(side, type);
        read_leg(leg, names);
        return leg;
    }
};

/// The first leg of a list that triggers others.
void read_working(ListReader& reader) {
    TermNames names{"working"};
    Parameters& parameters = reader.parameters_;
    const DialectType type = read_type(parameters, names("type"));
    if (type.trigger != Trigger::none || type.type == OrderType::market)
        parameters.fail(refuse::bad_order_type());
    NewOrder& leg = reader.list_.orders[0] = reader.leg(read_side(parameters, names("side")), type);
    reader.read_leg(leg, names);
    reader.read_quantity(leg, names);
}

Quantity read_shared_quantity(ListReader& reader, std::string_view name) {
    return Quantity{reader.parameters_.decimal(name, reader.list_.market->base_scale)};
}

// The older form calls some terms of its legs by other names.
constexpr std::array kLimitNames{TermNames::Other{"price", "price"}};
constexpr std::array kStopNames{TermNames::Other{"price", "stopLimitPrice"},
                                TermNames::Other{"timeInForce", "stopLimitTimeInForce"},
                                TermNames::Other{"stopPrice", "stopPrice"},
                                TermNames::Other{"trailingDelta", "trailingDelta"}};

}  // namespace

NewList read_oco(Parameters& parameters, const Catalog& catalog, const Caller& caller) {
    ListReader reader{parameters, catalog, caller, ListKind::one_cancels_other};
    const Side side = read_side(parameters, "side");
    if (!reader.good()) return reader.list_;
    const Quantity quantity = read_shared_quantity(reader, "quantity");
    reader.read_pair(side, quantity, "above", "below", 0);
    return reader.finish();
}

NewList read_old_oco(Parameters& parameters, const Catalog& catalog, const Caller& caller) {
    ListReader reader{parameters, catalog, caller, ListKind::one_cancels_other};
    const Side side = read_side(parameters, "side");
    if (!reader.good()) return reader.list_;
    const Quantity quantity = read_shared_quantity(reader, "quantity");
    NewOrder limit = reader.leg(side, {OrderType::limit_maker, Trigger::none});
    reader.read_leg(limit, TermNames{"limit", kLimitNames});
    const bool has_limit = parameters.sent("stopLimitPrice");
    NewOrder stop =
        reader.leg(side, {has_limit ? OrderType::limit : OrderType::market, Trigger::stop_loss});
    reader.read_leg(stop, TermNames{"stop", kStopNames});
    const bool buys = side == Side::buy;
    reader.add_pair(buys ? stop : limit, buys ? limit : stop, quantity, 0);
    return reader.finish();
}

NewList read_oto(Parameters& parameters, const Catalog& catalog, const Caller& caller) {
    ListReader reader{parameters, catalog, caller, ListKind::one_triggers_other};
    if (!reader.good()) return reader.list_;
    read_working(reader);
    TermNames names{"pending"};
    const DialectType type = read_type(parameters, names("type"));
    NewOrder& pending = reader.list_.orders[1] =
        reader.leg(read_side(parameters, names("side")), type);
    reader.read_leg(pending, names);
    reader.read_quantity(pending, names);
    return reader.finish();
}

NewList read_otoco(Parameters& parameters, const Catalog& catalog, const Caller& caller) {
    ListReader reader{parameters, catalog, caller, ListKind::one_triggers_a_pair};
    if (!reader.good()) return reader.list_;
    read_working(reader);
    const Side side = read_side(parameters, "pendingSide");
    const Quantity quantity = read_shared_quantity(reader, "pendingQuantity");
    reader.read_pair(side, quantity, "pendingAbove", "pendingBelow", 1);
    return reader.finish();
}

ListReference read_list_reference(Parameters& parameters, std::string_view client_id_name) {
    const auto id = parameters.maybe_integer("orderListId");
    ListReference meant{ListId{static_cast<std::uint64_t>(id.value_or(0))},
                        parameters.maybe_client_id(client_id_name)};
    if (!id && meant.client_id.empty())
        parameters.fail(refuse::missing_both(client_id_name, "orderListId"));
    if (!is_auto_id(meant.client_id)) return meant;
    // Only a list without an id of its own is shown one of this form.
    const ListId shown = parse_auto_list_id(meant.client_id).value_or(ListId{});
    const bool agrees = meant.list == ListId{} || meant.list == shown;
    return {agrees ? shown : ListId{}, {}};
}

}  // namespace divmid::gateway
