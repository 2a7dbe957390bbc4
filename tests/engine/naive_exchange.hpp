// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/event.hpp"
#include "engine/record.hpp"
#include "engine/terms.hpp"
#include "tests/engine/naive_market.hpp"
#include "tests/engine/naive_order.hpp"

namespace divmid {

/// The rules of the market a second time, written to be read and not to be fast, sharing no code
/// with the engine: the oracle. It makes the same events of the same ticks. A value: a copy of it
/// tries out what an order would do.
///
/// Requires: assets, accounts, keys, deposits and listings that are not refused; all other refusals
/// are its own.
class NaiveExchange {
public:
    [[nodiscard]] Events apply(const Tick& tick);

    struct Balance {
        std::int64_t available = 0;
        std::int64_t held = 0;
    };
    [[nodiscard]] Balance balance(AccountId account, AssetId asset) const;

    /// When the next tick is wanted even without a command.
    [[nodiscard]] Timestamp next_deadline() const;

private:
    struct Key {
        AccountId account;
        Scopes scopes;
        bool revoked = false;
    };
    struct Account {
        TradeGroupId group;
        bool has_tier = false;
        Ppm maker_fee;
        Ppm taker_fee;
        enum class Killed { no, by_owner, by_operator } killed{};
        Timestamp dead_man;  ///< Zero: none.
    };
    struct Lane {
        std::uint64_t last = 0;
        std::uint64_t identity = 0;
    };
    /// What is asked of one order, and in which role.
    struct Asked {
        const PlaceOrder& order;
        const Conditions& conditions;
        OrderId replaced{};     ///< Its client id is free.
        bool replaces = false;  ///< Only what depends on neither the book nor a balance.
        bool pending = false;   ///< It starts later.
        bool in_list = false;
        // Of the orders before it in its list: how many may stay open, how many are stops, and
        // what the buys among them may bring.
        std::size_t orders_before = 0;
        std::size_t stops_before = 0;
        Int128 buys_before = 0;
    };
    struct Named {
        MarketId market;
        AccountId account;
        OrderId order;  ///< Zero: by client id.
        TextRef client_id;
    };
    /// Why a taker stopped.
    enum class Stop { filled, no_more, outside_band, budget_spent, prevented };
    /// A timer that is due.
    struct Due {
        Timestamp at;
        int kind = 0;
        std::uint64_t owner = 0;  ///< Market or account.
        std::uint64_t order = 0;

        friend auto operator<=>(const Due&, const Due&) = default;
    };

    // naive_exchange.cpp: ticks, money.
    template <class Command>
    void turn(const Command& command);
    void refuse(Reject reason, MarketId market, AccountId account);
    void pay(AccountId account, AssetId asset, std::int64_t amount);
    void hold(AccountId account, AssetId asset, std::int64_t amount);
    [[nodiscard]] std::string_view text(TextRef ref) const;
    [[nodiscard]] NaiveMarket& market(MarketId id) { return markets_.at(id); }

    // naive_administration.cpp
    void apply(const ListAsset& command);
    void apply(const ListMarket& command);
    void apply(const OpenAccount& command);
    void apply(const AddKey& command);
    void apply(const RevokeKey& command);
    void apply(const Deposit& command);
    void apply(const SetMarketRules& command);
    [[nodiscard]] Reject check(const SetMarketRules& command) const;
    void apply(const SetTradeGroup& command);
    void apply(const SetFeeTier& command);
    void apply(const BustTrade& command);
    [[nodiscard]] Reject check(const BustTrade& command) const;
    [[nodiscard]] std::int64_t owes(AccountId party, AssetId asset, std::int64_t amount);

