// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/assets.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid {

bool Assets::taken(std::string_view symbol) const {
    return std::ranges::any_of(assets_, [&](const Asset& a) { return a.symbol == symbol; });
}

AssetId Assets::list(std::string_view symbol, std::uint8_t scale) {
    ENSURE(!full());
    assets_.push_back({std::string{symbol}, scale});
    return AssetId{static_cast<std::uint16_t>(assets_.size())};
}

}  // namespace divmid
