// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/signature.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace divmid::gateway {
namespace {

// The example that the dialect's public documents sign, byte for byte.
constexpr std::string_view kSecret =
    "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
constexpr std::string_view kRestPayload =
    "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
    "&timestamp=1499827319559";
constexpr std::string_view kRestCode =
    "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";

bool verifies(const HmacKey& key, std::string_view payload, std::string_view hex) {
    const auto code = HmacKey::decode(hex);
    return code && key.verify(payload, *code);
}

}  // namespace

TEST_CASE("the documents' own examples of signatures verify", "[signature]") {
    const HmacKey key{kSecret};
    CHECK(verifies(key, kRestPayload, kRestCode));
    CHECK(verifies(key,
                   "apiKey=vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
                   "&price=52000.00&quantity=0.01000000&recvWindow=100&side=SELL&symbol=BTCUSDT"
                   "&timeInForce=GTC&timestamp=1645423376532&type=LIMIT",
                   "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24"));
}

TEST_CASE("the code of a long key and of an empty message are those of RFC 4231's method",
          "[signature]") {
    const HmacKey key{std::string(131, '\xaa')};
    CHECK(verifies(key, "Test Using Larger Than Block-Size Key - Hash Key First",
                   "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    CHECK(verifies(HmacKey{""}, "",
                   "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
}

TEST_CASE("a signature counts in either case", "[signature]") {
    std::string upper{kRestCode};
    for (char& c : upper)
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    CHECK(verifies(HmacKey{kSecret}, kRestPayload, upper));
}

TEST_CASE("no other signature verifies: each bit, each length", "[signature]") {
    const HmacKey key{kSecret};
    for (std::size_t at = 0; at < kRestCode.size(); ++at)
        for (const char c : std::string_view{"0123456789abcdefg- %"}) {
            std::string forged{kRestCode};
            if (forged[at] == c) continue;
            forged[at] = c;
            CHECK_FALSE(verifies(key, kRestPayload, forged));
        }
    CHECK_FALSE(verifies(key, kRestPayload, ""));
    CHECK_FALSE(verifies(key, kRestPayload, kRestCode.substr(1)));
    CHECK_FALSE(verifies(key, kRestPayload, std::string{kRestCode} + "00"));
    CHECK_FALSE(verifies(key, kRestPayload.substr(1), kRestCode));
}

}  // namespace divmid::gateway
