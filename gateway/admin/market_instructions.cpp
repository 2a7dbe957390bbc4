// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/market_instructions.hpp"

#include <limits>

#include "engine/command.hpp"
#include "gateway/admin/named_fields.hpp"
#include "gateway/admin/rule_fields.hpp"

namespace divmid::gateway::admin {
namespace {

MarketId id_of(const ListedMarket* market) {
    return market ? market->terms.market : MarketId{};
}

/// Submits a command whose note is the reason.
template <class Command>
auto with_note(Command command, const std::string& reason) {
    return [command, reason](Inbox& inbox, Asker* asker, std::uint64_t request) mutable {
        command.note = inbox.arena().add(reason);
        inbox.submit(command, asker, request);
    };
}
template <class Command>
auto as_it_is(const Command& command) {
    return [command](Inbox& inbox, Asker* asker, std::uint64_t request) {
        inbox.submit(command, asker, request);
    };
}

/// What follows a phase: trading, unless it is said.
Phase read_next(JsonFields& fields) {
    return fields.has("next") ? find_phase(fields, "next") : Phase::continuous;
}

void switch_kill(JsonFields& fields, const Names& names, Instruction& to, bool lifted) {
    SwitchKill command{.account = {}, .market = {}, .key = {}, .lifted = lifted, .note = {}};
    if (fields.has("account")) command.account = find_account(fields, names.labels);
    if (fields.has("market")) command.market = id_of(find_market(fields, names.catalog));
    if (fields.has("account") && fields.has("market"))
        fields.fail("market", "does not go together with an account");
    to.submit = with_note(command, to.reason);
}

}  // namespace

void set_rules(JsonFields& fields, const Names& names, Instruction& to) {
    const ListedMarket* const market = find_market(fields, names.catalog);
    const boost::json::object* const given = fields.object("rules");
    if (!market || !given) return;
    SetMarketRules command{.market = id_of(market), .rules = market->rules, .note = {}};
    if (const auto fault = merge_rules(*given, *market, command.rules))
        fields.fail("rules", *fault);
    to.submit = with_note(command, to.reason);
}

void set_phase(JsonFields& fields, const Names& names, Instruction& to) {
    SetPhase command{.market = id_of(find_market(fields, names.catalog)),
                     .phase = find_phase(fields, "phase"),
                     .until = {},
                     .next = {},
                     .note = {}};
    if (fields.has("until")) command.until = fields.time("until");
    command.next = read_next(fields);
    to.submit = with_note(command, to.reason);
}

void schedule_phase(JsonFields& fields, const Names& names, Instruction& to) {
    SchedulePhase command{.market = id_of(find_market(fields, names.catalog)),
                          .at = fields.time("at"),
                          .every = {},
                          .phase = find_phase(fields, "phase"),
                          .lasts = {},
                          .next = {}};
    if (fields.has("every")) command.every = fields.duration("every");
    if (fields.has("lasts")) command.lasts = fields.duration("lasts");
    command.next = read_next(fields);
    to.submit = as_it_is(command);
}

void clear_schedule(JsonFields& fields, const Names& names, Instruction& to) {
    to.submit = as_it_is(ClearSchedule{.market = id_of(find_market(fields, names.catalog))});
}

void delist(JsonFields& fields, const Names& names, Instruction& to) {
    const Delist command{
        .market = id_of(find_market(fields, names.catalog)), .at = fields.time("at"), .note = {}};
    to.submit = with_note(command, to.reason);
}

void kill(JsonFields& fields, const Names& names, Instruction& to) {
    switch_kill(fields, names, to, false);
}

void lift(JsonFields& fields, const Names& names, Instruction& to) {
    switch_kill(fields, names, to, true);
}

void bust_trade(JsonFields& fields, const Names& names, Instruction& to) {
    const ListedMarket* const market = find_market(fields, names.catalog);
    const std::int64_t trade = fields.number("trade", 1, std::numeric_limits<std::int64_t>::max());
    to.bust = {.market = id_of(market), .trade = TradeId{static_cast<std::uint64_t>(trade)}};
}

}  // namespace divmid::gateway::admin
