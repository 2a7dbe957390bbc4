// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/exposition.hpp"

namespace divmid::gateway::metrics {

const std::string& Exposition::text() {
    const std::chrono::microseconds now = clock_();
    if (made_ && now - *made_ < kFresh) return text_;
    made_ = now;
    Families families;
    for (const Source& source : sources_) source(families);
    text_ = families.text();
    return text_;
}

}  // namespace divmid::gateway::metrics
