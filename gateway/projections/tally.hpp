// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "engine/reject.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// How much there is in the log, from its first record on: the same after a restart. Some
/// nanoseconds a record.
class Tally final : public storage::Projection {
public:
    void apply(const Record& record) override;

    [[nodiscard]] std::uint64_t ticks() const { return ticks_; }
    [[nodiscard]] std::uint64_t commands() const { return commands_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    [[nodiscard]] std::uint64_t orders() const { return orders_; }
    [[nodiscard]] std::uint64_t trades() const { return trades_; }

    /// Calls visit(reason, count) for each reason that commands were refused for.
    template <class Visit>
    void each_refusal(Visit&& visit) const {
        for (std::size_t number = 0; number < refusals_.size(); ++number)
            if (refusals_[number] != 0) visit(static_cast<Reject>(number), refusals_[number]);
    }

private:
    std::uint64_t ticks_ = 0;
    std::uint64_t commands_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t orders_ = 0;
    std::uint64_t trades_ = 0;
    /// By the reason's number.
    std::array<std::uint64_t, std::numeric_limits<std::uint8_t>::max() + 1> refusals_{};
};

}  // namespace divmid::gateway
