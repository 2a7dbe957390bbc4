// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/demo.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "gateway/cli/ask.hpp"

namespace divmid::gateway::cli {
namespace {

using boost::json::object;

constexpr std::array<std::string_view, 2> kAssets{"DVM", "USD"};
constexpr std::array<std::string_view, 2> kAccounts{"alice", "bob"};
constexpr std::string_view kReason = R"("reason":"demo")";

/// The one element of a list in a report whose `field` is `value`.
const object* find(const object& report, std::string_view list, std::string_view field,
                   std::string_view value) {
    for (const boost::json::value& element : report.at(list).as_array())
        if (element.as_object().at(field).as_string() == value) return &element.as_object();
    return nullptr;
}

/// The steps of the demo, each left out when its result is there.
class Demo {
public:
    explicit Demo(const AdminClient& client) : client_{client} {}

    std::expected<DemoKeys, Failure> set_up() {
        for (const std::string_view asset : kAssets)
            if (missing("assets", asset))
                command("list-asset",
                        fmt::format(R"({{"symbol":"{}","scale":6,{}}})", asset, kReason));
        if (missing("markets", "DVMUSD")) list_market();
        DemoKeys keys;
        for (const std::string_view label : kAccounts) {
            if (missing("accounts", label, "label"))
                command("open-account", fmt::format(R"({{"label":"{}",{}}})", label, kReason));
            fund(label);
            keys[std::string{label}] = make_key(label);
        }
        if (failure_) return std::unexpected{*failure_};
        return keys;
    }

    /// Whether the exchange has all of these keys, good for use.
    bool has(const DemoKeys& keys) {
        const object report = get("/admin/v1/keys");
        return !failure_ && std::ranges::all_of(kAccounts, [&](std::string_view label) {
            const auto key = keys.find(std::string{label});
            const object* known =
                key == keys.end() ? nullptr : find(report, "keys", "apiKey", key->second.name);
            return known && !known->at("revoked").as_bool();
        });
    }

    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

private:
    object get(std::string_view path) {
        if (failure_) return {};
        auto answer = ask_json(client_, path);
        if (answer) return *std::move(answer);
        failure_ = answer.error();
        return {};
    }

    object command(std::string_view name, const std::string& body) {
        if (failure_) return {};
        auto answer = ask_json(client_, fmt::format("/admin/v1/{}", name), body);
        if (answer) return *std::move(answer);
        failure_ = answer.error();
        return {};
    }

    bool missing(std::string_view list, std::string_view name, std::string_view field = "symbol") {
        const object report = get("/admin/v1/status");
        return !failure_ && !find(report, list, field, name);
    }

    void list_market() {
        command("list-market",
                fmt::format(R"({{"symbol":"DVMUSD","base":"DVM","quote":"USD","tickSize":"0.0001",)"
                            R"("lotSize":"0.01","priceMin":"0.0001","priceMax":"10000",)"
                            R"("quantityMin":"0.01","quantityMax":"100000","notionalMin":"1",)"
                            R"("openOrdersMax":200,"makerFeePpm":1000,"takerFeePpm":1000,{}}})",
                            kReason));
        set_rules();
    }

    /// What keeps a typing error from emptying the book: trades stay within 20 % of the mean price
    /// of the last five minutes, or of 0.60 until there is one, limit prices within a factor
    /// of five of it, and no owner trades with itself.
    void set_rules() {
        command("set-rules",
                fmt::format(R"({{"market":"DVMUSD","rules":{{"bandBelowPpm":200000,)"
                            R"("bandAbovePpm":200000,"referenceBucket":"10s",)"
                            R"("referenceBuckets":30,"firstReference":"0.6",)"
                            R"("bidPercentMinPpm":200000,"bidPercentMaxPpm":5000000,)"
                            R"("askPercentMinPpm":200000,"askPercentMaxPpm":5000000,)"
                            R"("defaultPrevention":"EXPIRE_MAKER","notionalMinToMarket":true,)"
                            R"("auctionCallLeast":"10s"}},{}}})",
                            kReason));
    }

