// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/limit_queries.hpp"

#include "gateway/dialect/limit_rows.hpp"

namespace divmid::gateway {

Outcome LimitQueries::orders(const Request& request, std::string& result) {
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_array();
    write_order_rows(json, limits_.limits(),
                     limits_.used(request.caller.account, request.received));
    json.end_array();
    return Progress::answered;
}

}  // namespace divmid::gateway
