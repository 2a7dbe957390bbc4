// SPDX-License-Identifier: Apache-2.0
#include "engine/market/client_ids.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace divmid {

namespace {

/// Multiplies in eight bytes at a time. The standard's hash may differ from one library to the
/// next; ours need not be hard to guess, since an account can have only so many open orders.
std::uint32_t hash_of(AccountId account, std::string_view text) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    std::uint64_t hash = (account.value() + text.size() * kOdd) * kOdd;
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(text.size(), 8);
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), size);
        hash = (std::rotl(hash, 29) ^ word) * kOdd;
        text.remove_prefix(size);
    }
    return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

SlotIndex ClientIds::find(const OrderPool& pool, AccountId account,
                          std::string_view client_id) const {
    if (client_id.empty()) return 0;
    return table_.find(hash_of(account, client_id), [&](SlotIndex at) {
        return pool[at].account() == account && pool.note(at).client_id() == client_id;
    });
}

void ClientIds::add(const OrderPool& pool, SlotIndex at) {
    table_.insert(hash_of(pool[at].account(), pool.note(at).client_id()), at);
}

void ClientIds::remove(const OrderPool& pool, SlotIndex at) {
    table_.erase(hash_of(pool[at].account(), pool.note(at).client_id()), at);
}

}  // namespace divmid
