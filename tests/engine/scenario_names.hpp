// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/admin_command.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What the names of a scenario stand for. A name that nobody introduced stands for a number that
/// names nothing, so that a scenario can ask for what does not exist.
class ScenarioNames {
public:
    std::map<std::string, AccountId, std::less<>> accounts{
        {"issuer", kIssuer}, {"fees", kFees}, {"funding", kFunding}, {"receivable", kReceivable}};
    std::map<std::string, KeyId, std::less<>> keys;  ///< The key an account uses now.
    std::map<std::string, AssetId, std::less<>> assets;
    std::map<std::string, MarketId, std::less<>> markets;
    std::map<TradeId, BustTrade> trades;  ///< As their busts would tell of them.
    std::string market;                   ///< Where orders without `on` go.

    [[nodiscard]] AccountId account(std::string_view name) const {
        return find(accounts, name, AccountId{999'999});
    }
    [[nodiscard]] KeyId key(std::string_view name) const { return find(keys, name, KeyId{999}); }
    [[nodiscard]] AssetId asset(std::string_view name) const {
        return find(assets, name, AssetId{999});
    }
    [[nodiscard]] MarketId market_called(std::string_view name) const {
        return find(markets, name, MarketId{999});
    }

    [[nodiscard]] std::string name(AccountId id) const { return find_name(accounts, id); }
    [[nodiscard]] std::string name(AssetId id) const { return find_name(assets, id); }
    [[nodiscard]] std::string name(MarketId id) const { return find_name(markets, id); }

private:
    template <class Map, class Id>
    static Id find(const Map& map, std::string_view name, Id otherwise) {
        const auto found = map.find(name);
        return found == map.end() ? otherwise : found->second;
    }
    template <class Map, class Id>
    static std::string find_name(const Map& map, Id id) {
        for (const auto& [name, value] : map)
            if (value == id) return name;
        return "?";
    }
};

}  // namespace divmid
