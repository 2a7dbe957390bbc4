// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/public_key.hpp"

#include <sodium.h>

#include <array>
#include <optional>

#include "gateway/access/ed25519.hpp"

namespace divmid::gateway::admin {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::string_view kPemEnd = "-----END";

/// What DER has before the 32 bytes (RFC 8410, 4): the algorithm, and that a bit string follows.
constexpr std::string_view kEd25519Prefix{"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12};
/// The object identifier rsaEncryption (RFC 8017, A.1).
constexpr std::string_view kRsa{"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", 9};

std::unexpected<std::string> wrong(std::string what) {
    return std::unexpected{std::move(what)};
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t size = 0;
    const int read = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                    text.data(), text.size(), nullptr, &size, nullptr);
    if (read != 0 || 2 * size != text.size()) return std::nullopt;
    return bytes;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int read = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                       text.data(), text.size(), kSpaces.data(), &size, nullptr,
                                       sodium_base64_VARIANT_ORIGINAL);
    if (read != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

/// What stands between the two lines of dashes.
std::string_view inside_pem(std::string_view text) {
    const std::size_t line = text.find('\n');
    const std::size_t end = text.rfind(kPemEnd);
    if (line == std::string_view::npos || end == std::string_view::npos || end < line) return {};
    return text.substr(line + 1, end - line - 1);
}

}  // namespace

std::expected<std::string, std::string> read_public_key(std::string_view text) {
    text = trimmed(text);
    if (text.find("PRIVATE KEY") != std::string_view::npos)
        return wrong("is a private key: keep it, and give the public one");
    if (text.find("RSA PUBLIC KEY") != std::string_view::npos)
        return wrong("is an RSA key, which is not offered: use Ed25519");
    const bool pem = text.starts_with("-----BEGIN");
    constexpr std::size_t kHexSize = 2 * Ed25519Key::kBytes;
    std::optional<std::string> bytes =
        text.size() == kHexSize ? from_hex(text) : from_base64(pem ? inside_pem(text) : text);
    if (!bytes) return wrong("is neither PEM nor base64 nor hex");
    if (bytes->find(kRsa) != std::string::npos)
        return wrong("is an RSA key, which is not offered: use Ed25519");
    if (bytes->starts_with(kEd25519Prefix)) bytes->erase(0, kEd25519Prefix.size());
    if (!Ed25519Key::is_key(*bytes)) return wrong("is no Ed25519 public key");
    return *std::move(bytes);
}

}  // namespace divmid::gateway::admin
