// SPDX-License-Identifier: Apache-2.0
#include "proto/convert_feed.hpp"

#include <algorithm>

#include "engine/columns.hpp"
#include "proto/fields.hpp"

namespace divmid::proto {

template <>
struct Fields<Trade> {
    using Message = feed::Trade;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &Trade::market),
        field(&Message::trade, &Message::set_trade, &Trade::trade),
        field(&Message::price, &Message::set_price, &Trade::price),
        field(&Message::quantity, &Message::set_quantity, &Trade::quantity),
        field(&Message::taker_side, &Message::set_taker_side, &Trade::taker_side),
        field(&Message::time, &Message::set_time, &Trade::time)};
};

template <>
struct Fields<Level> {
    using Message = feed::Level;
    static constexpr std::tuple list{
        field(&Message::price, &Message::set_price, &Level::price),
        field(&Message::quantity, &Message::set_quantity, &Level::quantity)};
};

template <>
struct Fields<LevelChange> {
    using Message = feed::LevelChange;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &LevelChange::market),
        field(&Message::update, &Message::set_update, &LevelChange::update),
        field(&Message::side, &Message::set_side, &LevelChange::side)};
};

template <>
struct Fields<DepthDiff> {
    using Message = feed::DepthDiff;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &DepthDiff::market),
        field(&Message::first, &Message::set_first, &DepthDiff::first),
        field(&Message::last, &Message::set_last, &DepthDiff::last),
        field(&Message::time, &Message::set_time, &DepthDiff::time)};
};

template <>
struct Fields<DepthSnapshot> {
    using Message = feed::DepthSnapshot;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &DepthSnapshot::market),
        field(&Message::last, &Message::set_last, &DepthSnapshot::last)};
};

template <>
struct Fields<OrderUpdate> {
    using Message = feed::OrderUpdate;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &OrderUpdate::account),
        field(&Message::market, &Message::set_market, &OrderUpdate::market),
        field(&Message::order, &Message::set_order, &OrderUpdate::order),
        field(&Message::client_id, &Message::mutable_client_id, &OrderUpdate::client_id),
        field(&Message::side, &Message::set_side, &OrderUpdate::side),
        field(&Message::status, &Message::set_status, &OrderUpdate::status),
        field(&Message::price, &Message::set_price, &OrderUpdate::price),
        field(&Message::quantity, &Message::set_quantity, &OrderUpdate::quantity),
        field(&Message::executed, &Message::set_executed, &OrderUpdate::executed),
        field(&Message::executed_quote, &Message::set_executed_quote, &OrderUpdate::executed_quote),
        field(&Message::trade, &Message::set_trade, &OrderUpdate::trade),
        field(&Message::last_price, &Message::set_last_price, &OrderUpdate::last_price),
        field(&Message::last_quantity, &Message::set_last_quantity, &OrderUpdate::last_quantity),
        field(&Message::fee, &Message::set_fee, &OrderUpdate::fee),
        field(&Message::maker, &Message::set_maker, &OrderUpdate::maker),
        field(&Message::time, &Message::set_time, &OrderUpdate::time)};
};

template <>
struct Fields<Balance> {
    using Message = feed::Balance;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &Balance::account),
        field(&Message::asset, &Message::set_asset, &Balance::asset),
        field(&Message::available, &Message::set_available, &Balance::available),
        field(&Message::held, &Message::set_held, &Balance::held),
        field(&Message::sequence, &Message::set_sequence, &Balance::sequence)};
};

