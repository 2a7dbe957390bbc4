// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <variant>

#include "proto/feed.hpp"
#include "proto/feed.pb.h"

namespace divmid::proto {

using PublicMessage = std::variant<Trade, LevelChange, DepthDiff, DepthSnapshot>;
using PrivateMessage = std::variant<OrderUpdate, Balance>;

[[nodiscard]] feed::Public to_proto(const PublicMessage& message);
[[nodiscard]] feed::Private to_proto(const PrivateMessage& message);

/// The inverses. What is wrong, as one line for people, when a number does not fit its type, a name
/// is unknown, a market or an update is zero, or updates run backwards.
[[nodiscard]] std::expected<PublicMessage, std::string> from_proto(const feed::Public& message);
[[nodiscard]] std::expected<PrivateMessage, std::string> from_proto(const feed::Private& message);

}  // namespace divmid::proto
