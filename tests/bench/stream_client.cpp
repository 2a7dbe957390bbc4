// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/stream_client.hpp"

#include <string>

#include "engine/check.hpp"

namespace divmid::bench {
namespace {

constexpr MarketId kMarket{1};
constexpr Price kTickSize{100};
constexpr Quantity kLotSize{10'000};
constexpr std::int64_t kTicksMost = 100'000;
constexpr std::int64_t kLotsMost = 100'000;

// Neighbouring orders belong to different accounts, in no order that memory could guess. Every
// other account only buys: prevention is on, and the streams' trades are to be all there.
std::uint32_t owner(const Op& op) {
    const std::uint32_t pair = op.id.value() * 2'654'435'761U % (StreamClient::kAccounts / 2);
    return 2 * pair + static_cast<std::uint32_t>(op.side);
}
AccountId account(std::uint32_t owner) {
    return AccountId{kFirstUser.value() + owner};
}
KeyId key(std::uint32_t owner) {
    return KeyId{owner + 1};
}

void list_market(Commands& to) {
    to.push(ListAsset{.symbol = to.arena.add("DVM"), .scale = 6});
    to.push(ListAsset{.symbol = to.arena.add("USD"), .scale = 6});
    to.push(ListMarket{.symbol = to.arena.add("DVMUSD"),
                       .base = AssetId{1},
                       .quote = AssetId{2},
                       .tick_size = kTickSize,
                       .lot_size = kLotSize,
                       .price_min = kTickSize,
                       .price_max = Price{kTicksMost * kTickSize.value()},
                       .quantity_min = kLotSize,
                       .quantity_max = Quantity{kLotsMost * kLotSize.value()},
                       .notional_min = Amount{1},
                       .open_orders_max = 1'000'000,
                       .maker_fee = Ppm{1'000},
                       .taker_fee = Ppm{2'000}});
}

void open_account(Commands& to, std::uint32_t number) {
    constexpr Amount kPlenty{1'000'000'000'000'000};
    const std::string digits = std::to_string(number);
    AddKey added{};
    added.account = account(number);
    added.scopes = Scopes{static_cast<std::uint8_t>(Scope::trade)};
    added.name = to.arena.add("StreamClientKey" + std::string(6 - digits.size(), '0') + digits);
    to.push(OpenAccount{});
    to.push(added);
    for (const AssetId asset : {AssetId{1}, AssetId{2}})
        to.push(Deposit{account(number), asset, kPlenty, TextRef{}});
}

}  // namespace

StreamClient::StreamClient(const Stream& stream) : order_of_(stream.ids), stream_of_(1) {
    stream_of_.reserve(stream.prefill.size() + stream.commands.size() + 1);
}

Tick StreamClient::founding() {
    Tick tick;
    tick.time = Timestamp{1};
    list_market(tick.commands);
    for (std::uint32_t i = 0; i < kAccounts; ++i) open_account(tick.commands, i);
    return tick;
}

void StreamClient::fill(Tick& tick, std::span<const Op> ops) {
    if (tick.time == Timestamp{}) tick.time = Timestamp{1};
    for (const Op& op : ops) {
        if (op.kind == Op::Kind::cancel || op.kind == Op::Kind::modify) cancel(tick.commands, op);
        if (op.kind != Op::Kind::cancel) place(tick.commands, op);
    }
}

void StreamClient::place(Commands& to, const Op& op) {
    const std::uint32_t who = owner(op);
    PlaceOrder order{};
    order.account = account(who);
    order.key = key(who);
    order.market = kMarket;
    order.side = op.side;
    order.type = op.kind == Op::Kind::market ? OrderType::market : OrderType::limit;
    order.self_trade_prevention = SelfTradePrevention::expire_maker;
    order.price = Price{op.price.value() * kTickSize.value()};
    order.quantity = Quantity{op.lots.value() * kLotSize.value()};
    to.push(order);
    order_of_[op.id.value()] = OrderId{stream_of_.size()};
    stream_of_.push_back(op.id);
}

void StreamClient::cancel(Commands& to, const Op& op) const {
    const std::uint32_t who = owner(op);
    CancelOrder order{};
    order.account = account(who);
    order.key = key(who);
    order.market = kMarket;
    order.order = order_of_[op.id.value()];
    to.push(order);
}

void StreamClient::read(const Record& record) {
    ENSURE(record.events.all<CommandRefused>().empty());
    for (const OrderAccepted& event : record.events.all<OrderAccepted>())
        ENSURE(event.order == OrderId{++accepted_});
    for (const TradeExecuted& trade : record.events.all<TradeExecuted>())
        tape_.print(stream_of_[trade.maker_order.value()], stream_of_[trade.taker_order.value()],
                    trade.price, trade.lots);
}

}  // namespace divmid::bench
