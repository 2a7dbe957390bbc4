// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/event.hpp"

namespace divmid {

/// Every event with all of its fields, one line each, headed by its cause: equal lines mean equal
/// events, and a test can show the first that differs.
[[nodiscard]] std::vector<std::string> lines(const Events& events);

}  // namespace divmid