    // naive_checks.cpp: the order of refusals. naive_filters.cpp: the numbers in it.
    [[nodiscard]] static bool phase_allows(Phase phase, const Conditions& conditions,
                                           const PlaceOrder& order, bool in_list);
    [[nodiscard]] bool known(AccountId account) const;
    [[nodiscard]] Reject check_key(KeyId key, AccountId account) const;
    template <class Command>
    [[nodiscard]] Reject check_sender(const Command& command, bool market_known) const;
    [[nodiscard]] bool killed(AccountId account, MarketId market) const;
    [[nodiscard]] Reject check(const Asked& asked);
    [[nodiscard]] Reject check_state(const Asked& asked) const;
    [[nodiscard]] bool has_client_id(const NaiveMarket& m, AccountId account,
                                     std::string_view client_id, OrderId but) const;
    [[nodiscard]] Reject check_price(const NaiveMarket& m, Price price) const;
    [[nodiscard]] Reject check_quantity(const NaiveMarket& m, Quantity quantity) const;
    [[nodiscard]] Reject check_numbers(const Asked& asked, Price price);
    [[nodiscard]] Reject check_notional(const NaiveMarket& m, const NaiveOrder& order,
                                        Quantity quantity) const;
    [[nodiscard]] Reject check_percent(const NaiveMarket& m, Side side, Price price) const;
    [[nodiscard]] Reject check_counts(const Asked& asked);
    [[nodiscard]] Reject check_iceberg(const NaiveMarket& m, Quantity total,
                                       Quantity visible) const;
    [[nodiscard]] Reject check_trailing(const NaiveMarket& m, const Asked& asked) const;
    [[nodiscard]] Reject check_growth(NaiveMarket& m, const NaiveOrder& order, Lots total) const;
    [[nodiscard]] Reject check_position(NaiveMarket& m, AccountId account, Quantity more,
                                        Int128 before = 0) const;
    [[nodiscard]] Reject check_book(const Asked& asked);

    // naive_place.cpp
    void apply(const PlaceOrder& command);
    void apply(const PlaceConditional& command);
    void apply(const ReplaceOrder& command);
    void apply(const ReplaceConditional& command);
    void place(const PlaceOrder& order, const Conditions& conditions);
    void replace(const ReplaceOrder& command, const Conditions& conditions);
    [[nodiscard]] NaiveOrder draft(const PlaceOrder& order, const Conditions& conditions);
    NaiveOrder& accept(NaiveMarket& m, const PlaceOrder& order, const Conditions& conditions,
                       ListId list);
    /// Waits for its stop price, or works.
    void start(NaiveMarket& m, NaiveOrder& order, std::int64_t sibling_holds);
    void work(NaiveMarket& m, NaiveOrder& order);
    void finish(NaiveMarket& m, NaiveOrder& order, Stop stop);
    void outside_band(NaiveMarket& m, NaiveOrder& order);
    void rest(NaiveMarket& m, NaiveOrder& order);
    void show_slice(NaiveMarket& m, NaiveOrder& order, Lots hidden);

    // naive_matching.cpp
    [[nodiscard]] Stop match(NaiveMarket& m, NaiveOrder& taker);
    [[nodiscard]] NaiveOrder tried(const NaiveMarket& m, NaiveOrder order) const;
    [[nodiscard]] std::int64_t cost_now(const NaiveMarket& m, const NaiveOrder& order) const;
    void trade(NaiveMarket& m, NaiveOrder& taker, NaiveOrder& maker, Lots lots);
    [[nodiscard]] bool own(const NaiveOrder& a, const NaiveOrder& b) const;
    [[nodiscard]] bool prevent(NaiveMarket& m, NaiveOrder& taker, NaiveOrder& maker);
    void print(NaiveMarket& m, Ticks price);

    // naive_ends.cpp: every way an order ends, and what its list makes of that.
    void expire(NaiveMarket& m, NaiveOrder& taker, EndReason reason);
    void end(NaiveMarket& m, OrderId order, EndReason reason);
    void gone(NaiveMarket& m, OrderId order, EndReason reason);
    void traded(NaiveMarket& m, NaiveOrder& order);
    [[nodiscard]] NaiveOrder* sibling(NaiveMarket& m, const NaiveOrder& order);
    void end_all(NaiveMarket& m, const std::vector<OrderId>& orders, EndReason reason);

    // naive_waiting.cpp
    [[nodiscard]] Ticks bound(const NaiveMarket& m, const NaiveOrder& order) const;
    [[nodiscard]] std::int64_t cost_of_waiting(const NaiveMarket& m, const NaiveOrder& order) const;
    void wait(NaiveMarket& m, NaiveOrder& order, WaitsFor what, std::int64_t held);
    [[nodiscard]] static bool reached(const NaiveOrder& order, Ticks print);
    [[nodiscard]] bool hears(NaiveMarket& m, NaiveOrder& order, Ticks print);
    void taker_ended(NaiveMarket& m, std::optional<Ticks> last_before);
    void drain(NaiveMarket& m);
    void drain_all();
    void awake(NaiveMarket& m, NaiveOrder& order);
    void tell_awoke(NaiveMarket& m, NaiveOrder& order);
    void start_pending(NaiveMarket& m, ListId list);
    [[nodiscard]] EndReason why_not_start(NaiveMarket& m, NaiveOrder& order);

    // naive_lists.cpp
    void apply(const PlaceList& command);
    [[nodiscard]] Reject check(const PlaceList& command);
    void set_to_work(NaiveMarket& m, const std::vector<OrderId>& ids);

