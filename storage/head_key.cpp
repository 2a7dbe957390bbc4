// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <utility>

#include "engine/check.hpp"
#include "storage/digest.hpp"
#include "storage/head.hpp"
#include "storage/small_file.hpp"

namespace divmid::storage {

namespace {

constexpr std::size_t kSeedSize = 32;
constexpr const char* kSecretFile = "head.key";
constexpr const char* kPublicFile = "head.pub";

Result<std::string> new_seed() {
    std::string seed(kSeedSize, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(seed.data()), kSeedSize) != 1)
        return std::unexpected(Error{Fault::io, {}, "no random bytes for the key of the heads"});
    return seed;
}

/// A line of hexadecimal digits; nothing when there is no such file.
Result<std::optional<std::string>> read_hex_line(const std::filesystem::path& file,
                                                 std::size_t size) {
    auto text = read_small_file(file);
    if (!text) return std::unexpected(text.error());
    if (!*text) return std::nullopt;
    std::string_view line = **text;
    if (line.ends_with('\n')) line.remove_suffix(1);
    std::string bytes;
    if (from_hex(line, size, bytes)) return bytes;
    return std::unexpected(Error{Fault::corrupt, {}, file.string() + " is not a key"});
}

Result<std::string> seed_of(const std::filesystem::path& directory) {
    auto stored = read_hex_line(directory / kSecretFile, kSeedSize);
    if (!stored) return std::unexpected(stored.error());
    if (*stored) return std::move(**stored);
    auto seed = new_seed();
    if (!seed) return seed;
    if (auto written = write_small_file(directory / kSecretFile, hex(*seed) + '\n', 0600); !written)
        return std::unexpected(written.error());
    return seed;
}

}  // namespace

struct HeadKey::Secret {
    struct Free {
        void operator()(EVP_PKEY* freed) const { EVP_PKEY_free(freed); }
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_PKEY, Free> key;
};

HeadKey::HeadKey(std::unique_ptr<Secret> secret, const PublicKey& public_key)
    : secret_{std::move(secret)}, public_key_{public_key} {}
HeadKey::HeadKey(HeadKey&&) noexcept = default;
HeadKey& HeadKey::operator=(HeadKey&&) noexcept = default;
HeadKey::~HeadKey() = default;

Result<HeadKey> HeadKey::load_or_make(const std::filesystem::path& directory) {
    const auto seed = seed_of(directory);
    if (!seed) return std::unexpected(seed.error());
    auto secret = std::make_unique<Secret>();
    secret->key.reset(EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(seed->data()),
        seed->size()));
    PublicKey key{};
    std::size_t size = key.size();
    ENSURE(secret->key != nullptr &&
           EVP_PKEY_get_raw_public_key(secret->key.get(), key.data(), &size) == 1);
    const std::string line =
        hex(std::string_view{reinterpret_cast<const char*>(key.data()), key.size()}) + '\n';
    const auto stored = read_small_file(directory / kPublicFile);
    if (!stored) return std::unexpected(stored.error());
    if (*stored != line)
        if (auto written = write_small_file(directory / kPublicFile, line, 0644); !written)
            return std::unexpected(written.error());
    return HeadKey{std::move(secret), key};
}

SignedHead HeadKey::sign(const Head& head) const {
    SignedHead to{head, {}};
    const std::string bytes = head_form(head);
    const std::unique_ptr<EVP_MD_CTX, Secret::Free> context{EVP_MD_CTX_new()};
    std::size_t size = to.signature.size();
    const bool good =
        context != nullptr &&
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, secret_->key.get()) == 1 &&
        EVP_DigestSign(context.get(), to.signature.data(), &size,
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1;
    ENSURE(good);
    return to;
}

Result<std::optional<PublicKey>> read_public_key(const std::filesystem::path& directory) {
    const auto bytes = read_hex_line(directory / kPublicFile, PublicKey{}.size());
    if (!bytes) return std::unexpected(bytes.error());
    if (!*bytes) return std::nullopt;
    PublicKey key{};
    std::copy((*bytes)->begin(), (*bytes)->end(), key.begin());
    return key;
}

}  // namespace divmid::storage
