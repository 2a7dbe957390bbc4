// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/user_client.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using Heard = std::vector<std::string>;

}  // namespace

TEST_CASE("an order that rests is reported, then what the account has", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    CHECK(alice.subscribe(exchange.alice) == 0);
    CHECK(alice.silent());
    exchange.place(exchange.alice,
                   "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1.5&newClientOrderId=me");
    CHECK(json::serialize(alice.next()) ==
          R"({"e":"executionReport","E":1767225600000,"s":"DVMUSD","c":"me","S":"BUY",)"
          R"("o":"LIMIT","f":"GTC","q":"10.000000","p":"1.500000","P":"0.000000",)"
          R"("F":"0.000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.000000",)"
          R"("z":"0.000000","L":"0.000000","n":"0","N":null,"T":1767225600000,"t":-1,"I":24,)"
          R"("w":true,"m":false,"M":false,"O":1767225600000,"Z":"0.000000","Y":"0.000000",)"
          R"("Q":"0.000000","W":1767225600000,"V":"NONE"})");
    CHECK(json::serialize(alice.next()) ==
          R"({"e":"outboundAccountPosition","E":1767225600000,"u":1767225600000,)"
          R"("B":[{"a":"USD","f":"9985.000000","l":"15.000000"}]})");
    CHECK(alice.silent());
}

}  // namespace divmid::gateway
