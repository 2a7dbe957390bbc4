// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check.hpp"
#include "gateway/dialect/json_requests.hpp"
#include "gateway/dialect/order_requests.hpp"
#include "gateway/dialect/query_string.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

Catalog one_market() {
    Record record;
    Arena& arena = record.tick.commands.arena;
    record.events.begin_command();
    record.events.push(AssetListed{.asset = AssetId{1}, .scale = 6, .symbol = arena.add("DVM")});
    record.events.push(AssetListed{.asset = AssetId{2}, .scale = 6, .symbol = arena.add("USD")});
    record.events.push(MarketListed{.market = MarketId{1},
                                    .base = AssetId{1},
                                    .quote = AssetId{2},
                                    .symbol = arena.add("DVMUSD"),
                                    .tick_size = Price{100},
                                    .lot_size = Quantity{10'000},
                                    .price_min = Ticks{1},
                                    .price_max = Ticks{1'000'000},
                                    .lots_min = Lots{1},
                                    .lots_max = Lots{10'000'000},
                                    .notional_min = Amount{1},
                                    .lot_tick_value = Amount{1},
                                    .open_orders_max = 200,
                                    .maker_fee = {},
                                    .taker_fee = {}});
    Catalog catalog;
    catalog.apply(record);
    return catalog;
}

/// Whatever was sent: it is refused with a code, or it is an order that the engine may judge.
void read_as_requests(const Parameters& sent) {
    static const Catalog catalog = one_market();
    const Caller caller{
        .account = kFirstUser, .key = KeyId{1}, .deadline = Timestamp{1}, .unit = {}};
    Parameters parameters = sent;
    const NewOrder order = read_new_order(parameters, catalog, caller, true);
    if (const auto fault = parameters.finish(true)) {
        ENSURE(fault->code < 0 && !fault->message.empty());
    } else {
        ENSURE(order.command.market == MarketId{1});
        ENSURE(order.command.price >= Price{} && order.command.quantity >= Quantity{});
        ENSURE(order.client_id.size() <= 36);
    }
    parameters = sent;
    (void)read_order_reference(parameters, catalog);
    parameters = sent;
    (void)read_symbols(parameters, catalog);
}

void try_query(std::string_view text) {
    static Parameters parameters;
    static std::string scratch;
    const std::size_t half = text.size() / 2;
    const RawRequest request{.query = text.substr(0, half), .body = text.substr(half)};
    parameters.clear();
    parse_query_string(request, parameters, scratch);
    read_as_requests(parameters);
    std::string payload;
    append_signed_payload(request, payload);
    ENSURE(payload.size() <= text.size());
}

void try_json(std::string_view text) {
    static JsonRequests requests;
    static Parameters parameters;
    static std::vector<std::string_view> streams;
    JsonRequest request;
    parameters.clear();
    if (requests.parse(text, request, parameters) == JsonFault::none) {
        ENSURE(!request.id.empty() && !request.method.empty());
        read_as_requests(parameters);
    }
    (void)requests.parse(text, request, streams);
}

void try_decimal(std::string_view text) {
    for (Scale scale = 0; scale <= 12; ++scale) {
        const auto value = parse_decimal(text, scale);
        if (!value) continue;
        std::string written;
        append_decimal(written, *value, scale);
        ENSURE(*value >= 0 && parse_decimal(written, scale) == *value);
    }
}

}  // namespace
}  // namespace divmid::gateway

// A request from somebody who means harm: the first byte says which way it comes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    switch (data[0] % 3) {
        case 0:
            divmid::gateway::try_query(text);
            break;
        case 1:
            divmid::gateway::try_json(text);
            break;
        default:
            divmid::gateway::try_decimal(text);
            break;
    }
    return 0;
}
