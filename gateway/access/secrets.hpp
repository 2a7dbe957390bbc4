// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/types.hpp"
#include "gateway/access/signature.hpp"

namespace divmid::gateway {

/// The secrets of API keys in memory, ready to verify with. Belongs to the reactor's thread.
class Secrets {
public:
    void put(KeyId key, std::string_view secret) { keys_.insert_or_assign(key, HmacKey{secret}); }

    /// Nothing is verified with it any more.
    void erase(KeyId key) { keys_.erase(key); }

    /// Null when there is none. Valid until the next put() or erase().
    [[nodiscard]] const HmacKey* find(KeyId key) const {
        const auto found = keys_.find(key);
        return found == keys_.end() ? nullptr : &found->second;
    }

    /// In no order.
    [[nodiscard]] std::vector<KeyId> keys() const {
        std::vector<KeyId> keys;
        for (const auto& [key, secret] : keys_) keys.push_back(key);
        return keys;
    }

private:
    boost::unordered_flat_map<KeyId, HmacKey, std::hash<KeyId>> keys_;
};

}  // namespace divmid::gateway
