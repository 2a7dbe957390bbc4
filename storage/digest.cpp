// SPDX-License-Identifier: Apache-2.0
#include "storage/digest.hpp"

#include <openssl/evp.h>

#include <utility>

#include "engine/check.hpp"

namespace divmid::storage {

namespace {

struct Free {
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

struct Sha256::Kept {
    // Fetched once: a look-up by name at each call would cost as much as a short digest.
    std::unique_ptr<EVP_MD, Free> algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : kept_{std::make_unique<Kept>()} {
    ENSURE(kept_->algorithm != nullptr && kept_->context != nullptr);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Digest Sha256::of(std::string_view bytes) {
    Digest digest;
    EVP_MD_CTX* context = kept_->context.get();
    const bool good = EVP_DigestInit_ex(context, kept_->algorithm.get(), nullptr) == 1 &&
                      EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1;
    ENSURE(good);
    return digest;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto number = static_cast<unsigned char>(byte);
        text.push_back(digits[number >> 4]);
        text.push_back(digits[number & 15]);
    }
    return text;
}

std::string hex(const Digest& digest) {
    return hex(bytes_of(digest));
}

bool from_hex(std::string_view text, std::size_t size, std::string& to) {
    to.clear();
    if (text.size() != size * 2) return false;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]);
        const int low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) return false;
        to.push_back(static_cast<char>(high * 16 + low));
    }
    return true;
}

}  // namespace divmid::storage
