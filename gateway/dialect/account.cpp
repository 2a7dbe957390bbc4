// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account.hpp"

#include "gateway/dialect/rates.hpp"

namespace divmid::gateway {
namespace {

constexpr std::uint32_t kPpmPerBasisPoint = 100;

void write_commissions(JsonWriter& json, Ppm maker, Ppm taker) {
    json.member("makerCommission").number(maker.value() / kPpmPerBasisPoint);
    json.member("takerCommission").number(taker.value() / kPpmPerBasisPoint);
    json.member("buyerCommission").number(0).member("sellerCommission").number(0);
    write_rates(json.member("commissionRates"), maker, taker);
}

}  // namespace

void write_account(JsonWriter& json, const Caller& caller, const Catalog& catalog,
                   const Balances& balances, bool omit_zero) {
    const auto& markets = catalog.markets();
    const MarketTerms terms = markets.empty() ? MarketTerms{} : markets.begin()->second.terms;
    json.begin_object();
    write_commissions(json, terms.maker_fee, terms.taker_fee);
    json.member("canTrade").boolean(true);
    json.member("canWithdraw").boolean(false).member("canDeposit").boolean(true);
    json.member("brokered").boolean(false).member("requireSelfTradePrevention").boolean(false);
    json.member("preventSor").boolean(false);
    json.member("updateTime").number(to_wire_time(balances.updated(caller.account), caller.unit));
    json.member("accountType").text("SPOT").member("balances").begin_array();
    for (const auto& [id, asset] : catalog.assets()) {
        const Balance balance = balances.balance(caller.account, id);
        if (omit_zero && balance == Balance{}) continue;
        json.begin_object().member("asset").text(asset.symbol);
        json.member("free").decimal(balance.available.value(), asset.scale);
        json.member("locked").decimal(balance.held.value(), asset.scale).end_object();
    }
    json.end_array().member("permissions").begin_array().text("SPOT").end_array();
    json.member("uid").number(caller.account.value()).end_object();
}

void write_commission(JsonWriter& json, const ListedMarket& market) {
    const MarketTerms& terms = market.terms;
    json.begin_object().member("symbol").text(market.symbol);
    write_rates(json.member("standardCommission"), terms.maker_fee, terms.taker_fee);
    write_rates(json.member("specialCommission"), Ppm{}, Ppm{});
    write_rates(json.member("taxCommission"), Ppm{}, Ppm{});
    write_no_discount(json.member("discount"));
    json.end_object();
}

void write_trade_fee(JsonWriter& json, const ListedMarket& market) {
    json.begin_object().member("symbol").text(market.symbol);
    write_rate(json.member("makerCommission"), market.terms.maker_fee);
    write_rate(json.member("takerCommission"), market.terms.taker_fee);
    json.end_object();
}

}  // namespace divmid::gateway
