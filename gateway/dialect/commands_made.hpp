// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "engine/command.hpp"
#include "gateway/dialect/routes.hpp"

namespace divmid::gateway {

/// Whether the command at that place may be what such a request became: what the writer of the
/// operation's answer counts on. Requires: commands.size() > place.
[[nodiscard]] bool may_have_made(Operation operation, const Commands& commands, std::size_t place);

}  // namespace divmid::gateway
