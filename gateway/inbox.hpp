// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/record.hpp"

namespace divmid::gateway {

/// Who asked for a command: told what became of it, once its record is durable and every projection
/// holds it.
class Asker {
public:
    /// `command` is the place of the command in record.tick.commands; its events are those that
    /// record.events names with it as their cause. Called in order of release, on the reactor's
    /// thread; may submit, may send.
    virtual void released(std::uint64_t request, const Record& record, std::size_t command) = 0;

protected:
    ~Asker() = default;
};

/// The commands of the next tick, and who asked for them. Origins stay beside the tick, never
/// inside it: the log does not know sockets.
///
/// Every tick taken makes exactly one record, and records are released in order; so origins are a
/// queue.
class Inbox {
public:
    /// The texts of a command go here before it is submitted, in the same step.
    [[nodiscard]] Arena& arena() { return next_.commands.arena; }

    /// Adds a command to the next tick. `asker` may be null: nobody waits. One that goes away
    /// before its answer calls forget().
    template <class Command>
    void submit(const Command& command, Asker* asker = nullptr, std::uint64_t request = 0) {
        next_.commands.push(command);
        askers_.push_back({asker, request});
    }

    /// The asker is gone: nobody is told what becomes of its commands. Costs a walk over what
    /// waits.
    void forget(const Asker& asker);

    [[nodiscard]] bool empty() const { return next_.commands.empty(); }
    [[nodiscard]] std::size_t size() const { return next_.commands.size(); }

    /// The waiting commands, with their askers noted for the record that they will make. An empty
    /// tick is taken for a timer. Its time and nonce are the caller's to set.
    [[nodiscard]] Tick take();

    /// Tells each asker of the oldest record taken and not yet answered.
    /// Requires: records come in the order of the ticks they were made of.
    void answer(const Record& record);

    /// Emptied memory of a released record, for a tick to come.
    void give_back(Tick tick) { spare_.push_back(std::move(tick)); }

private:
    struct Origin {
        Asker* asker;
        std::uint64_t request;
    };

    Tick next_;
    std::vector<Origin> askers_;
    std::deque<std::vector<Origin>> waiting_;
    std::vector<Tick> spare_;
    std::vector<std::vector<Origin>> spare_origins_;
};

}  // namespace divmid::gateway
