// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/record.hpp"
#include "storage/error.hpp"

namespace divmid::storage {

/// What is said about the log at one record: it had this digest, which covers all records before.
struct Head {
    std::uint32_t epoch{};
    Sequence sequence;
    Digest digest{};
    /// Of the exchange after that record, where it was known: at a shutdown.
    std::optional<Digest> state;

    friend bool operator==(const Head&, const Head&) = default;
};

/// Ed25519.
using Signature = std::array<std::uint8_t, 64>;
using PublicKey = std::array<std::uint8_t, 32>;

struct SignedHead {
    Head head;
    Signature signature{};

    friend bool operator==(const SignedHead&, const SignedHead&) = default;
};

/// The bytes that are signed, byte by byte in README.md.
[[nodiscard]] std::string head_form(const Head& head);

/// head_form() and the signature, as the store keeps them.
[[nodiscard]] std::string signed_head_form(const SignedHead& head);
[[nodiscard]] std::optional<SignedHead> read_signed_head(std::string_view bytes);

[[nodiscard]] bool verifies(const SignedHead& head, const PublicKey& key);

/// The key that signs this exchange's heads.
class HeadKey {
public:
    /// From head.key in the directory (mode 0600), made with head.pub beside it when there is none.
    [[nodiscard]] static Result<HeadKey> load_or_make(const std::filesystem::path& directory);

    HeadKey(HeadKey&&) noexcept;
    HeadKey& operator=(HeadKey&&) noexcept;
    ~HeadKey();

    [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
    /// About 50 µs.
    [[nodiscard]] SignedHead sign(const Head& head) const;

private:
    struct Secret;
    HeadKey(std::unique_ptr<Secret> secret, const PublicKey& public_key);

    std::unique_ptr<Secret> secret_;
    PublicKey public_key_{};
};

/// From head.pub in the directory; nothing when there is none.
[[nodiscard]] Result<std::optional<PublicKey>> read_public_key(
    const std::filesystem::path& directory);

}  // namespace divmid::storage
