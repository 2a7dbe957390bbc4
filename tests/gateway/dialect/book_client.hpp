// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {

/// A client that keeps its copy of the book as the dialect's documents tell it to: subscribe and
/// buffer, take a snapshot, drop what is older, apply the rest without a hole.
class BookClient {
public:
    BookClient(RunningDialect& exchange, std::string stream);

    /// Reads what came. Takes the snapshot when the procedure wants it.
    void read();

    [[nodiscard]] bool in_step() const { return last_update_.has_value(); }
    /// A hole in the numbers was met: the one thing that must never happen.
    [[nodiscard]] bool met_hole() const { return met_hole_; }
    [[nodiscard]] std::int64_t last_update() const { return *last_update_; }

    using Levels = std::map<std::string, std::string>;
    [[nodiscard]] const Levels& bids() const { return bids_; }
    [[nodiscard]] const Levels& asks() const { return asks_; }

private:
    void take_snapshot();
    void apply(const boost::json::value& event);

    RunningDialect& exchange_;
    std::unique_ptr<FakeConnection> connection_;
    std::vector<boost::json::value> buffered_;
    std::optional<std::int64_t> last_update_;
    std::int64_t applied_ = 0;  ///< Of the last event; 0 before the first.
    Levels bids_;
    Levels asks_;
    bool met_hole_ = false;
};

/// Sets the levels of a side: a quantity of zero takes one out.
void set_levels(BookClient::Levels& levels, const boost::json::value& changes);

}  // namespace divmid::gateway