    /// Gives money only to who has none of that asset: a demo that was cut short goes on.
    void fund(std::string_view label) {
        const object report = get("/admin/v1/status");
        if (failure_) return;
        const object& account = *find(report, "accounts", "label", label);
        for (const std::string_view asset : kAssets) {
            const object& balance = *find(account, "balances", "asset", asset);
            if (balance.at("available") != "0.000000" || balance.at("held") != "0.000000") continue;
            command("deposit",
                    fmt::format(R"({{"account":"{}","asset":"{}","amount":"100000",{}}})", label,
                                asset, kReason));
        }
    }

    ApiKey make_key(std::string_view label) {
        const object key = command(
            "add-key",
            fmt::format(R"({{"account":"{}","scopes":["read","trade"],{}}})", label, kReason));
        if (failure_) return {};
        return {.name = std::string{key.at("apiKey").as_string()},
                .secret = std::string{key.at("secretKey").as_string()}};
    }

    const AdminClient& client_;
    std::optional<Failure> failure_;
};

Failure unusable(std::string what) {
    return {ExitCode::failed, std::move(what)};
}

}  // namespace

std::expected<DemoKeys, Failure> set_up_demo(const AdminClient& client,
                                             const std::filesystem::path& directory) {
    const std::filesystem::path file = directory / kDemoKeysFile;
    const auto kept = read_demo_keys(file);
    if (!kept) return std::unexpected{unusable(kept.error())};
    Demo demo{client};
    if (*kept && demo.has(**kept)) return **kept;
    if (demo.failure()) return std::unexpected{*demo.failure()};
    auto keys = demo.set_up();
    if (!keys) return keys;
    if (const auto written = write_demo_keys(file, *keys); !written)
        return std::unexpected{unusable(written.error())};
    return keys;
}

std::string first_orders(const DemoKeys& keys, const std::string& address, std::uint16_t port) {
    const ApiKey& alice = keys.at("alice");
    const ApiKey& bob = keys.at("bob");
    return fmt::format(R"END(
The exchange is at http://{0}:{1}. Its market is DVMUSD. Alice and bob began with 100000 of each;
their keys are in {2} of the data directory. Paste into another terminal.

Alice sells 5 DVM at 0.60 USD, by curl:

query="symbol=DVMUSD&side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=0.60"
query="$query&timestamp=$(date +%s%3N)"
signature=$(printf %s "$query" | openssl dgst -sha256 -hmac {4} | sed 's/.* //')
curl -s -X POST -H "X-MBX-APIKEY: {3}" "http://{0}:{1}/api/v3/order?$query&signature=$signature"

Bob buys 2 of them, over a WebSocket:

python3 - <<'END'
import hmac, json, socket, time
order = dict(apiKey="{5}", symbol="DVMUSD", side="BUY", type="LIMIT",
             price="0.60", quantity="2", timeInForce="GTC", timestamp=int(time.time() * 1000))
text = "&".join(f"{{name}}={{order[name]}}" for name in sorted(order))
order["signature"] = hmac.new(b"{6}", text.encode(), "sha256").hexdigest()
message = json.dumps(dict(id=1, method="order.place", params=order)).encode()
line = socket.create_connection(("{0}", {1}))
line.sendall(b"GET /ws-api/v3 HTTP/1.1\r\nHost: {0}\r\nUpgrade: websocket\r\n"
             b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
             b"Sec-WebSocket-Key: ZGl2bWlkIGRpdm1pZCBkbQ==\r\n\r\n")
line.recv(4096)
line.sendall(b"\x81\xfe" + len(message).to_bytes(2, "big") + bytes(4) + message)
print(line.recv(65536)[4:].decode())
END

Look at the book:

curl -s "http://{0}:{1}/api/v3/depth?symbol=DVMUSD"
)END",
                       address, port, kDemoKeysFile, alice.name, alice.secret, bob.name,
                       bob.secret);
}

}  // namespace divmid::gateway::cli
