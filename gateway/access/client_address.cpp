// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/client_address.hpp"

#include <arpa/inet.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace divmid::gateway {
namespace {

constexpr std::uint64_t kOfVersion4 = std::uint64_t{1} << 32U;

/// By hand: it is done for each request, and inet_pton() wants a text that ends in a zero.
std::optional<std::uint64_t> version_4(std::string_view text) {
    constexpr int kParts = 4;
    std::uint64_t address = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int part = 0; part < kParts; ++part) {
        if (part > 0) {
            if (at == end || *at != '.') return std::nullopt;
            ++at;
        }
        std::uint8_t byte{};
        const auto [next, fault] = std::from_chars(at, end, byte);
        if (fault != std::errc{}) return std::nullopt;
        at = next;
        address = address << 8U | byte;
    }
    return at == end ? std::optional{address} : std::nullopt;
}

std::optional<std::uint64_t> network_of_version_6(std::string_view text) {
    constexpr std::size_t kNetworkBytes = 8;
    std::array<char, INET6_ADDRSTRLEN> ended{};
    if (text.size() >= ended.size()) return std::nullopt;
    text.copy(ended.data(), text.size());
    std::array<std::uint8_t, sizeof(in6_addr)> bytes{};
    if (inet_pton(AF_INET6, ended.data(), bytes.data()) != 1) return std::nullopt;
    std::uint64_t network = 0;
    for (std::size_t at = 0; at < kNetworkBytes; ++at) network = network << 8U | bytes[at];
    return network;
}

}  // namespace

ClientAddress client_address(std::string_view text) {
    // A zone names an interface of ours, not the peer.
    text = text.substr(0, text.find('%'));
    if (const auto address = version_4(text)) return ClientAddress{kOfVersion4 | *address};
    return ClientAddress{network_of_version_6(text).value_or(0)};
}

}  // namespace divmid::gateway
