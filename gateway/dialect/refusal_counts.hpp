// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>

namespace divmid::gateway {

/// How often each error code was answered since the process began. Codes are ours, so they are few.
class RefusalCounts {
public:
    void count(int code) { ++counts_[code]; }
    [[nodiscard]] const std::map<int, std::uint64_t>& all() const { return counts_; }

private:
    std::map<int, std::uint64_t> counts_;
};

}  // namespace divmid::gateway
