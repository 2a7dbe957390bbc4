// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "engine/command.hpp"
#include "gateway/dialect/parameters.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What any command may be sent with beside what it asks (api.md, Beyond the dialect):
///
///   requestNumber   above zero, rising in its lane: the command is executed once, however often it
///                   is sent, and every time answered as the first time
///   requestLane     0 to 15, 0 unless sent; only with a requestNumber
///   deadline        a time; not executed when it reaches the engine later
///   keepOnDisconnect   new orders: true, and they end neither with their connection nor by the
///                   account's dead-man timer
struct EntryTerms {
    Caller caller;                     ///< The request's, with deadline, session and keep as asked.
    std::optional<Numbered> numbered;  ///< To stand before the command.
};

/// What is wrong with them is then a fault of the request's parameters.
/// Requires: is_command(request.operation).
[[nodiscard]] EntryTerms read_entry_terms(const Request& request);

/// Stays the same however often, and over whichever transport, the same is asked: the first eight
/// bytes of a SHA-256 over the method's name and the parameters by name, but for those that say
/// when, by whom and how it was sent. It goes into the log: what it is made of never changes. It
/// tells a mistake, not an intent: who searches long enough finds two requests of the same, and so
/// reads the first one's answer.
[[nodiscard]] std::uint64_t identity_of(Operation operation, const Parameters& parameters);

}  // namespace divmid::gateway
