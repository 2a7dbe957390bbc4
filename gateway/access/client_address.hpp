// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/types.hpp"

namespace divmid::gateway {

/// Who counts as one peer: an IPv4 address, or the /64 of an IPv6 address, which is what a provider
/// gives one subscriber. Zero is everybody whose address is neither. An IPv4 address lies in
/// 0:1::/32, which no host has.
using ClientAddress = Strong<struct ClientAddressMeaning, std::uint64_t>;

/// Of an address as it is written, without the port.
[[nodiscard]] ClientAddress client_address(std::string_view text);

}  // namespace divmid::gateway