    // naive_amend.cpp
    struct Amended {
        OrderId order;
        Ticks price;
        Lots total;
        bool keeps_place = false;  ///< Or waits on.
        std::int64_t held_before = 0;
        std::int64_t held = 0;

        [[nodiscard]] std::int64_t grows() const { return held - held_before; }
    };
    void apply(const AmendOrder& command);
    [[nodiscard]] Reject check(const AmendOrder& command, std::vector<Amended>& changes);
    [[nodiscard]] Reject check_terms(const NaiveMarket& m, const NaiveOrder& order, Price price,
                                     Quantity quantity) const;
    [[nodiscard]] static Reject check_change(const NaiveOrder& order, const Amended& own,
                                             bool keep_priority);
    [[nodiscard]] Reject check_pair(NaiveMarket& m, std::vector<Amended>& changes);
    [[nodiscard]] Reject check_funds(NaiveMarket& m, const std::vector<Amended>& changes);
    void amend(NaiveMarket& m, const Amended& change, TextRef client_id);

    // naive_cancels.cpp
    [[nodiscard]] NaiveOrder* find(const Named& named);
    [[nodiscard]] static Reject check_cancel(const NaiveOrder* order,
                                             CancelRestriction restriction);
    [[nodiscard]] bool cancel_allowed(const NaiveMarket& m) const;
    void cancel_one(const CancelOrder& command, CancelRestriction restriction);
    void apply(const CancelOrder& command);
    void apply(const CancelOrderIf& command);
    void apply(const CancelAll& command);
    void apply(const CancelMany& command);
    void apply(const CancelList& command);
    void apply(const SessionEnded& command);
    bool end_where(EndReason reason,
                   const std::function<bool(const NaiveMarket&, const NaiveOrder&)>& wanted);

    // naive_phases.cpp, naive_auction.cpp
    void apply(const SetPhase& command);
    void apply(const SchedulePhase& command);
    void apply(const ClearSchedule& command);
    void apply(const Delist& command);
    void apply(const Started& command);
    void fire_timers();
    [[nodiscard]] std::vector<Due> timers() const;
    void fire(const Due& due);
    void fire_schedule(NaiveMarket& m);
    void change(NaiveMarket& m, Phase phase, Timestamp until, Phase next);
    void leave(NaiveMarket& m, Phase phase, Timestamp until, Phase next);
    void end_overdue(NaiveMarket& m);
    void uncross(NaiveMarket& m);
    void pair_up(NaiveMarket& m, Ticks price);
    [[nodiscard]] Ticks price_at_market_in_call(const NaiveMarket& m, Side side) const;
    /// The same for a stop-market buy, whose hold covers no more than its own worst price.
    [[nodiscard]] Ticks worst_in_call(const NaiveMarket& m, const NaiveOrder& order) const;
    void prevent_in_auction(NaiveMarket& m, NaiveOrder& older, NaiveOrder& younger);
    void trade_in_auction(NaiveMarket& m, NaiveOrder& older, NaiveOrder& younger, Ticks price);
    void indicate();

    // naive_safety.cpp: request numbers, kill switch, dead-man timer.
    void apply(const Numbered& command);
    void apply(const SwitchKill& command);
    void apply(const SetDeadMan& command);
    void fire_dead_man(AccountId account);
    void apply(const StorageLow&) { storage_low_ = true; }
    void apply(const StorageOk&) { storage_low_ = false; }

    Timestamp now_;
    const Commands* commands_ = nullptr;
    Events events_;
    bool skip_next_ = false;
    int wakes_left_ = 0;

    std::vector<std::uint8_t> scales_;  ///< Of the assets, from asset 1.
    std::map<AccountId, Account> accounts_;
    bool storage_low_ = false;
    bool all_killed_ = false;
    std::vector<Key> keys_;
    std::map<std::pair<KeyId, std::uint8_t>, Lane> lanes_;
    std::map<MarketId, NaiveMarket> markets_;
    std::map<ListId, NaiveList> lists_;
    std::uint64_t lists_issued_ = 0;
    std::map<std::pair<AccountId, AssetId>, Balance> balances_;
};

template <class Command>
Reject NaiveExchange::check_sender(const Command& command, bool market_known) const {
    if (!known(command.account)) return Reject::unknown_account;
    if (!market_known) return Reject::unknown_market;
    if (command.deadline != Timestamp{} && now_ > command.deadline) return Reject::deadline_passed;
    return check_key(command.key, command.account);
}

}  // namespace divmid
