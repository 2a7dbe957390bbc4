// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) {
    return json::serialize(value);
}

}  // namespace

TEST_CASE("exchangeInfo offers what the engine takes, with its steps and limits",
          "[market_queries]") {
    RunningDialect exchange;
    const Reply reply = exchange.get("/api/v3/exchangeInfo", "symbol=DVMUSD");
    const json::value& symbol = reply.body.at("symbols").at(0);
    CHECK(symbol.at("symbol") == "DVMUSD");
    CHECK(symbol.at("status") == "TRADING");
    CHECK(symbol.at("baseAsset") == "DVM");
    CHECK(symbol.at("quoteAsset") == "USD");
    CHECK(text(symbol.at("orderTypes")) ==
          R"(["LIMIT","LIMIT_MAKER","MARKET","STOP_LOSS","STOP_LOSS_LIMIT","TAKE_PROFIT",)"
          R"("TAKE_PROFIT_LIMIT"])");
    CHECK(symbol.at("defaultSelfTradePreventionMode") == "EXPIRE_MAKER");
    const std::string filters = text(symbol.at("filters"));
    CHECK(filters ==
          R"([{"filterType":"PRICE_FILTER","minPrice":"0.000100","maxPrice":"100.000000",)"
          R"("tickSize":"0.000100"},)"
          R"({"filterType":"LOT_SIZE","minQty":"0.010000","maxQty":"100000.000000",)"
          R"("stepSize":"0.010000"},)"
          R"({"filterType":"MARKET_LOT_SIZE","minQty":"0.010000","maxQty":"100000.000000",)"
          R"("stepSize":"0.010000"},)"
          R"({"filterType":"NOTIONAL","minNotional":"1.000000","applyMinToMarket":false,)"
          R"("maxNotional":"10000000.000000","applyMaxToMarket":false,"avgPriceMins":0},)"
          R"({"filterType":"ICEBERG_PARTS","limit":10},)"
          R"({"filterType":"TRAILING_DELTA","minTrailingAboveDelta":10,)"
          R"("maxTrailingAboveDelta":2000,"minTrailingBelowDelta":10,)"
          R"("maxTrailingBelowDelta":2000},)"
          R"({"filterType":"MAX_NUM_ORDERS","maxNumOrders":200},)"
          R"({"filterType":"MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":200},)"
          R"({"filterType":"MAX_NUM_ORDER_LISTS","maxNumOrderLists":20}])");
    CHECK(exchange.get("/api/v3/exchangeInfo").body.at("symbols").as_array().size() == 1);
    CHECK(exchange.get("/api/v3/exchangeInfo", "symbols=%5B%22DVMUSD%22%5D").status == 200);
    CHECK(exchange.get("/api/v3/exchangeInfo", "permissions=SPOT").status == 200);
    const auto info = [&](std::string_view query) {
        return exchange.get("/api/v3/exchangeInfo", query);
    };
    CHECK(info("symbolStatus=TRADING").body.at("symbols").as_array().size() == 1);
    CHECK(info("symbolStatus=HALT").body.at("symbols").as_array().empty());
    CHECK(info("symbolStatus=SOLD").code() == -1130);
    CHECK(text(info("showPermissionSets=false").body.at("symbols").at(0).at("permissionSets")) ==
          "[]");
    CHECK(info("symbols=[\"DVMUSD\",\"DVMUSD\"]").code() == -1151);
    CHECK(exchange.get("/api/v3/exchangeInfo", "permissions=MARGIN")
              .body.at("symbols")
              .as_array()
              .empty());
    CHECK(exchange.get("/api/v3/exchangeInfo", "symbol=NONE").code() == -1121);
    CHECK(exchange.get("/api/v3/exchangeInfo", "symbols=DVMUSD").code() == -1100);
    CHECK(exchange.get("/api/v3/exchangeInfo", "symbol=DVMUSD&permissions=SPOT").code() == -1128);
}

TEST_CASE("who asks for more levels than there are in a snapshot gets those", "[market_queries]") {
    RunningDialect exchange;
    CHECK(exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=5001").status == 200);
    CHECK(exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=0").code() == -1130);
}

TEST_CASE("public requests refuse what they do not know", "[market_queries]") {
    RunningDialect exchange;
    CHECK(exchange.get("/api/v3/ping", "x=1").code() == -1101);
    CHECK(exchange.get("/api/v3/depth").code() == -1102);
    CHECK(exchange.get("/api/v3/depth", "symbol=dvmusd").code() == -1100);
    CHECK(exchange.get("/api/v3/depth", "symbol=BTCUSD").code() == -1121);
    CHECK(exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=0").code() == -1130);
    CHECK(exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=x").code() == -1100);
    CHECK(exchange.get("/api/v3/trades", "symbol=DVMUSD&limit=1001").code() == -1130);
}

}  // namespace divmid::gateway
