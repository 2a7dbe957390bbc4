// SPDX-License-Identifier: Apache-2.0
#include "gateway/storage_notice.hpp"

namespace divmid::gateway {

void StorageNotice::apply(const Record& record) {
    const Commands& commands = record.tick.commands;
    if (commands.all<StorageLow>().empty() && commands.all<StorageOk>().empty()) return;
    commands.visit(Overloaded{[&](const StorageLow&) { said_low_ = true; },
                              [&](const StorageOk&) { said_low_ = false; }, [](const auto&) {}});
}

void StorageNotice::released(std::uint64_t, const Record&, std::size_t) {
    on_its_way_ = false;
}

std::size_t StorageNotice::observe(bool low) {
    if (low == said_low_ || on_its_way_) return 0;
    on_its_way_ = true;
    if (low)
        inbox_.submit(StorageLow{}, this);
    else
        inbox_.submit(StorageOk{}, this);
    return 1;
}

}  // namespace divmid::gateway
