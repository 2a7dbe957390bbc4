// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/handshake.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>

namespace divmid::gateway::net {

namespace {

/// 16 bytes in base64: 22 characters and two of padding.
bool is_key(std::string_view key) {
    constexpr std::size_t kCharacters = 22;
    const auto is_base64 = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '/';
    };
    return key.size() == kCharacters + 2 && key.ends_with("==") &&
           std::ranges::all_of(key.substr(0, kCharacters), is_base64);
}

/// RFC 6455, 4.2.2, 5.4: proof that the key was read by somebody who means WebSocket.
std::string accept_value(std::string_view key) {
    constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const std::string text = std::string{key}.append(kGuid);
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::array<unsigned char, 4 * ((SHA_DIGEST_LENGTH + 2) / 3) + 1> base64{};
    const int size = EVP_EncodeBlock(base64.data(), digest.data(), SHA_DIGEST_LENGTH);
    return {base64.begin(), base64.begin() + size};
}

}  // namespace

Handshake judge(const Request& request) {
    const UpgradeAsked& asked = request.upgrade;
    if (!boost::beast::iequals(asked.protocol, "websocket")) return Handshake::not_asked;
    if (asked.version != "13") return Handshake::other_version;
    const bool is_get = request.request.method == "GET" && !request.head_only;
    if (!is_get || !request.http_1_1 || !request.request.body.empty() || !is_key(asked.key))
        return Handshake::malformed;
    return Handshake::good;
}

void append_upgrade(std::string& to, std::string_view key) {
    to +=
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: ";
    to += accept_value(key);
    to += "\r\n\r\n";
}

}  // namespace divmid::gateway::net
