// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/types.hpp"

namespace divmid::gateway {

/// The signatures of requests that changed something, until their windows are over: a request that
/// somebody captured and sends again is known. Belongs to the reactor's thread.
///
/// When a signature expires is part of what it was made over, so it is looked for where it would
/// expire, among those of the same second. A second that is over goes at once, whatever it holds:
/// no search, no sweep.
class SeenSignatures {
public:
    /// 16 bytes each, in tables that are at most three quarters full and at least three eighths.
    static constexpr std::size_t kMost = std::size_t{1} << 23;

    enum class Answer : std::uint8_t {
        first,
        again,  ///< It was noted before.
        full,   ///< There are as many as may be: it was not noted.
    };

    /// A signature: at least 16 bytes that differ from signing to signing as if by chance.
    using Signature = std::span<const std::uint8_t>;

    explicit SeenSignatures(std::size_t most = kMost);
    ~SeenSignatures();

    /// `expires`: a request with it is refused after that anyway.
    /// Requires: now <= expires <= now + 61 s.
    [[nodiscard]] Answer note(KeyId key, Signature signature, Timestamp expires, Timestamp now);

    /// Hastens a note() of the same that comes soon: some 100 ns of waiting for memory pass
    /// meanwhile. Requires nothing of `expires`.
    void expect(KeyId key, Signature signature, Timestamp expires) const;

    /// Those whose window may not be over.
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    /// The window and the time that a client's clock may be ahead take 61 seconds, begun ones
    /// counted 62.
    static constexpr std::int64_t kSeconds = 64;
    /// Tables of seconds that are over, kept for their memory.
    static constexpr std::size_t kSpareMost = 8;

    class Second;
    using Slot = std::unique_ptr<Second>;

    void begin_second(std::int64_t second);
    [[nodiscard]] Slot& slot_of(std::int64_t second);
    [[nodiscard]] Second& expiring_in(std::int64_t second);
    void drop(Slot& slot);

    const std::size_t most_;
    /// Whoever has a key can make as many signatures as they like, and choose among them. The
    /// secret seed keeps them from choosing such that meet in one place.
    const std::uint64_t seed_;
    std::array<Slot, kSeconds> seconds_;
    std::vector<Slot> spare_;
    std::int64_t now_ = 0;  ///< The second that ends first.
    std::size_t size_ = 0;
};

}  // namespace divmid::gateway
