// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/summary.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "engine/check.hpp"

namespace divmid::gateway::cli {
namespace {

std::string decimal(std::int64_t value, Scale scale) {
    std::string text;
    append_decimal(text, value, scale);
    return text;
}

std::string name_of(AccountId account) {
    if (account == kIssuer) return "issuer";
    if (account == kFees) return "fees";
    if (account == kFunding) return "funding";
    if (account == kReceivable) return "receivable";
    return std::to_string(account.value());
}

/// Events of an asset, of no market, that move money.
template <class Event>
concept MovesOneAsset =
    requires(const Event& event) { each_posting(event, [](const Posting&) {}); };

}  // namespace

/// Posts whatever moves money. What that means for orders and trades is said kind by kind: an event
/// that moves money of a market and is not named here does not compile.
class Summary::Reading {
public:
    explicit Reading(Summary& to) : to_{to} {}

    template <class Event>
    void operator()(const Event& event) {
        if constexpr (MovesMoney<Event>)
            to_.post(postings(event, to_.terms(market_of(event))));
        else if constexpr (MovesOneAsset<Event>)
            to_.post(postings(event));
        count(event);
    }

private:
    void count(const OrderAccepted& event) { ++of(event.market).open_orders; }
    void count(const TradeExecuted& event) { traded(event); }
    void count(const AuctionTraded& event) { traded(event.trade); }
    void count(const TradePrevented& event) {
        ended(event.market, event.maker_done);
        ended(event.market, event.taker_done);
    }
    void count(const OrderCanceled& event) { ended(event.market); }
    void count(const OrderExpired& event) { ended(event.market); }
    void count(const WaitingEnded& event) { ended(event.market); }
    void count(const TradeBusted& event) {
        Trading& trading = of(event.market);
        ++trading.busted;
        trading.turnover -= to_.terms(event.market).notional(event.price, event.lots);
    }
    // An order stays open while it goes from one place to another.
    void count(const OrderRested&) {}
    void count(const OrderWaits&) {}
    void count(const OrderAwoke&) {}
    void count(const OrderAmended&) {}
    void count(const WaitingAmended&) {}
    template <class Other>
        requires(!MovesMoney<Other>)
    void count(const Other&) {}

    void traded(const TradeExecuted& trade) {
        Trading& trading = of(trade.market);
        ++trading.trades;
        trading.last_price = trade.price;
        trading.turnover += to_.terms(trade.market).notional(trade.price, trade.lots);
        ended(trade.market, trade.maker_filled);
        ended(trade.market, trade.taker_filled);
    }
    void ended(MarketId market, bool is_done = true) { of(market).open_orders -= is_done; }
    Trading& of(MarketId market) { return to_.trading_[market]; }

    Summary& to_;
};

void Summary::apply(const Record& record) {
    // Terms of a market come before its first order, and may come in the same record.
    catalog_.apply(record);
    record.events.visit(
        [reading = Reading{*this}](std::size_t, const auto& event) mutable { reading(event); });
}

void Summary::post(const Postings& postings) {
    for (const Posting& entry : postings.entries()) {
        Money& money = money_[{entry.account, entry.asset}];
        money.available += entry.available;
        money.held += entry.held;
    }
}

const MarketTerms& Summary::terms(MarketId market) const {
    const ListedMarket* listed = catalog_.market(market);
    ENSURE(listed != nullptr);
    return listed->terms;
}

std::map<AssetId, Int128> Summary::sums() const {
    std::map<AssetId, Int128> sums;
    for (const auto& [key, money] : money_)
        sums[key.second] += Int128{money.available.value()} + money.held.value();
    return sums;
}

bool Summary::conserved() const {
    return std::ranges::all_of(sums(), [](const auto& sum) { return sum.second == 0; });
}

void Summary::add_markets(std::string& text) const {
    for (const auto& [id, listed] : catalog_.markets()) {
        const auto found = trading_.find(id);
        const Trading trading = found == trading_.end() ? Trading{} : found->second;
        const Price last = listed.terms.price(trading.last_price);
        text += fmt::format(
            "market   {:<20} open orders {}  trades {}  last price {}  turnover {} {}  busted {}\n",
            listed.symbol, trading.open_orders, trading.trades,
            trading.trades == 0 ? "none" : decimal(last.value(), listed.quote_scale),
            decimal(trading.turnover.value(), listed.quote_scale), listed.quote, trading.busted);
    }
}

void Summary::add_accounts(std::string& text) const {
    for (const auto& [key, money] : money_) {
        const ListedAsset* asset = catalog_.asset(key.second);
        ENSURE(asset != nullptr);
        text +=
            fmt::format("account  {:<10} {:<8} available {:>24}  held {:>24}\n", name_of(key.first),
                        asset->symbol, decimal(money.available.value(), asset->scale),
                        decimal(money.held.value(), asset->scale));
    }
}

std::string Summary::text() const {
    std::string text;
    add_markets(text);
    add_accounts(text);
    for (const auto& [id, sum] : sums())
        text += fmt::format("sum      {:<10} {:<8} {}\n", "all", catalog_.asset(id)->symbol,
                            sum == 0 ? "0" : "NOT ZERO: the books do not balance");
    return text;
}

}  // namespace divmid::gateway::cli
