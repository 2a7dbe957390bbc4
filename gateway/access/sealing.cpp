// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/sealing.hpp"

#include <sodium.h>

#include <algorithm>

#include "storage/small_file.hpp"

namespace divmid::gateway {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr ::mode_t kOwnerOnly = 0600;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::unexpected<storage::Error> fault(const fs::path& file, std::string_view what) {
    return std::unexpected{storage::Error{.fault = storage::Fault::io,
                                          .sequence = {},
                                          .message = file.string() + ": " + std::string{what}}};
}

bool open_to_others(const fs::path& file) {
    std::error_code failed;
    const fs::perms mode = fs::status(file, failed).permissions();
    return failed || (mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

}  // namespace

storage::Result<Sealer> Sealer::open(const fs::path& file) {
    if (sodium_init() < 0) return fault(file, "libsodium has no source of randomness");
    auto text = storage::read_small_file(file);
    if (!text) return std::unexpected{text.error()};
    MasterKey key;
    if (!*text) {
        randombytes_buf(key.data(), key.size());
        const std::string_view bytes{reinterpret_cast<const char*>(key.data()), key.size()};
        if (auto written = storage::write_small_file(file, bytes, kOwnerOnly); !written)
            return std::unexpected{written.error()};
        return Sealer{key};
    }
    if (open_to_others(file)) return fault(file, "others may read it; its mode must be 0600");
    if ((*text)->size() != key.size()) return fault(file, "not a key of 32 bytes");
    std::ranges::copy(**text, key.begin());
    sodium_memzero((*text)->data(), (*text)->size());
    return Sealer{key};
}

Sealer::~Sealer() {
    sodium_memzero(key_.data(), key_.size());
}

std::string Sealer::seal(std::string_view secret, std::string_view context) const {
    std::string sealed(kNonceBytes + secret.size() + kTagBytes, '\0');
    auto* const nonce = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(nonce, kNonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytes_of(secret),
                                               secret.size(), bytes_of(context), context.size(),
                                               nullptr, nonce, key_.data());
    return sealed;
}

std::optional<std::string> Sealer::unseal(std::string_view sealed, std::string_view context) const {
    if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
    const std::string_view cipher = sealed.substr(kNonceBytes);
    std::string secret(cipher.size() - kTagBytes, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(secret.data()), nullptr, nullptr, bytes_of(cipher),
        cipher.size(), bytes_of(context), context.size(), bytes_of(sealed), key_.data());
    if (failed != 0) return std::nullopt;
    return secret;
}

}  // namespace divmid::gateway
