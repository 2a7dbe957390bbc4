// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/event.hpp"
#include "engine/record.hpp"
#include "engine/terms.hpp"
#include "tests/engine/naive_book.hpp"

namespace divmid {

/// The rules of the market a second time, written to be read and not to be fast, sharing no code
/// with the engine: the oracle. It makes the same events of the same ticks.
///
/// Requires: administration that is not refused; the refusals of clients' commands are its own.
class NaiveExchange {
public:
    [[nodiscard]] Events apply(const Tick& tick);

    struct Balance {
        std::int64_t available = 0;
        std::int64_t held = 0;
    };
    [[nodiscard]] Balance balance(AccountId account, AssetId asset) const;

private:
    struct Market {
        MarketTerms terms;
        std::uint64_t orders = 0;
        std::uint64_t trades = 0;
        NaiveBook book;
    };
    struct Key {
        AccountId account;
        Scopes scopes;
        bool revoked = false;
    };

    void expire_due();

    void apply(const PlaceOrder& command);
    void apply(const CancelOrder& command);
    void apply(const CancelAll& command);
    void apply(const CancelOrderIf& command);
    void apply(const ReplaceOrder& command);
    void apply(const ListAsset& command);
    void apply(const ListMarket& command);
    void apply(const OpenAccount& command);
    void apply(const AddKey& command);
    void apply(const RevokeKey& command);
    void apply(const Deposit& command);
    template <class Other>
    void apply(const Other&) {
        refuse(Reject::unsupported_combination, {}, {});
    }
    void apply(const Started&) {}
    void apply(const StorageLow&) { storage_low_ = true; }
    void apply(const StorageOk&) { storage_low_ = false; }

    [[nodiscard]] Reject check_client(AccountId account, KeyId key, MarketId market,
                                      Timestamp deadline) const;
    [[nodiscard]] Reject check(const PlaceOrder& command);
    [[nodiscard]] Reject check_parameters(const PlaceOrder& command, OrderId replaced);
    [[nodiscard]] Reject check_now(const PlaceOrder& command);
    [[nodiscard]] Reject check_numbers(const PlaceOrder& command, const MarketTerms& terms) const;
    [[nodiscard]] Reject check_book(const PlaceOrder& command, Market& market);
    [[nodiscard]] std::int64_t lots_for(std::int64_t budget, Side side, Market& market) const;
    [[nodiscard]] std::int64_t cost(const PlaceOrder& command, Market& market) const;

    void place(const PlaceOrder& command);
    void match(Market& market, NaiveOrder& taker, const PlaceOrder& command);
    void match_budget(Market& market, NaiveOrder& taker, const PlaceOrder& command);
    void trade(Market& market, NaiveOrder& taker, Lots lots, bool taker_filled);
    void expire(const Market& market, const NaiveOrder& order, EndReason reason);
    void cancel(Market& market, const NaiveOrder& order, EndReason reason);
    void hold(const Market& market, const NaiveOrder& order, std::int64_t sign);
    void refuse(Reject reason, MarketId market, AccountId account);
    [[nodiscard]] std::vector<NaiveOrder> open_orders(Market& market, AccountId account) const;
    [[nodiscard]] std::optional<NaiveOrder> find(const CancelOrder& command);
    [[nodiscard]] static Reject check_cancel(const std::optional<NaiveOrder>& order,
                                             CancelRestriction restriction);
    void cancel_one(const CancelOrder& command, CancelRestriction restriction);
    [[nodiscard]] std::string_view text(TextRef ref) const;

    Timestamp now_;
    const Commands* commands_ = nullptr;
    Events events_;

    std::vector<std::uint8_t> scales_;  ///< Of the assets, from asset 1.
    std::uint32_t accounts_ = 0;
    bool storage_low_ = false;
    std::vector<Key> keys_;
    std::map<MarketId, Market> markets_;
    std::map<std::pair<AccountId, AssetId>, Balance> balances_;
};

}  // namespace divmid
