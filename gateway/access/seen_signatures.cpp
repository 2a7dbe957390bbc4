// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/seen_signatures.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/check.hpp"

namespace divmid::gateway {
namespace {

/// What is kept of a signature, 96 bits: that two agree by chance never happens.
struct Print {
    std::array<std::uint32_t, 3> bits{};
    friend bool operator==(const Print&, const Print&) = default;
};

Print print_of(KeyId key, SeenSignatures::Signature signature) {
    Print print;
    ENSURE(signature.size() >= sizeof print);
    std::memcpy(&print, signature.data(), sizeof print);
    print.bits[2] ^= key.value();
    return print;
}

std::uint64_t secret_seed() {
    ENSURE(sodium_init() >= 0);
    std::uint64_t seed = 0;
    randombytes_buf(&seed, sizeof seed);
    return seed;
}

std::int64_t second_of(Timestamp time) {
    return time.value() / 1'000'000;
}

}  // namespace

/// The signatures that expire in one second: an open-addressed table with linear probing. Each
/// entry names its second, so that a table begun anew is empty without being touched.
class SeenSignatures::Second {
public:
    explicit Second(std::uint64_t seed) : seed_{seed} {}

    /// Requires: a later one than ever before.
    void begin(std::int64_t second) {
        second_ = static_cast<std::uint32_t>(second) + 1;
        size_ = 0;
    }

    [[nodiscard]] std::size_t size() const { return size_; }

    void prefetch(const Print& print) const { __builtin_prefetch(&entries_[place_of(print)], 1); }

    [[nodiscard]] bool contains(const Print& print) const { return in_use(entries_[find(print)]); }

    /// False when it is there already.
    bool insert(const Print& print) {
        Entry& entry = entries_[find(print)];
        if (in_use(entry)) return false;
        entry = {.print = print, .second = second_};
        if (4 * ++size_ > 3 * entries_.size()) grow();
        return true;
    }

private:
    struct Entry {
        Print print;
        std::uint32_t second{};  ///< One more than it: 0 is none.
    };

    [[nodiscard]] bool in_use(const Entry& entry) const { return entry.second == second_; }

    /// The finalizer of MurmurHash3: each bit of the seeded value changes half of the result's.
    [[nodiscard]] std::size_t place_of(const Print& print) const {
        std::uint64_t mixed = std::uint64_t{print.bits[0]} << 32U | print.bits[1];
        mixed ^= seed_;
        mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdU;
        mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53U;
        return (mixed ^ (mixed >> 33U)) & (entries_.size() - 1);
    }

    /// Of its entry, or of the free one where it belongs.
    [[nodiscard]] std::size_t find(const Print& print) const {
        std::size_t at = place_of(print);
        while (in_use(entries_[at]) && entries_[at].print != print)
            at = (at + 1) & (entries_.size() - 1);
        return at;
    }

    void grow() {
        std::vector<Entry> old(2 * entries_.size());
        old.swap(entries_);
        for (const Entry& entry : old)
            if (in_use(entry)) entries_[find(entry.print)] = entry;
    }

    static constexpr std::size_t kEntriesFirst = 1024;

    const std::uint64_t seed_;
    std::vector<Entry> entries_ = std::vector<Entry>(kEntriesFirst);
    std::uint32_t second_ = 0;
    std::size_t size_ = 0;
};

SeenSignatures::SeenSignatures(std::size_t most) : most_{most}, seed_{secret_seed()} {}

SeenSignatures::~SeenSignatures() = default;

SeenSignatures::Answer SeenSignatures::note(KeyId key, Signature signature, Timestamp expires,
                                            Timestamp now) {
    const Print print = print_of(key, signature);
    begin_second(second_of(now));
    Second& second = expiring_in(second_of(expires));
    if (size_ == most_) return second.contains(print) ? Answer::again : Answer::full;
    if (!second.insert(print)) return Answer::again;
    ++size_;
    return Answer::first;
}

void SeenSignatures::expect(KeyId key, Signature signature, Timestamp expires) const {
    const auto at = static_cast<std::uint64_t>(second_of(expires)) % kSeconds;
    if (const Slot& slot = seconds_[at]) slot->prefetch(print_of(key, signature));
}

void SeenSignatures::begin_second(std::int64_t second) {
    if (second <= now_) return;
    const std::int64_t over = std::min(second - now_, kSeconds);
    for (std::int64_t back = 0; back < over; ++back) drop(slot_of(now_ + back));
    now_ = second;
}

SeenSignatures::Slot& SeenSignatures::slot_of(std::int64_t second) {
    return seconds_[static_cast<std::size_t>(second % kSeconds)];
}

/// A clock that was set back must not reach what is kept for later.
SeenSignatures::Second& SeenSignatures::expiring_in(std::int64_t second) {
    second = std::clamp(second, now_, now_ + kSeconds - 1);
    Slot& slot = slot_of(second);
    if (slot) return *slot;
    if (spare_.empty()) {
        slot = std::make_unique<Second>(seed_);
    } else {
        slot = std::move(spare_.back());
        spare_.pop_back();
    }
    slot->begin(second);
    return *slot;
}

void SeenSignatures::drop(Slot& slot) {
    if (!slot) return;
    size_ -= slot->size();
    if (spare_.size() < kSpareMost) spare_.push_back(std::move(slot));
    slot.reset();
}

}  // namespace divmid::gateway
