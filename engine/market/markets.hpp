// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

#include "engine/market/market.hpp"
#include "engine/types.hpp"

namespace divmid {

/// All markets, by id from 1 without holes. One that was added stays where it is; finding it costs
/// a load.
class Markets {
public:
    [[nodiscard]] std::size_t size() const { return markets_.size(); }
    [[nodiscard]] bool known(MarketId id) const {
        return id.value() < by_id_.size() && id.value() != 0;
    }
    /// Requires: known(id).
    [[nodiscard]] Market& operator[](MarketId id) { return *by_id_[id.value()]; }
    [[nodiscard]] const Market& operator[](MarketId id) const { return *by_id_[id.value()]; }

    template <class... Parts>
    Market& add(Parts&&... parts) {
        by_id_.push_back(&markets_.emplace_back(std::forward<Parts>(parts)...));
        return markets_.back();
    }

    // By rising id.
    [[nodiscard]] auto begin() { return markets_.begin(); }
    [[nodiscard]] auto end() { return markets_.end(); }
    [[nodiscard]] auto begin() const { return markets_.begin(); }
    [[nodiscard]] auto end() const { return markets_.end(); }

private:
    std::deque<Market> markets_;
    std::vector<Market*> by_id_ = std::vector<Market*>(1);
};

}  // namespace divmid
