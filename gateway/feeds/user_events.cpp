// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/user_events.hpp"

#include <string_view>

#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/order_words.hpp"

namespace divmid::gateway {

using storage::OrderRow;
using Kind = ExecutionReport::Kind;

namespace {

std::string_view text_of(Kind kind) {
    switch (kind) {
        case Kind::accepted:
            return "NEW";
        case Kind::traded:
            return "TRADE";
        case Kind::canceled:
            return "CANCELED";
        case Kind::expired:
            return "EXPIRED";
        case Kind::amended:
            return "REPLACED";
        case Kind::prevented:
            return "TRADE_PREVENTION";
    }
    return "EXPIRED";
}

/// One report on its way into JSON: the market's scales are its own.
class ReportWriter {
public:
    ReportWriter(std::string& to, const ExecutionReport& report, const ListedMarket& market,
                 const EventContext& context)
        : json_{to}, report_{report}, order_{report.order}, market_{market}, context_{context} {}

    void write() {
        json_.begin_object().member("e").text("executionReport");
        json_.member("E").number(to_wire_time(context_.told, context_.unit));
        json_.member("s").text(market_.symbol);
        write_terms();
        write_names();
        write_progress();
        write_commission();
        write_rest();
        json_.end_object();
    }

private:
    void write_terms();
    void write_names();
    void write_progress();
    void write_commission();
    void write_rest();
    void write_conditional();
    void write_prevention(const ExecutionReport::Prevention& prevention);
    void write_peg();

    /// Of an amended order: the client id that it had before.
    [[nodiscard]] std::string original_id() const;
    [[nodiscard]] bool is_trade() const { return report_.kind == Kind::traded; }
    [[nodiscard]] Amount last_notional() const {
        return market_.terms.notional(report_.price, report_.lots);
    }
    void quantity(std::string_view name, Lots lots) {
        json_.member(name).decimal(market_.terms.quantity(lots).value(), market_.base_scale);
    }
    void price(std::string_view name, Ticks ticks) {
        json_.member(name).decimal(market_.terms.price(ticks).value(), market_.quote_scale);
    }
    void amount(std::string_view name, Amount amount) {
        json_.member(name).decimal(amount.value(), market_.quote_scale);
    }
    void time(std::string_view name, Timestamp time) {
        json_.member(name).number(to_wire_time(time, context_.unit));
    }

