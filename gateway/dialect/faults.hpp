// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// The fault of a request whose parameters were all read, if there is one.
[[nodiscard]] inline std::optional<Error> fault_of(const Request& request) {
    const bool is_signed = request.caller.account != AccountId{};
    return request.parameters.finish(is_signed);
}

}  // namespace divmid::gateway
