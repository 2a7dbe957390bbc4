// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/record.hpp"

namespace divmid::storage {

/// State built from released records alone, in sequence, each once. Every query and every feed
/// reads projections, never the engine; deleting one and replaying the log makes it again, equal.
class Projection {
public:
    virtual ~Projection() = default;
    virtual void apply(const Record& record) = 0;

protected:
    Projection() = default;
    Projection(const Projection&) = default;
    Projection& operator=(const Projection&) = default;
};

}  // namespace divmid::storage
