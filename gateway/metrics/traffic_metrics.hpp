// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "gateway/metrics/families.hpp"
#include "gateway/net/listener.hpp"

namespace divmid::gateway::metrics {

/// A listener under the name that its metrics carry.
struct NamedListener {
    std::string_view name;
    const net::Listener* listener;
};

/// Who is connected and what passed, by listener. Those that do not listen yet are left out.
void show(Families& to, const std::vector<NamedListener>& listeners);

}  // namespace divmid::gateway::metrics
