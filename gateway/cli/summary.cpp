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
    return std::to_string(account.value());
}

}  // namespace

void Summary::apply(const Record& record) {
    // Terms of a market come before its first order, and may come in the same record.
    catalog_.apply(record);
    record.events.visit([&](std::size_t, const auto& event) { count(event); });
}

void Summary::count(const Deposited& event) {
    post(postings(event));
}

void Summary::count(const TradeExecuted& event) {
    const MarketTerms& of = terms(event.market);
    post(postings(event, of));
    Trading& trading = trading_[event.market];
    ++trading.trades;
    trading.last_price = event.price;
    trading.turnover += of.notional(event.price, event.lots);
    if (event.maker_filled) --trading.open_orders;
}

void Summary::count(const OrderRested& event) {
    post(postings(event, terms(event.market)));
    ++trading_[event.market].open_orders;
}

void Summary::count(const OrderCanceled& event) {
    post(postings(event, terms(event.market)));
    --trading_[event.market].open_orders;
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

std::string Summary::text() const {
    std::string text;
    for (const auto& [id, listed] : catalog_.markets()) {
        const auto found = trading_.find(id);
        const Trading trading = found == trading_.end() ? Trading{} : found->second;
        const Price last = listed.terms.price(trading.last_price);
        text += fmt::format(
            "market   {:<20} open orders {}  trades {}  last price {}  turnover {} {}\n",
            listed.symbol, trading.open_orders, trading.trades,
            trading.trades == 0 ? "none" : decimal(last.value(), listed.quote_scale),
            decimal(trading.turnover.value(), listed.quote_scale), listed.quote);
    }
    for (const auto& [key, money] : money_) {
        const ListedAsset* asset = catalog_.asset(key.second);
        ENSURE(asset != nullptr);
        text +=
            fmt::format("account  {:<10} {:<8} available {:>24}  held {:>24}\n", name_of(key.first),
                        asset->symbol, decimal(money.available.value(), asset->scale),
                        decimal(money.held.value(), asset->scale));
    }
    for (const auto& [id, sum] : sums())
        text += fmt::format("sum      {:<10} {:<8} {}\n", "all", catalog_.asset(id)->symbol,
                            sum == 0 ? "0" : "NOT ZERO: the books do not balance");
    return text;
}

}  // namespace divmid::gateway::cli
