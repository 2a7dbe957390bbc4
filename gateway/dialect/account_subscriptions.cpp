// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account_subscriptions.hpp"

namespace divmid::gateway {

Outcome AccountSubscriptions::subscribe(const Caller& /*caller*/, Ground /*ground*/,
                                        std::string& /*result*/) {
    return std::unexpected{refuse::unsupported_operation()};
}

Outcome AccountSubscriptions::unsubscribe(Parameters& /*parameters*/, std::string& /*result*/) {
    return std::unexpected{refuse::unsupported_operation()};
}

Outcome AccountSubscriptions::list(std::string& /*result*/) const {
    return std::unexpected{refuse::unsupported_operation()};
}

}  // namespace divmid::gateway
