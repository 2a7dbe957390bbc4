// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types.hpp"

namespace divmid {

/// What can be owned: the listed assets, by id from 1 without holes.
class Assets {
public:
    static constexpr std::size_t kMost = 256;
    static constexpr std::uint8_t kScaleMost = 12;
    static constexpr std::size_t kSymbolMost = 16;

    struct Asset {
        std::string symbol;
        std::uint8_t scale{};  ///< Decimals.
    };

    [[nodiscard]] std::size_t count() const { return assets_.size(); }
    [[nodiscard]] bool full() const { return assets_.size() == kMost; }
    [[nodiscard]] bool known(AssetId asset) const {
        return asset.value() >= 1 && asset.value() <= assets_.size();
    }
    [[nodiscard]] bool taken(std::string_view symbol) const;
    /// Requires: known(asset).
    [[nodiscard]] const Asset& operator[](AssetId asset) const {
        return assets_[asset.value() - 1U];
    }

    /// Requires: !full(), !taken(symbol).
    AssetId list(std::string_view symbol, std::uint8_t scale);

private:
    std::vector<Asset> assets_;
};

}  // namespace divmid
