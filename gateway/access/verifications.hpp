// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/reactor/call_stage.hpp"
#include "gateway/access/ed25519.hpp"

namespace divmid::gateway {

/// A signature and what it may have been made over.
struct Verification {
    Ed25519Key key;
    Ed25519Key::Signature signature{};
    std::string payload;
    std::string encoded;  ///< The same with percent-encoded values, where that differs; else empty.
};

/// Where signatures are verified that take too long for the reactor's thread. Belongs to that.
class Verifications {
public:
    /// Without a verdict yet, of all connections together; one more is refused as overload.
    static constexpr std::size_t kMost = 1024;
    static constexpr std::size_t kThreads = 2;

    explicit Verifications(Reactor& reactor) : stage_{reactor, kMost, kThreads} {}

    [[nodiscard]] bool has_room() const { return depth_ < kMost; }
    [[nodiscard]] std::size_t depth() const { return depth_; }

    /// Whether it is good, in a later step. Several end in any order. Requires: has_room().
    [[nodiscard]] Deferred<bool> verify(Verification verification);

private:
    std::size_t depth_ = 0;
    CallStage stage_;
};

}  // namespace divmid::gateway
