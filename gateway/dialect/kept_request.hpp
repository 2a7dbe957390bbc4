// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// A copy of a request that outlives its arrival.
class KeptRequest {
public:
    explicit KeptRequest(const HttpRequest& request)
        : method_{request.method},
          path_{request.path},
          query_{request.query},
          body_{request.body},
          content_type_{request.content_type},
          api_key_{request.api_key},
          time_unit_{request.time_unit},
          peer_{request.peer} {}

    /// Lives as long as this.
    [[nodiscard]] HttpRequest view() const {
        return {.method = method_,
                .path = path_,
                .query = query_,
                .body = body_,
                .content_type = content_type_,
                .api_key = api_key_,
                .time_unit = time_unit_,
                .peer = peer_};
    }

private:
    std::string method_;
    std::string path_;
    std::string query_;
    std::string body_;
    std::string content_type_;
    std::string api_key_;
    std::string time_unit_;
    std::string peer_;
};

}  // namespace divmid::gateway
