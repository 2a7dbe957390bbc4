// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/arbitrary_record.hpp"

#include <algorithm>
#include <string>
#include <type_traits>

#include "storage/canonical/bits.hpp"
#include "storage/canonical/fields.hpp"

namespace divmid::storage {

std::uint64_t ArbitraryRecords::word() {
    constexpr std::uint64_t kHighest = ~std::uint64_t{0};
    switch (random_() % 6) {
        case 0:
            return 0;
        case 1:
            return random_() % 4;
        case 2:
            return kHighest >> (random_() % 64);
        case 3:
            return ~(kHighest >> (random_() % 64));
        case 4:
            return 1000 + random_() % 100;
        default:
            return random_();
    }
}

template <class T>
T ArbitraryRecords::value(Arena& arena) {
    T made{};
    each_field(made, made, [&](auto& field, auto&, std::size_t) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextRef>) {
            field = arena.add(std::string(random_() % 3 == 0 ? random_() % 256 : 0, 'x'));
        } else {
            // A word that fits is found soon: small ones are frequent and zero is always good.
            while (!from_bits(word(), field)) {
            }
        }
    });
    return made;
}

template <class... Kinds>
void ArbitraryRecords::push_one(Columns<Kinds...>& to, Arena& arena) {
    std::size_t choice = random_() % sizeof...(Kinds);
    ((choice-- == 0 ? to.push(value<Kinds>(arena)) : void()), ...);
}

Record ArbitraryRecords::next(std::size_t size) {
    Record record;
    record.sequence = Sequence{word()};
    record.rules_version = static_cast<std::uint16_t>(word());
    record.tick.time = Timestamp{static_cast<std::int64_t>(word())};
    record.tick.nonce = word();
    Commands& commands = record.tick.commands;
    const std::size_t count = random_() % (size + 1);
    for (std::size_t i = 0; i < count; ++i) push_one(commands, commands.arena);
    for (std::size_t turn = 0; turn <= count; ++turn) {
        if (turn != 0) record.events.begin_command();
        for (std::size_t events = random_() % 4; events > 0; --events)
            push_one(record.events, commands.arena);
    }
    return record;
}

namespace {

template <class T>
bool same_value(const T& a, const T& b) {
    bool equal = true;
    each_field(a, b, [&](const auto& x, const auto& y, std::size_t) { equal = equal && x == y; });
    return equal;
}

template <class... Kinds>
bool same_columns(const Columns<Kinds...>& a, const Columns<Kinds...>& b) {
    return std::ranges::equal(a.order(), b.order()) &&
           (std::ranges::equal(a.template all<Kinds>(), b.template all<Kinds>(),
                               same_value<Kinds>) &&
            ...);
}

}  // namespace

bool same(const Record& a, const Record& b) {
    return a.sequence == b.sequence && a.rules_version == b.rules_version &&
           a.tick.time == b.tick.time && a.tick.nonce == b.tick.nonce &&
           a.tick.commands.arena.bytes() == b.tick.commands.arena.bytes() &&
           same_columns(a.tick.commands, b.tick.commands) && same_columns(a.events, b.events);
}

}  // namespace divmid::storage
