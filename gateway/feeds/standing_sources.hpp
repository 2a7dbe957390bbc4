// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "gateway/projections/projections.hpp"

namespace divmid::gateway {

/// What the streams of standings are told from.
struct StandingSources {
    const Projections& projections;
    std::function<Timestamp()> clock;  ///< When an event is told.
    /// No command was submitted whose record is not released: what comes has a time to come.
    std::function<bool()> nothing_owed;
};

}  // namespace divmid::gateway
