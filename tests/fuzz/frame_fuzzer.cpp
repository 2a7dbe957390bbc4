// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "gateway/net/messages.hpp"
#include "gateway/net/pulled.hpp"

namespace {

using namespace divmid::gateway::net;

constexpr std::size_t kMost = 1 << 10;

/// What is said, when the bytes arrive in pieces of the given size.
std::string said(std::string bytes, std::size_t piece) {
    Input input;
    Pulled<Message> source{messages(frames(input, kMost), kMost)};
    std::string all;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        input.arrived({bytes.data() + at, std::min(piece, bytes.size() - at)});
        const Message* message = source.next();
        for (; message && message->kind != Message::Kind::starved; message = source.next()) {
            all += static_cast<char>('0' + static_cast<int>(message->kind));
            all += std::to_string(static_cast<unsigned>(message->code));
            all += message->payload;
        }
        if (!message) break;
        input.keep();
    }
    return all;
}

}  // namespace

// Whatever a client sends, and however the network cuts it, the same is understood.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    const std::size_t piece = 1 + data[0] % 16;
    if (said(bytes, size) != said(bytes, piece)) std::abort();
    return 0;
}