namespace {

using RepeatedLevels = google::protobuf::RepeatedPtrField<feed::Level>;

constexpr std::size_t kClientIdMost = 36;

std::string text_out(const std::string& text) {
    return text;
}

bool text_in(const std::string& text, std::string& to) {
    if (text.size() > kClientIdMost) return false;
    to = text;
    return true;
}

void write_levels(const std::vector<Level>& levels, RepeatedLevels& to) {
    for (const Level& level : levels) write_fields(level, *to.Add(), text_out);
}

bool read_levels(const RepeatedLevels& from, std::vector<Level>& to) {
    return std::ranges::all_of(from, [&](const feed::Level& level) {
        return read_fields(level, to.emplace_back(), text_in);
    });
}

template <class Value, class Message>
void write(const Value& value, Message& message) {
    write_fields(value, message, text_out);
    if constexpr (requires { value.bids; }) {
        write_levels(value.bids, *message.mutable_bids());
        write_levels(value.asks, *message.mutable_asks());
    }
    if constexpr (requires { value.level; })
        write_fields(value.level, *message.mutable_level(), text_out);
}

bool sound(const Trade& trade) {
    return trade.market != MarketId{} && trade.trade != TradeId{};
}
bool sound(const LevelChange& change) {
    return change.market != MarketId{} && change.update != UpdateId{};
}
bool sound(const DepthDiff& diff) {
    return diff.market != MarketId{} && diff.first != UpdateId{} && diff.first <= diff.last;
}
bool sound(const DepthSnapshot& snapshot) {
    return snapshot.market != MarketId{};
}
bool sound(const OrderUpdate& update) {
    return update.market != MarketId{} && update.order != OrderId{};
}
bool sound(const Balance& balance) {
    return balance.account != AccountId{} && balance.asset != AssetId{};
}

template <class Value, class Message>
bool read(const Message& message, Value& value) {
    if (!read_fields(message, value, text_in)) return false;
    if constexpr (requires { value.bids; })
        if (!read_levels(message.bids(), value.bids) || !read_levels(message.asks(), value.asks))
            return false;
    if constexpr (requires { value.level; })
        if (!message.has_level() || !read_fields(message.level(), value.level, text_in))
            return false;
    return sound(value);
}

template <class Either, class Value, class Message>
std::expected<Either, std::string> read_as(const Message& message) {
    Value value;
    if (!read(message, value)) return std::unexpected{"malformed " + message.GetTypeName()};
    return value;
}

}  // namespace

feed::Public to_proto(const PublicMessage& message) {
    feed::Public to;
    const Overloaded each{
        [&](const Trade& trade) { write(trade, *to.mutable_trade()); },
        [&](const LevelChange& change) { write(change, *to.mutable_level_change()); },
        [&](const DepthDiff& diff) { write(diff, *to.mutable_depth_diff()); },
        [&](const DepthSnapshot& snapshot) { write(snapshot, *to.mutable_depth_snapshot()); }};
    std::visit(each, message);
    return to;
}

feed::Private to_proto(const PrivateMessage& message) {
    feed::Private to;
    const Overloaded each{
        [&](const OrderUpdate& update) { write(update, *to.mutable_order_update()); },
        [&](const Balance& balance) { write(balance, *to.mutable_balance()); }};
    std::visit(each, message);
    return to;
}

std::expected<PublicMessage, std::string> from_proto(const feed::Public& message) {
    switch (message.message_case()) {
        case feed::Public::kTrade:
            return read_as<PublicMessage, Trade>(message.trade());
        case feed::Public::kLevelChange:
            return read_as<PublicMessage, LevelChange>(message.level_change());
        case feed::Public::kDepthDiff:
            return read_as<PublicMessage, DepthDiff>(message.depth_diff());
        case feed::Public::kDepthSnapshot:
            return read_as<PublicMessage, DepthSnapshot>(message.depth_snapshot());
        case feed::Public::MESSAGE_NOT_SET:
            break;
    }
    return std::unexpected{"no known message"};
}

std::expected<PrivateMessage, std::string> from_proto(const feed::Private& message) {
    switch (message.message_case()) {
        case feed::Private::kOrderUpdate:
            return read_as<PrivateMessage, OrderUpdate>(message.order_update());
        case feed::Private::kBalance:
            return read_as<PrivateMessage, Balance>(message.balance());
        case feed::Private::MESSAGE_NOT_SET:
            break;
    }
    return std::unexpected{"no known message"};
}

}  // namespace divmid::proto
