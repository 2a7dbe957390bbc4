// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/errors.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

namespace divmid::gateway {

TEST_CASE("the engine's refusals of orders have the codes and texts that clients match",
          "[errors]") {
    using Told = std::pair<int, std::string>;
    const auto told = [](Reject reason) {
        const Error error = refuse::by_engine(reason);
        return Told{error.code, error.message};
    };
    CHECK(told(Reject::insufficient_balance) ==
          Told{-2010, "Account has insufficient balance for requested action."});
    CHECK(told(Reject::would_take) == Told{-2010, "Order would immediately match and take."});
    CHECK(told(Reject::duplicate_client_id) == Told{-2010, "Duplicate order sent."});
    CHECK(told(Reject::unknown_order) == Told{-2011, "Unknown order sent."});
    CHECK(told(Reject::price_off_tick) == Told{-1013, "Filter failure: PRICE_FILTER"});
    CHECK(told(Reject::quantity_off_lot) == Told{-1013, "Filter failure: LOT_SIZE"});
    CHECK(told(Reject::notional_below_min) == Told{-1013, "Filter failure: NOTIONAL"});
    CHECK(told(Reject::too_many_open_orders) == Told{-1013, "Filter failure: MAX_NUM_ORDERS"});
    CHECK(told(Reject::unknown_market) == Told{-1121, "Invalid symbol."});
    CHECK(told(Reject::deadline_passed) ==
          Told{-1021, "Timestamp for this request is outside of the recvWindow."});
    CHECK(told(Reject::scope_missing) ==
          Told{-2015, "Invalid API-key, IP, or permissions for action."});
    CHECK(told(Reject::unsupported_combination).first == -1014);
}

TEST_CASE("what no order can meet is an internal error, and every refusal says something",
          "[errors]") {
    for (int number = 0; number < 256; ++number) {
        const Error error = refuse::by_engine(static_cast<Reject>(number));
        CHECK(error.code < 0);
        CHECK_FALSE(error.message.empty());
        CHECK(error.status >= 400);
    }
    CHECK(refuse::by_engine(Reject::symbol_taken).code == -1000);
}

TEST_CASE("an error is told as code and msg", "[errors]") {
    std::string text;
    append_error(text, refuse::bad_symbol());
    CHECK(text == R"({"code":-1121,"msg":"Invalid symbol."})");
}

TEST_CASE("overload is told as not executed, bad keys as unauthorised", "[errors]") {
    CHECK(refuse::overloaded().status == 503);
    CHECK(refuse::overloaded().message ==
          "Server is currently overloaded with other requests. Please try again in a few minutes.");
    CHECK(refuse::key_rejected().status == 401);
    CHECK(refuse::key_malformed().status == 401);
    CHECK(refuse::unknown_path().status == 404);
}

}  // namespace divmid::gateway
