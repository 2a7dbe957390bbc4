// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/reactor/deferred.hpp"
#include "engine/types.hpp"

namespace divmid::gateway::admin {

/// Where an operator's secrets and labels go: sealed, erasable, outside the log. A port, so that
/// what administration does can be tested without a disk.
///
/// Each Deferred resolves when the change is durable, to what went wrong: empty when nothing did.
class Safe {
public:
    virtual ~Safe() = default;

    [[nodiscard]] virtual Deferred<std::string> keep_secret(KeyId key, std::string secret) = 0;
    [[nodiscard]] virtual Deferred<std::string> erase_secret(KeyId key) = 0;
    [[nodiscard]] virtual Deferred<std::string> keep_label(std::string label,
                                                           AccountId account) = 0;

protected:
    Safe() = default;
    Safe(const Safe&) = default;
    Safe& operator=(const Safe&) = default;
};

}  // namespace divmid::gateway::admin
