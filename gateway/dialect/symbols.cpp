// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/symbols.hpp"

#include <algorithm>

namespace divmid::gateway {
namespace {

constexpr std::string_view kSymbolPattern = "^[A-Z0-9-_.]{1,20}$";
constexpr std::string_view kSymbolsPattern =
    "^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$";
constexpr std::size_t kSymbolMost = 20;

bool of_symbol(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

bool is_symbol(std::string_view text) {
    return !text.empty() && text.size() <= kSymbolMost && std::ranges::all_of(text, of_symbol);
}

const ListedMarket* find(std::string_view symbol, Parameters& parameters, const Catalog& catalog) {
    if (!is_symbol(symbol)) {
        parameters.fail(refuse::illegal("symbol", kSymbolPattern));
        return nullptr;
    }
    const ListedMarket* const market = catalog.market(symbol);
    if (!market) parameters.fail(refuse::bad_symbol());
    return market;
}

/// Takes `"A","B"` apart; empty when it is not that.
std::vector<std::string_view> take_apart(std::string_view list) {
    std::vector<std::string_view> symbols;
    while (true) {
        if (!list.starts_with('"')) return {};
        const std::size_t end = list.find('"', 1);
        if (end == std::string_view::npos) return {};
        symbols.push_back(list.substr(1, end - 1));
        if (!is_symbol(symbols.back())) return {};
        list.remove_prefix(end + 1);
        if (list.empty()) return symbols;
        if (!list.starts_with(',')) return {};
        list.remove_prefix(1);
    }
}

std::vector<const ListedMarket*> find_all(std::string_view json, Parameters& parameters,
                                          const Catalog& catalog) {
    std::string compact{json};
    std::erase_if(compact, [](char c) { return c == ' '; });
    const bool bracketed = compact.size() > 2 && compact.front() == '[' && compact.back() == ']';
    const auto symbols =
        take_apart(bracketed ? std::string_view{compact}.substr(1, compact.size() - 2) : "");
    if (symbols.empty()) parameters.fail(refuse::illegal("symbols", kSymbolsPattern));
    std::vector<const ListedMarket*> markets;
    for (const std::string_view symbol : symbols)
        if (const ListedMarket* const market = find(symbol, parameters, catalog))
            markets.push_back(market);
    std::vector<const ListedMarket*> sorted = markets;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end())
        parameters.fail(refuse::repeated_symbol());
    return markets;
}

}  // namespace

const ListedMarket* read_symbol(Parameters& parameters, const Catalog& catalog) {
    const std::string_view symbol = parameters.text("symbol");
    return symbol.empty() ? nullptr : find(symbol, parameters, catalog);
}

const ListedMarket* maybe_symbol(Parameters& parameters, const Catalog& catalog) {
    const auto symbol = parameters.maybe_text("symbol");
    return symbol ? find(*symbol, parameters, catalog) : nullptr;
}

std::vector<const ListedMarket*> read_symbols(Parameters& parameters, const Catalog& catalog) {
    const ListedMarket* const one = maybe_symbol(parameters, catalog);
    const auto several = parameters.maybe_text("symbols");
    if (several && parameters.sent("symbol")) parameters.fail(refuse::bad_combination());
    if (one) return {one};
    if (several) return find_all(*several, parameters, catalog);
    std::vector<const ListedMarket*> all;
    for (const auto& [id, market] : catalog.markets()) all.push_back(&market);
    return all;
}

}  // namespace divmid::gateway
