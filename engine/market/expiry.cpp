// SPDX-License-Identifier: Apache-2.0
#include "engine/market/expiry.hpp"

namespace divmid {

void Expiry::put(OrderPool& pool, std::size_t place, const Timer& timer) {
    heap_[place] = timer;
    pool.note(timer.at).timer = static_cast<std::uint32_t>(place);
}

void Expiry::rise(OrderPool& pool, std::size_t place) {
    const Timer timer = heap_[place];
    while (place > 0 && timer.before(heap_[(place - 1) / 2])) {
        put(pool, place, heap_[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    put(pool, place, timer);
}

void Expiry::sink(OrderPool& pool, std::size_t place) {
    const Timer timer = heap_[place];
    for (std::size_t child = 2 * place + 1; child < heap_.size(); child = 2 * place + 1) {
        if (child + 1 < heap_.size() && heap_[child + 1].before(heap_[child])) ++child;
        if (!heap_[child].before(timer)) break;
        put(pool, place, heap_[child]);
        place = child;
    }
    put(pool, place, timer);
}

void Expiry::add(OrderPool& pool, SlotIndex at, Timestamp due) {
    heap_.push_back({due, pool[at].id, at});
    rise(pool, heap_.size() - 1);
}

void Expiry::remove(OrderPool& pool, SlotIndex at) {
    const std::size_t place = pool.note(at).timer;
    ENSURE(place < heap_.size() && heap_[place].at == at);
    const Timer last = heap_.back();
    heap_.pop_back();
    if (place == heap_.size()) return;
    put(pool, place, last);
    rise(pool, place);
    sink(pool, pool.note(last.at).timer);
}

}  // namespace divmid
