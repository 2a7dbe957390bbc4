// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/dialect/parameters.hpp"

namespace divmid::gateway {

/// What a client's message says, but for its params. The views live until the next message.
struct JsonRequest {
    /// As it stands in the message, to be given back with its type: "null" when there is none.
    std::string_view id{"null"};
    std::string_view method;
};

enum class JsonFault {
    none,
    not_json,         ///< No JSON object at all.
    bad_id,           ///< Neither null, nor an integer, nor a string of at most 36 characters.
    no_method,        ///< Missing, or no string.
    bad_params,       ///< Of another shape than this kind of message has.
    unknown_member,   ///< Beside id, method and params.
    repeated_member,  ///< One of them came twice.
};

/// Takes apart the messages that clients send over WebSocket. Lazily, in one walk over the text:
/// no tree is made. Keeps its memory from one message to the next. After a fault the request still
/// has its id, wherever it stood, unless the text is no JSON before it or the id itself is bad.
class JsonRequests {
public:
    JsonRequests();
    ~JsonRequests();
    JsonRequests(const JsonRequests&) = delete;
    JsonRequests& operator=(const JsonRequests&) = delete;

    /// {"id":…,"method":…,"params":{…}}: the members of params become parameters. A number or a
    /// boolean keeps the text it has.
    [[nodiscard]] JsonFault parse(std::string_view message, JsonRequest& request,
                                  Parameters& parameters);

    /// {"id":…,"method":…,"params":["…",…]}.
    [[nodiscard]] JsonFault parse(std::string_view message, JsonRequest& request,
                                  std::vector<std::string_view>& params);

private:
    struct Parser;
    template <class ReadParams>
    JsonFault walk(std::string_view message, JsonRequest& request, ReadParams read_params);

    std::unique_ptr<Parser> parser_;
    std::string padded_;
};

}  // namespace divmid::gateway
