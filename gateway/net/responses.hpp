// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "gateway/endpoint.hpp"

namespace divmid::gateway::net {

/// What of a response depends on its request and its time.
struct ResponseForm {
    bool keep_alive{};
    bool http_1_1{true};
    bool head_only{};
    std::string_view date;  ///< As http_date() writes it.
};

/// Appends the response as HTTP/1.1 sends it. Requires: no CR or LF in its headers.
void append_response(std::string& to, const HttpResponse& response, const ResponseForm& form);

/// An error in the dialect's form, for what never reached it.
[[nodiscard]] HttpResponse error_response(unsigned status, int code, std::string_view message);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::string http_date(std::int64_t unix_seconds);

}  // namespace divmid::gateway::net
