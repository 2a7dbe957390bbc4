// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/running_exchange.hpp"

#include <utility>

namespace divmid::storage {

Result<std::unique_ptr<RunningExchange>> RunningExchange::start(
    const std::filesystem::path& directory, Options options) {
    auto store = Store::open(directory, options.store);
    if (!store) return std::unexpected(store.error());
    std::unique_ptr<RunningExchange> made{
        new RunningExchange{std::move(*store), std::move(options)}};
    if (auto good = made->recover(); !good) return std::unexpected(good.error());
    return made;
}

Result<void> RunningExchange::recover() {
    auto replayed = replay(store_, exchange_, {.projections = options_.projections});
    if (!replayed) return std::unexpected(replayed.error());
    replayed_ = *replayed;
    auto journal = RocksJournal::open(
        store_, replayed_.end, [this] { woken(); }, options_.limits, options_.heads);
    if (!journal) return std::unexpected(journal.error());
    journal_ = std::move(*journal);
    return {};
}

void RunningExchange::woken() {
    const std::scoped_lock lock{mutex_};
    signaled_ = true;
    wake_.notify_one();
}

bool RunningExchange::submit(Tick tick) {
    while (!journal_->has_credit())
        if (!take_one()) return false;
    journal_->commit(exchange_.apply(std::move(tick)));
    return true;
}

bool RunningExchange::drain() {
    while (journal_->depth().records > 0)
        if (!take_one()) return false;
    return true;
}

bool RunningExchange::take_one() {
    for (;;) {
        auto record = journal_->next_durable();
        if (!record) {
            failure_ = record.error();
            return false;
        }
        if (*record) {
            for (Projection* projection : options_.projections) projection->apply(**record);
            released_.push_back((*record)->digest);
            (void)exchange_.recycle(std::move(**record));
            return true;
        }
        std::unique_lock lock{mutex_};
        wake_.wait(lock, [this] { return signaled_; });
        signaled_ = false;
    }
}

}  // namespace divmid::storage
