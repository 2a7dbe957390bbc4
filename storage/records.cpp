// SPDX-License-Identifier: Apache-2.0
#include "storage/records.hpp"

#include <utility>

namespace divmid::storage {

Generator<Record> records(Borrowed<Exchange> exchange, Generator<Tick> ticks) {
    for (Tick& tick : ticks) {
        Record record = exchange.get().apply(std::move(tick));
        co_yield record;
    }
}

}  // namespace divmid::storage
