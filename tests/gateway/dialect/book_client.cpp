// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/dialect/book_client.hpp"

#include <utility>

namespace divmid::gateway {

namespace json = boost::json;

BookClient::BookClient(RunningDialect& exchange, std::string stream)
    : exchange_{exchange}, connection_{exchange.connect("/ws/0")} {
    connection_->say(R"({"method":"SUBSCRIBE","params":[")" + stream + R"("],"id":1})");
    (void)connection_->socket.take();
}

void BookClient::read() {
    while (!connection_->socket.told.empty()) buffered_.push_back(connection_->socket.take());
    if (buffered_.empty()) return;
    if (!in_step()) take_snapshot();
    if (!in_step()) return;
    for (const json::value& event : std::exchange(buffered_, {})) apply(event);
}

void BookClient::take_snapshot() {
    const json::value snapshot = exchange_.get("/api/v3/depth", "symbol=DVMUSD&limit=5000").body;
    if (snapshot.at("lastUpdateId").as_int64() < buffered_.front().at("U").as_int64()) return;
    last_update_ = snapshot.at("lastUpdateId").as_int64();
    set_levels(bids_, snapshot.at("bids"));
    set_levels(asks_, snapshot.at("asks"));
}

void BookClient::apply(const json::value& event) {
    const std::int64_t first = event.at("U").as_int64();
    const std::int64_t last = event.at("u").as_int64();
    if (last <= *last_update_) return;
    met_hole_ |= last < first;
    if (applied_ == 0)
        met_hole_ |= first > *last_update_ + 1;
    else
        met_hole_ |= first != applied_ + 1;
    set_levels(bids_, event.at("b"));
    set_levels(asks_, event.at("a"));
    applied_ = last;
    last_update_ = last;
}

void set_levels(BookClient::Levels& levels, const json::value& changes) {
    for (const json::value& change : changes.as_array()) {
        const auto price = json::value_to<std::string>(change.at(0));
        const auto quantity = json::value_to<std::string>(change.at(1));
        if (quantity == "0.000000")
            levels.erase(price);
        else
            levels[price] = quantity;
    }
}

}  // namespace divmid::gateway
