// SPDX-License-Identifier: Apache-2.0
#include "storage/history.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid::storage {

ClientId::ClientId(std::string_view text) : size_{static_cast<std::uint8_t>(text.size())} {
    ENSURE(text.size() <= kMost);
    std::ranges::copy(text, text_.begin());
}

}  // namespace divmid::storage
