// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace divmid {

/// The result is not wanted any more, or the reactor is gone.
struct Canceled : std::runtime_error {
    Canceled() : Canceled{"canceled"} {}

protected:
    using std::runtime_error::runtime_error;
};

/// Whoever promised the result is gone without giving one.
struct Abandoned : Canceled {
    Abandoned() : Canceled{"abandoned by the one who promised it"} {}
};

/// The result did not arrive in time; see Deferred::within().
struct DeadlineExceeded : std::runtime_error {
    DeadlineExceeded() : std::runtime_error{"deadline exceeded"} {}
};

/// A stage or an inbox has as much work as it may hold. Nothing of the call was run.
struct TooManyCalls : std::runtime_error {
    TooManyCalls() : std::runtime_error{"too many calls wait"} {}
};

}  // namespace divmid
