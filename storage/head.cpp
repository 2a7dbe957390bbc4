// SPDX-License-Identifier: Apache-2.0
#include "storage/head.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "storage/canonical/little_endian.hpp"
#include "storage/digest.hpp"

namespace divmid::storage {

namespace {

// A signature of ours says what it is over, so that it can't be used for anything else.
constexpr std::string_view kWhat = "divmid head 1\n";
constexpr std::size_t kFormSize = kWhat.size() + 4 + 8 + 32 + 1 + 32;

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

template <std::size_t kSize>
bool take_bytes(std::string_view& from, std::array<std::uint8_t, kSize>& to) {
    if (from.size() < kSize) return false;
    std::copy_n(from.begin(), kSize, to.begin());
    from.remove_prefix(kSize);
    return true;
}

std::optional<Head> read_head(std::string_view& bytes) {
    if (bytes.size() < kFormSize || !bytes.starts_with(kWhat)) return std::nullopt;
    bytes.remove_prefix(kWhat.size());
    Head head;
    std::uint64_t sequence = 0;
    std::uint8_t has_state = 0;
    Digest state{};
    const bool whole = take_little(bytes, head.epoch) && take_little(bytes, sequence) &&
                       take_bytes(bytes, head.digest) && take_little(bytes, has_state) &&
                       take_bytes(bytes, state);
    if (!whole || has_state > 1 || (has_state == 0 && state != Digest{})) return std::nullopt;
    head.sequence = Sequence{sequence};
    if (has_state == 1) head.state = state;
    return head;
}

}  // namespace

std::string head_form(const Head& head) {
    std::string bytes{kWhat};
    put_little(head.epoch, bytes);
    put_little(head.sequence.value(), bytes);
    bytes += bytes_of(head.digest);
    put_little(static_cast<std::uint8_t>(head.state.has_value()), bytes);
    bytes += bytes_of(head.state.value_or(Digest{}));
    return bytes;
}

std::string signed_head_form(const SignedHead& head) {
    std::string bytes = head_form(head.head);
    bytes.append(reinterpret_cast<const char*>(head.signature.data()), head.signature.size());
    return bytes;
}

std::optional<SignedHead> read_signed_head(std::string_view bytes) {
    const auto head = read_head(bytes);
    SignedHead to;
    if (!head || !take_bytes(bytes, to.signature) || !bytes.empty()) return std::nullopt;
    to.head = *head;
    return to;
}

bool verifies(const SignedHead& head, const PublicKey& key) {
    const std::unique_ptr<EVP_PKEY, Free> verifier{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size())};
    const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    const std::string bytes = head_form(head.head);
    return verifier != nullptr && context != nullptr &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, verifier.get()) == 1 &&
           EVP_DigestVerify(context.get(), head.signature.data(), head.signature.size(),
                            reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size()) == 1;
}

}  // namespace divmid::storage
