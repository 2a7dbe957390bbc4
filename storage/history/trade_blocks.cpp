// SPDX-License-Identifier: Apache-2.0
#include "storage/history/trade_blocks.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "storage/canonical/little_endian.hpp"
#include "storage/history/rows.hpp"
#include "storage/history/segment_keys.hpp"
#include "storage/history/trade_choice.hpp"

namespace divmid::storage {

namespace {

constexpr TradeId kFirst{};
constexpr TradeId kLast{std::numeric_limits<TradeId::rep>::max()};

std::string prefix(IndexKind kind, MarketId market) {
    std::string key{static_cast<char>(kind)};
    put_big(market.value(), key);
    return key;
}

std::string block_key(MarketId market, TradeId first) {
    std::string key = prefix(IndexKind::trades, market);
    put_big(first.value(), key);
    return key;
}

std::string list_key(IndexKind kind, MarketId market, std::uint64_t number, TradeId first) {
    std::string key = prefix(kind, market);
    put_big(number, key);
    put_big(first.value(), key);
    return key;
}

std::string aggregate_key(MarketId market, AggregateId aggregate, TradeId first) {
    return list_key(IndexKind::trades_by_aggregate, market, aggregate.value(), first);
}

/// Requires: the time is not before 1970, as no tick's is.
std::string time_key(MarketId market, Timestamp time, TradeId first) {
    return list_key(IndexKind::trades_by_time, market, static_cast<std::uint64_t>(time.value()),
                    first);
}

std::vector<std::span<const TradeRow>> blocks_of(const YoungTrades& trades) {
    std::vector<std::span<const TradeRow>> blocks;
    for (MarketId market; market < trades.markets_end();
         market = MarketId{static_cast<MarketId::rep>(market.value() + 1)}) {
        std::span<const TradeRow> left = trades.unwritten(market);
        while (!left.empty()) {
            blocks.push_back(left.first(std::min(left.size(), kTradesOfBlock)));
            left = left.subspan(blocks.back().size());
        }
    }
    return blocks;
}

/// Walks the blocks of one market.
class Blocks {
public:
    Blocks(const Store& store, const TradeQuery& query, TradeId before)
        : query_{query},
          before_{before},
          prefix_{prefix(IndexKind::trades, query.market)},
          at_{iterate_index(store)} {}

    Result<void> visit(const TradeVisit& visit) {
        const bool newest = wants_newest(query_);
        if (newest)
            seek_end();
        else
            seek_start();
        if (!seeking_.ok()) return std::unexpected(error_of(seeking_));
        while (on_block()) {
            if (auto good = read(); !good) return good;
            if (!visit(rows_)) return {};
            newest ? at_->Prev() : at_->Next();
        }
        if (!at_->status().ok()) return std::unexpected(error_of(at_->status()));
        return {};
    }

private:
    /// To the block in which the first trade lies that the query reaches.
    void seek_start() {
        TradeId from = query_.from;
        if (query_.from_aggregate != AggregateId{})
            from = std::max(from,
                            listed_at(aggregate_key(query_.market, query_.from_aggregate, kFirst)));
        if (query_.start != Timestamp{})
            from = std::max(from, listed_at(time_key(query_.market, query_.start, kFirst)));
        at_->SeekForPrev(block_key(query_.market, from));
        if (!on_block() && at_->status().ok()) at_->Seek(block_key(query_.market, kFirst));
    }

    /// To the block in which the last trade lies that the query ends with.
    void seek_end() {
        TradeId last{before_.value() - 1};
        if (query_.end != Timestamp{})
            last = std::min(last, listed_at(time_key(query_.market, query_.end, kLast)));
        at_->SeekForPrev(block_key(query_.market, last));
    }

    /// Where the block begins that is listed at the key or as the last one before it; zero when
    /// there is none.
    TradeId listed_at(const std::string& key) {
        at_->SeekForPrev(key);
        if (!at_->status().ok()) seeking_ = at_->status();
        std::uint64_t first = 0;
        if (!at_->Valid()) return kFirst;
        std::string_view found = at_->key().ToStringView();
        if (found.size() != key.size() || !found.starts_with(key.substr(0, prefix_.size())))
            return kFirst;
        found.remove_prefix(key.size() - sizeof first);
        return take_big(found, first) ? TradeId{first} : kFirst;
    }

    [[nodiscard]] bool on_block() const {
        return at_->Valid() && at_->key().ToStringView().starts_with(prefix_) &&
               at_->key().compare(block_key(query_.market, before_)) < 0;
    }

    Result<void> read() {
        std::string_view key = at_->key().ToStringView();
        key.remove_prefix(prefix_.size());
        std::uint64_t first = 0;
        rows_.clear();
        if (!take_big(key, first) || !key.empty() || !unpack(at_->value().ToStringView(), rows_))
            return unreadable_segment();
        for (TradeRow& row : rows_) {
            row.trade = TradeId{first++};
            row.market = query_.market;
        }
        // The rest is in memory, where it may not be whole on disk yet.
        if (first > before_.value()) rows_.resize(rows_.size() - (first - before_.value()));
        return {};
    }

    TradeQuery query_;
    TradeId before_;
    std::string prefix_;
    std::unique_ptr<rocksdb::Iterator> at_;
    rocksdb::Status seeking_;
    std::vector<TradeRow> rows_;
};

}  // namespace

void put_trades(const YoungTrades& trades, const PutKey& put) {
    const std::vector<std::span<const TradeRow>> blocks = blocks_of(trades);
    for (const auto& block : blocks) {
        std::string value;
        pack(block, value);
        put(block_key(block.front().market, block.front().trade), value);
    }
    for (const auto& block : blocks)
        put(aggregate_key(block.front().market, block.front().aggregate, block.front().trade), {});
    for (const auto& block : blocks)
        put(time_key(block.front().market, block.front().time, block.front().trade), {});
}

Result<void> visit_trades(const Store& store, const TradeQuery& query, TradeId before,
                          const TradeVisit& visit) {
    return Blocks{store, query, before}.visit(visit);
}

}  // namespace divmid::storage
