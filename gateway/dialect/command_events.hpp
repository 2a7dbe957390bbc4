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
    AnyEvent(const Event& event, std::size_t place)
        : number_{Event::kNumber}, place_{static_cast<std::uint32_t>(place)}, event_{&event} {}

    /// Null when it is of another kind.
    template <class Event>
    [[nodiscard]] const Event* as() const {
        return number_ == Event::kNumber ? static_cast<const Event*>(event_) : nullptr;
    }

    /// Among all events of the record, counted from 0.
    [[nodiscard]] std::size_t place() const { return place_; }

private:
    std::uint8_t number_;
    std::uint32_t place_;
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
