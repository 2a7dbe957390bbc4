// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/record.hpp"

namespace divmid::gateway {

/// One event of a record. Valid as long as the record.
class AnyEvent {
public:
    template <class Event>
    explicit AnyEvent(const Event& event) : number_{Event::kNumber}, event_{&event} {}

    /// Null when it is of another kind.
    template <class Event>
    [[nodiscard]] const Event* as() const {
        return number_ == Event::kNumber ? static_cast<const Event*>(event_) : nullptr;
    }

private:
    std::uint8_t number_;
    const void* event_;
};

/// The events of a record by the command that caused them. A record answers each of its commands:
/// one walk over it for all, not one for each.
class CommandEvents {
public:
    /// In order. Valid until it is asked about another record.
    [[nodiscard]] std::span<const AnyEvent> of(const Record& record, std::size_t command);

private:
    void index(const Record& record);

    Sequence indexed_;
    std::vector<AnyEvent> events_;
    std::vector<std::size_t> begins_;  ///< By command, and one past the last.
};

}  // namespace divmid::gateway
