// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/metrics/families.hpp"
#include "storage/rocks_history.hpp"
#include "storage/rocks_journal.hpp"

namespace divmid::gateway::metrics {

void show(Families& to, const storage::RocksJournal& journal);
void show(Families& to, const storage::RocksHistory& history);

}  // namespace divmid::gateway::metrics