    JsonWriter json_;
    const ExecutionReport& report_;
    const OrderRow& order_;
    const ListedMarket& market_;
    const EventContext& context_;
};

void ReportWriter::write_terms() {
    const std::string client_id = shown_client_id(order_);
    const bool canceled = report_.kind == Kind::canceled;
    json_.member("c").text(canceled ? shown_cancel_id(order_, report_.cancel_id.view())
                                    : client_id);
    json_.member("S").text(gateway::text_of(order_.side));
    json_.member("o").text(gateway::text_of(order_.type, order_.conditions.trigger));
    json_.member("f").text(gateway::text_of(order_.time_in_force));
    quantity("q", shown_lots(order_));
    price("p", shown_price(order_));
    price("P", order_.conditions.stop_price);
    quantity("F", order_.conditions.visible);
    json_.member("g");
    if (order_.conditions.list == ListId{})
        json_.number(-1);
    else
        json_.number(order_.conditions.list.value());
    json_.member("C").text(canceled ? client_id : original_id());
}

void ReportWriter::write_names() {
    json_.member("x").text(text_of(report_.kind));
    json_.member("X").text(gateway::text_of(order_.status));
    json_.member("r").text("NONE");
    json_.member("i").number(order_.order.value());
}

void ReportWriter::write_progress() {
    quantity("l", report_.lots);
    quantity("z", order_.executed);
    price("L", report_.price);
}

void ReportWriter::write_commission() {
    const bool buys = order_.side == Side::buy;
    if (is_trade()) {
        json_.member("n").decimal(report_.fee.value(),
                                  buys ? market_.base_scale : market_.quote_scale);
        json_.member("N").text(buys ? market_.base : market_.quote);
    } else {
        json_.member("n").text("0").member("N").raw("null");
    }
}

void ReportWriter::write_rest() {
    time("T", order_.updated);
    json_.member("t");
    if (is_trade())
        json_.number(report_.trade.value());
    else
        json_.number(-1);
    json_.member("I").number(report_.id.value());
    json_.member("w").boolean(is_working(order_));
    json_.member("m").boolean(report_.maker);
    json_.member("M").boolean(is_trade());
    time("O", order_.created);
    amount("Z", order_.executed_quote);
    amount("Y", last_notional());
    amount("Q", shown_budget(order_));
    if (order_.working_since != Timestamp{}) time("W", order_.working_since);
    json_.member("V").text(gateway::text_of(order_.self_trade_prevention));
    write_conditional();
    const std::string_view why = gateway::text_of(order_.end);
    if (report_.kind == Kind::expired && !why.empty()) json_.member("eR").text(why);
}

std::string ReportWriter::original_id() const {
    if (report_.kind != Kind::amended) return {};
    storage::OrderRow before = order_;
    before.client_id = report_.amended_id;
    return shown_client_id(before);
}

void ReportWriter::write_conditional() {
    const storage::OrderConditions& asked = order_.conditions;
    if (asked.trailing != 0) {
        json_.member("d").number(asked.trailing).member("D");
        const Timestamp since = order_.trailing_since;
        json_.number(since == Timestamp{} ? -1 : to_wire_time(since, context_.unit));
    }
    if (asked.strategy != 0) json_.member("j").number(asked.strategy);
    if (asked.strategy_type != 0) json_.member("J").number(asked.strategy_type);
    if (order_.prevention != PreventionId{}) {
        json_.member("v").number(order_.prevention.value());
        quantity("A", order_.prevented);
    }
    if (report_.prevention) write_prevention(*report_.prevention);
    if (asked.peg != Peg::none) write_peg();
}

void ReportWriter::write_prevention(const ExecutionReport::Prevention& prevention) {
    quantity("B", prevention.lots);
    json_.member("u").number(prevention.group.value());
    json_.member("U").number(prevention.counter_order.value());
    json_.member("Cs").text(market_.symbol);
    quantity("pl", prevention.lots);
    price("pL", prevention.price);
    amount("pY", market_.terms.notional(prevention.price, prevention.lots));
}

void ReportWriter::write_peg() {
    const storage::OrderConditions& asked = order_.conditions;
    json_.member("gP").text(gateway::text_of(asked.peg));
    if (asked.peg_levels != 0) {
        json_.member("gOT").text("PRICE_LEVEL");
        json_.member("gOV").number(asked.peg_levels);
    }
    if (order_.price != Ticks{}) price("gp", order_.price);
}

void append(std::string& to, const ExecutionReport& report, const EventContext& context) {
    ReportWriter{to, report, *context.catalog.market(report.order.market), context}.write();
}

std::string_view text_of(ListReport::Kind kind) {
    switch (kind) {
        case ListReport::Kind::accepted:
            return "EXEC_STARTED";
        case ListReport::Kind::updated:
            return "UPDATED";
        case ListReport::Kind::ended:
            return "ALL_DONE";
    }
    return "ALL_DONE";
}

void append(std::string& to, const ListReport& report, const EventContext& context) {
    const storage::ListRow& list = report.list;
    const ListedMarket& market = *context.catalog.market(list.market);
    JsonWriter json{to};
    json.begin_object().member("e").text("listStatus");
    json.member("E").number(to_wire_time(context.told, context.unit));
    json.member("s").text(market.symbol).member("g").number(list.list.value());
    json.member("c").text(gateway::text_of(list.kind)).member("l").text(text_of(report.kind));
    json.member("L").text(list.ended ? "ALL_DONE" : "EXECUTING").member("r").text("NONE");
    json.member("C").text(shown_client_id(list));
    json.member("T").number(to_wire_time(context.happened, context.unit));
    json.member("O").begin_array();
    for (std::size_t leg = 0; leg < list.orders.size() && list.orders[leg] != OrderId{}; ++leg) {
        json.begin_object().member("s").text(market.symbol);
        json.member("i").number(list.orders[leg].value());
        json.member("c").text(shown_client_id(list, leg)).end_object();
    }
    json.end_array().end_object();
}

void append(std::string& to, const BalanceUpdate& update, const EventContext& context) {
    const ListedAsset& asset = *context.catalog.asset(update.asset);
    JsonWriter json{to};
    json.begin_object().member("e").text("balanceUpdate");
    json.member("E").number(to_wire_time(context.told, context.unit));
    json.member("a").text(asset.symbol);
    json.member("d").decimal(update.amount.value(), asset.scale);
    json.member("T").number(to_wire_time(context.happened, context.unit)).end_object();
}

void append(std::string& to, const AccountPosition& position, const EventContext& context) {
    JsonWriter json{to};
    json.begin_object().member("e").text("outboundAccountPosition");
    json.member("E").number(to_wire_time(context.told, context.unit));
    json.member("u").number(to_wire_time(context.happened, context.unit));
    json.member("B").begin_array();
    for (const AccountPosition::Holding& holding : position.holdings) {
        const ListedAsset& asset = *context.catalog.asset(holding.asset);
        json.begin_object().member("a").text(asset.symbol);
        json.member("f").decimal(holding.balance.available.value(), asset.scale);
        json.member("l").decimal(holding.balance.held.value(), asset.scale).end_object();
    }
    json.end_array().end_object();
}

void append(std::string&, const KeyEnd&, const EventContext&) {}

}  // namespace

void append_event(std::string& to, const AccountChange& change, const EventContext& context) {
    std::visit([&](const auto& what) { append(to, what, context); }, change.what);
}

void append_stream_terminated(std::string& to, Timestamp now, TimeUnit unit) {
    JsonWriter json{to};
    json.begin_object().member("e").text("eventStreamTerminated");
    json.member("E").number(to_wire_time(now, unit)).end_object();
}

}  // namespace divmid::gateway
