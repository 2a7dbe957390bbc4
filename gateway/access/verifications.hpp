// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
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

/// What is known of a signature that is not verified on the reactor's thread.
enum class Verdict : std::uint8_t {
    unknown,
    good,
    bad,
    missing,  ///< It could not be verified: there will be none.
};

/// Where signatures are verified that take too long for the reactor's thread. Belongs to that.
class Verifications {
public:
    /// Without a verdict yet, of all connections together; one more is refused as overload.
    static constexpr std::size_t kMost = 1024;
    static constexpr std::size_t kThreads = 2;
    /// A thread counts its call until after the verdict was sent: for a moment each has one more.
    static constexpr std::size_t kStageRoom = kMost + kThreads;

    /// Requires: a stage of kStageRoom and kThreads that nobody else uses.
    explicit Verifications(CallStage& stage) : stage_{stage} {}

    [[nodiscard]] bool has_room() const { return depth() < kMost; }
    [[nodiscard]] std::size_t depth() const {
        return static_cast<std::size_t>(place_.use_count()) - 1;
    }

    /// Tells the verdict in a later step, never `unknown`; nobody, when the reactor goes. Several
    /// end in any order. Requires: has_room().
    void verify(Verification verification, std::function<void(Verdict)> told);

private:
    CallStage& stage_;
    /// Held once more for each that is without a verdict, however it ends.
    std::shared_ptr<const char> place_ = std::make_shared<const char>();
};

}  // namespace divmid::gateway
