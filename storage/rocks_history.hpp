// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/reactor/call_stage.hpp"
#include "engine/reactor/reactor.hpp"
#include "storage/aggregate_ids.hpp"
#include "storage/history.hpp"
#include "storage/history/open_orders.hpp"
#include "storage/history/segments.hpp"
#include "storage/history/tail.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// When the young rows become a segment, whichever comes first, and what stays of them.
struct SegmentInterval {
    std::size_t rows{std::size_t{256} << 10};                  ///< Done orders, or fills.
    std::chrono::microseconds time{std::chrono::seconds{10}};  ///< Of the records.
    /// Of a market, from 1: the newest ones stay in memory, where most are asked for.
    std::size_t trades_kept{4096};
};

/// The history of every account and market: open orders and young rows in memory, older ones in
/// segments of the store. Everything in it is derived: what the segments lack is made again while
/// the log is replayed at start, all of it when the index was erased.
///
/// Queries that memory can't answer run on `stage`; a query that fails there (disk) fails its
/// Deferred with std::runtime_error. Segments are written on a thread of its own, so that no amount
/// of queries keeps young rows in memory. A segment that could not be written stays there and is
/// tried again.
class RocksHistory final : public History {
public:
    /// Reads how far the segments reach; an older program's are erased. Until recovered() is
    /// called, segments are written by apply() itself, so that a replay of any length takes little
    /// memory. Store, reactor and stage outlive it.
    [[nodiscard]] static Result<std::unique_ptr<RocksHistory>> open(Store& store, Reactor& reactor,
                                                                    CallStage& stage,
                                                                    SegmentInterval interval = {});
    ~RocksHistory() override;

    /// The log has been replayed to its end. Fault::cut when the segments reach beyond it.
    [[nodiscard]] Result<void> recovered(Sequence end);

    void apply(const Record& record) override;

    /// Writes what is young, at an orderly stop, so that the next start need not derive it again.
    /// Blocks for the disk. Does nothing while another segment is being written: the rows are made
    /// again from the log.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] Deferred<std::optional<OrderRow>> order(AccountId account, MarketId market,
                                                          OrderId order) override;
    [[nodiscard]] Deferred<std::optional<OrderRow>> order(AccountId account, MarketId market,
                                                          std::string_view client_id) override;
    [[nodiscard]] std::vector<OrderRow> open_orders(AccountId account, MarketId market) override;
    [[nodiscard]] const OrderRow* open_order(MarketId market, OrderId order) const override;
    [[nodiscard]] const OrderRow* young_order(MarketId market, OrderId order) const override;
    [[nodiscard]] Deferred<std::vector<OrderRow>> orders(OrderQuery query) override;
    [[nodiscard]] Deferred<std::vector<FillRow>> fills(FillQuery query) override;
    [[nodiscard]] Deferred<std::vector<TradeRow>> trades(TradeQuery query) override;
    [[nodiscard]] Deferred<std::vector<AggregateRow>> aggregates(TradeQuery query) override;

    [[nodiscard]] Deferred<std::vector<PreventionRow>> preventions(PreventionQuery query) override;
    [[nodiscard]] Deferred<std::vector<AmendmentRow>> amendments(AmendmentQuery query) override;
    [[nodiscard]] Deferred<std::optional<ListRow>> list(AccountId account, ListId list) override;
    [[nodiscard]] Deferred<std::optional<ListRow>> list(AccountId account,
                                                        std::string_view client_id) override;
    [[nodiscard]] std::vector<ListRow> open_lists(AccountId account) override;
    [[nodiscard]] const ListRow* open_list(ListId list) const override;
    [[nodiscard]] const ListRow* young_list(ListId list) const override;
    [[nodiscard]] Deferred<std::vector<ListRow>> lists(ListQuery query) override;
    [[nodiscard]] Deferred<std::optional<RequestRow>> request(KeyId key, std::uint8_t lane,
                                                              std::uint64_t number) override;
    [[nodiscard]] Deferred<std::shared_ptr<const Record>> record(Sequence sequence) override;
    [[nodiscard]] Deferred<std::optional<LoggedTrade>> logged_trade(MarketId market,
                                                                    TradeId trade) override;
    [[nodiscard]] bool is_busted(MarketId market, TradeId trade) const override {
        return busted_.contains({market, trade});
    }

    /// A segment is on its way to the disk.
    [[nodiscard]] bool writing() const { return writing_; }
    /// How far the segments reach: the rest is in memory.
    [[nodiscard]] const SegmentsEnd& segments() const { return segments_; }
    /// Of the last segment that could not be written; nothing since one could.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

private:
    /// One is being written; the thread may not yet be done with the one before.
    static constexpr std::size_t kWritesMost = 2;

    struct Alive {};

    RocksHistory(Store& store, Reactor& reactor, CallStage& stage, SegmentInterval interval,
                 SegmentsEnd segments);

    void note_trades(const Record& record);
    [[nodiscard]] bool segment_is_due() const;
    void seal_young();
    void seal();
    void write_aside();
    void written(const Result<void>& outcome);

    /// By name of whatever kind: null when no memory has it.
    template <class Name>
    [[nodiscard]] const OrderRow* young_done(const Name& name) const;
    /// Memory answers in constant time.
    template <class Name>
    [[nodiscard]] Deferred<std::optional<OrderRow>> done_order(AccountId account, const Name& name);
    template <class IsIt>
    [[nodiscard]] Deferred<std::optional<ListRow>> done_list(AccountId account, IsIt is_it);
    template <class Row, class Choice>
    [[nodiscard]] Deferred<std::vector<Row>> choose(Choice choice, AccountId account);
    template <class Row>
    [[nodiscard]] Deferred<std::vector<Row>> choose_trades(const TradeQuery& query);

    Store& store_;
    Reactor& reactor_;
    CallStage& stage_;
    SegmentInterval interval_;
    SegmentsEnd segments_;
    OpenOrders open_;
    AggregateIds aggregate_ids_;
    std::set<std::pair<MarketId, TradeId>> busted_;
    Tail young_;
    /// On its way into segment `segments_.next`, or still to be written after a failure.
    std::shared_ptr<const Tail> sealed_;
    bool writing_ = false;
    bool recovering_ = true;
    std::optional<Error> failure_;
    Timestamp retry_at_;  ///< Not before, after a failure.
    /// Gone when the history has gone: what comes back from a stage then is dropped.
    std::shared_ptr<Alive> alive_ = std::make_shared<Alive>();
    CallStage writer_;
};

}  // namespace divmid::storage
