// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace divmid::gateway::net {

/// What a connection has received and nobody has used up yet.
///
/// A read lands in memory that all connections share, and is taken apart there; only what is left
/// over then, part of a frame or a request, is copied into memory of the connection's own. So an
/// idle connection has none.
class Input {
public:
    /// More bytes from the peer. They stay the caller's, who calls keep() before it reuses them.
    void arrived(std::span<char> bytes);

    /// All that is unused, to be changed in place at will. Valid until the next call but consume().
    [[nodiscard]] std::span<char> bytes() const { return unused_; }
    [[nodiscard]] bool empty() const { return unused_.empty(); }

    /// Requires: count <= bytes().size().
    void consume(std::size_t count) { unused_ = unused_.subspan(count); }

    /// Moves what is unused to memory of its own.
    void keep();

private:
    std::string kept_;
    std::span<char> unused_;
};

}  // namespace divmid::gateway::net
