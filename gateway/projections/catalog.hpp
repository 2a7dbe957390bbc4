// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/market_rules.hpp"
#include "engine/terms.hpp"
#include "gateway/dialect/decimal.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

struct ListedAsset {
    AssetId asset;
    std::string symbol;
    Scale scale{};
};

/// A market with what its numbers need to be written: prices and amounts have the quote's scale,
/// quantities the base's.
struct ListedMarket {
    MarketTerms terms;
    MarketRules rules;
    std::string symbol;       ///< DVMUSD
    std::string stream_name;  ///< dvmusd, as streams are called.
    std::string base;
    std::string quote;
    Scale base_scale{};
    Scale quote_scale{};
};

/// What is listed. References stay valid for the life of the catalog: nothing is ever unlisted.
class Catalog final : public storage::Projection {
public:
    void apply(const Record& record) override;

    /// Null when there is none.
    [[nodiscard]] const ListedMarket* market(MarketId market) const;
    [[nodiscard]] const ListedMarket* market(std::string_view symbol) const;
    [[nodiscard]] const ListedAsset* asset(AssetId asset) const;

    /// In order of id.
    [[nodiscard]] const std::map<MarketId, ListedMarket>& markets() const { return markets_; }
    [[nodiscard]] const std::map<AssetId, ListedAsset>& assets() const { return assets_; }

private:
    void list(const MarketListed& event, std::string_view symbol);
    void set(const MarketRulesSet& event);

    std::map<AssetId, ListedAsset> assets_;
    std::map<MarketId, ListedMarket> markets_;
    std::map<std::string, const ListedMarket*, std::less<>> by_symbol_;
    std::vector<const ListedMarket*> by_id_;  ///< Asked for each event: an index, not a search.
};

}  // namespace divmid::gateway
