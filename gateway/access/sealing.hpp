// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "storage/error.hpp"

namespace divmid::gateway {

/// Seals secrets for storage with XChaCha20-Poly1305 under a key that lies in a file of its own,
/// outside the database: who has the database alone has no secret. The key is wiped when this goes.
class Sealer {
public:
    /// Reads the key, or makes a random one when there is no such file (mode 0600). Refuses one of
    /// the wrong size, or that others may read.
    [[nodiscard]] static storage::Result<Sealer> open(const std::filesystem::path& file);

    Sealer(Sealer&&) noexcept = default;
    Sealer& operator=(Sealer&&) noexcept = default;
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;
    ~Sealer();

    /// Opens again only together with the same `context`: a sealed secret cannot be passed off as
    /// that of another key.
    [[nodiscard]] std::string seal(std::string_view secret, std::string_view context) const;

    /// Nothing when it was not sealed so, by this key and with this context.
    [[nodiscard]] std::optional<std::string> unseal(std::string_view sealed,
                                                    std::string_view context) const;

private:
    static constexpr std::size_t kKeyBytes = 32;
    using MasterKey = std::array<unsigned char, kKeyBytes>;

    explicit Sealer(const MasterKey& key) : key_{key} {}

    MasterKey key_;
};

}  // namespace divmid::gateway
