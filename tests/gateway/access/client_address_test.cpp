// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/client_address.hpp"

#include <catch2/catch.hpp>

namespace divmid::gateway {

TEST_CASE("an IPv4 address counts for itself", "[limits]") {
    CHECK(client_address("192.0.2.1") == client_address("192.0.2.1"));
    CHECK(client_address("192.0.2.1") != client_address("192.0.2.2"));
    CHECK(client_address("0.0.0.0") != client_address("local"));
    CHECK(client_address("255.255.255.255").value() == 0x1'ffff'ffff);
}

TEST_CASE("IPv6 addresses count by their /64", "[limits]") {
    const ClientAddress one = client_address("2001:db8:1:2::1");
    CHECK(one == client_address("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    CHECK(one != client_address("2001:db8:1:3::1"));
    CHECK(one.value() == 0x2001'0db8'0001'0002);
    CHECK(client_address("fe80::1%eth0") == client_address("fe80::2%eth1"));
}

TEST_CASE("what is no address counts as one peer", "[limits]") {
    for (const char* text : {"", "local", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1..3.4", "1.2.3.4 ",
                             "2001:db8::g", ":::"})
        CHECK(client_address(text) == ClientAddress{});
}

}  // namespace divmid::gateway
