// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "gateway/net/handshake.hpp"
#include "gateway/net/pulled.hpp"
#include "gateway/net/requests.hpp"

namespace {

using namespace divmid::gateway::net;

constexpr RequestLimits kLimits{.header = 8192, .body = 256};

void append(std::string& to, const Request& request) {
    to += static_cast<char>('0' + static_cast<int>(judge(request)));
    for (const std::string_view part :
         {request.request.method, request.request.path, request.request.query, request.request.body,
          request.request.api_key, request.request.content_type})
        to.append(part).append("|");
}

/// The requests that are served, when the bytes arrive in pieces of the given size. (What is
/// refused in one piece may still be waited for in many.)
std::string served(std::string bytes, std::size_t piece) {
    Input input;
    Pulled<Request> source{requests(input, kLimits)};
    std::string all;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        input.arrived({bytes.data() + at, std::min(piece, bytes.size() - at)});
        const Request* request = source.next();
        for (; request && request->state == Request::State::whole; request = source.next())
            append(all, *request);
        if (!request) break;
        input.keep();
    }
    return all;
}

}  // namespace

// Whatever a client sends, and however the network cuts it, the same is understood.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    const std::size_t piece = 1 + data[0] % 16;
    if (served(bytes, size) != served(bytes, piece)) std::abort();
    return 0;
}
