// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account.hpp"

#include "gateway/dialect/rates.hpp"

namespace divmid::gateway {
namespace {

constexpr std::uint32_t kPpmPerBasisPoint = 100;

void write_commissions(JsonWriter& json, const MarketStates::FeeRates& rates) {
    json.member("makerCommission").number(rates.maker.value() / kPpmPerBasisPoint);
    json.member("takerCommission").number(rates.taker.value() / kPpmPerBasisPoint);
    json.member("buyerCommission").number(0).member("sellerCommission").number(0);
    write_rates(json.member("commissionRates"), rates.maker, rates.taker);
}

}  // namespace

void write_account(JsonWriter& json, const Caller& caller, const Projections& projections,
                   bool omit_zero) {
    const Catalog& catalog = projections.catalog;
    const MarketStates& states = projections.market_states;
    const auto& markets = catalog.markets();
    const MarketTerms terms = markets.empty() ? MarketTerms{} : markets.begin()->second.terms;
    json.begin_object();
    write_commissions(json, states.profile(caller.account).rates(terms));
    json.member("canTrade").boolean(true);
    json.member("canWithdraw").boolean(false).member("canDeposit").boolean(true);
    json.member("brokered").boolean(false).member("requireSelfTradePrevention").boolean(false);
    json.member("preventSor").boolean(false);
    json.member("updateTime")
        .number(to_wire_time(projections.balances.updated(caller.account), caller.unit));
    json.member("accountType").text("SPOT").member("balances").begin_array();
    for (const auto& [id, asset] : catalog.assets()) {
        const Balance balance = projections.balances.balance(caller.account, id);
        if (omit_zero && balance == Balance{}) continue;
        json.begin_object().member("asset").text(asset.symbol);
        json.member("free").decimal(balance.available.value(), asset.scale);
        json.member("locked").decimal(balance.held.value(), asset.scale).end_object();
    }
    json.end_array().member("permissions").begin_array().text("SPOT").end_array();
    json.member("uid").number(caller.account.value()).end_object();
}

void write_commission(JsonWriter& json, const ListedMarket& market,
                      const MarketStates::Profile& of) {
    const auto [maker, taker] = of.rates(market.terms);
    json.begin_object().member("symbol").text(market.symbol);
    write_rates(json.member("standardCommission"), maker, taker);
    write_rates(json.member("specialCommission"), Ppm{}, Ppm{});
    write_rates(json.member("taxCommission"), Ppm{}, Ppm{});
    write_no_discount(json.member("discount"));
    json.end_object();
}

void write_trade_fee(JsonWriter& json, const ListedMarket& market,
                     const MarketStates::Profile& of) {
    const auto [maker, taker] = of.rates(market.terms);
    json.begin_object().member("symbol").text(market.symbol);
    write_rate(json.member("makerCommission"), maker);
    write_rate(json.member("takerCommission"), taker);
    json.end_object();
}

}  // namespace divmid::gateway
