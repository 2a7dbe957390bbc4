// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/timers.hpp"

#include "engine/reactor/pending.hpp"

namespace divmid {

std::optional<std::chrono::microseconds> Timers::next() const {
    if (heap_.empty()) return std::nullopt;
    return heap_.front().due;
}

std::chrono::microseconds Timers::due(const Pending& pending) const {
    return heap_[pending.timer_].due;
}

void Timers::set(std::chrono::microseconds due, Pending& pending) {
    heap_.emplace_back();
    sift_up(heap_.size() - 1, Entry{due, next_id_++, &pending});
}

void Timers::remove(Pending& pending) {
    const std::size_t slot = pending.timer_;
    pending.timer_ = Pending::kNoTimer;
    const Entry last = heap_.back();
    heap_.pop_back();
    if (slot == heap_.size()) return;
    if (slot > 0 && last < heap_[(slot - 1) / 2])
        sift_up(slot, last);
    else
        sift_down(slot, last);
}

Pending* Timers::take_due(std::chrono::microseconds now) {
    if (heap_.empty() || heap_.front().due > now) return nullptr;
    Pending* pending = heap_.front().pending;
    remove(*pending);
    return pending;
}

void Timers::put(std::size_t slot, const Entry& entry) {
    heap_[slot] = entry;
    entry.pending->timer_ = static_cast<std::uint32_t>(slot);
}

void Timers::sift_up(std::size_t slot, const Entry& entry) {
    for (; slot > 0; slot = (slot - 1) / 2) {
        const Entry& parent = heap_[(slot - 1) / 2];
        if (!(entry < parent)) break;
        put(slot, parent);
    }
    put(slot, entry);
}

void Timers::sift_down(std::size_t slot, const Entry& entry) {
    for (std::size_t child = 2 * slot + 1; child < heap_.size(); child = 2 * slot + 1) {
        if (child + 1 < heap_.size() && heap_[child + 1] < heap_[child]) ++child;
        if (!(heap_[child] < entry)) break;
        put(slot, heap_[child]);
        slot = child;
    }
    put(slot, entry);
}

}  // namespace divmid
