// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <string>
#include <string_view>

#include "gateway/cli/admin_client.hpp"
#include "gateway/cli/failure.hpp"

namespace divmid::gateway::cli {

/// The body of a good answer (200) to a GET, or to a POST when there is something to post. Any
/// other one is a failure with the exchange's own words: refused (409), usage (400, 404), else
/// failed.
[[nodiscard]] std::expected<std::string, Failure> ask(const AdminClient& client,
                                                      std::string_view path,
                                                      std::string_view body = {});
[[nodiscard]] std::expected<boost::json::object, Failure> ask_json(const AdminClient& client,
                                                                   std::string_view path,
                                                                   std::string_view body = {});

}  // namespace divmid::gateway::cli
