// SPDX-License-Identifier: Apache-2.0
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/cli/action.hpp"
#include "gateway/cli/ask.hpp"
#include "gateway/cli/is_exchange.hpp"
#include "gateway/cli/place.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "storage/small_file.hpp"

namespace divmid::gateway::cli {
namespace {

/// How a field of an instruction stands on the command line and in JSON.
struct Word {
    /// `json_or_file`: JSON, or the name of a file of it. `flag`: true when it is there.
    enum class Kind { text, text_or_file, json_or_file, number, number_or_name, list, flag };

    const char* option;  ///< "--tick-size", or "symbol" for one that is told by its place.
    const char* name;
    const char* meaning;
    Kind kind{Kind::text};
    bool required{true};
};

/// A command of the admin socket as a command line.
struct Wording {
    const char* verb;
    const char* path;
    const char* meaning;
    std::vector<Word> words;
};

using Kind = Word::Kind;

const std::string kCommands = "/admin/v1/";

const std::vector<Wording> kKeyWordings{
    {"add",
     "add-key",
     "Makes an API key and shows its secret, if it has one, once",
     {{"account", "account", "Number or label", Kind::number_or_name},
      {"--scopes", "scopes", "read,trade,transfer,meter,admin", Kind::list},
      {"--public-key", "publicKey",
       "Ed25519: a PEM file, or base64 or hex; there is no secret then", Kind::text_or_file,
       false}}},
    {"revoke",
     "revoke-key",
     "Ends an API key for good",
     {{"key", "key", "The API key, or its keyId", Kind::number_or_name}}}};

const std::vector<Wording> kAdminWordings{
    {"list-asset",
     "list-asset",
     "Lists an asset",
     {{"symbol", "symbol", "A-Z 0-9"}, {"scale", "scale", "Decimals", Kind::number}}},
    {"list-market",
     "list-market",
     "Lists a market; prices and quantities are decimals of its assets",
     {{"symbol", "symbol", "A-Z 0-9"},
      {"--base", "base", "Symbol of the asset that is traded"},
      {"--quote", "quote", "Symbol of the asset that is paid"},
      {"--tick-size", "tickSize", "Step of the price"},
      {"--lot-size", "lotSize", "Step of the quantity"},
      {"--price-min", "priceMin", "Lowest price of an order"},
      {"--price-max", "priceMax", "Highest price of an order"},
      {"--quantity-min", "quantityMin", "Least quantity of an order"},
      {"--quantity-max", "quantityMax", "Most quantity of an order"},
      {"--notional-min", "notionalMin", "Least price times quantity"},
      {"--open-orders-max", "openOrdersMax", "Of an account", Kind::number},
      {"--maker-fee-ppm", "makerFeePpm", "Parts per million", Kind::number},
      {"--taker-fee-ppm", "takerFeePpm", "Parts per million", Kind::number}}},
    {"open-account",
     "open-account",
     "Opens an account",
     {{"--label", "label", "What people call it", Kind::text, false}}},
    {"deposit",
     "deposit",
     "Books money or units that arrived from outside",
     {{"account", "account", "Number or label", Kind::number_or_name},
      {"asset", "asset", "Symbol"},
      {"amount", "amount", "Decimal"}}},
    {"trade-group",
     "trade-group",
     "Puts an account into a group whose orders do not trade with each other",
     {{"account", "account", "Number or label", Kind::number_or_name},
      {"group", "group", "Its number; 0: none", Kind::number}}},
    {"fee-tier",
     "fee-tier",
     "Gives an account fee rates of its own, for orders from now on",
     {{"account", "account", "Number or label", Kind::number_or_name},
      {"--maker-fee-ppm", "makerFeePpm", "Parts per million", Kind::number, false},
      {"--taker-fee-ppm", "takerFeePpm", "Parts per million", Kind::number, false},
      {"--lifted", "lifted", "Back to the markets' rates", Kind::flag, false}}},
    {"kill",
     "kill",
     "Ends all open orders of an account, of a market or of everybody, and refuses new ones",
     {{"--account", "account", "Number or label", Kind::number_or_name, false},
      {"--market", "market", "Symbol", Kind::text, false}}},
    {"lift",
     "lift",
     "Lifts what kill did, for the same account, market or everybody",
     {{"--account", "account", "Number or label", Kind::number_or_name, false},
      {"--market", "market", "Symbol", Kind::text, false}}},
    {"set-rules",
     "set-rules",
     "Changes rules of a market; divmid admin markets shows them all",
     {{"market", "market", "Symbol"},
      {"rules", "rules", "JSON of those that change, or a file of it", Kind::json_or_file}}},
    {"set-phase",
     "set-phase",
     "Brings a market into a phase now",
     {{"market", "market", "Symbol"},
      {"phase", "phase", "continuous, closed, cancel-only, post-only, auction-call or halted"},
      {"--until", "until", "When an auction call ends: 2026-11-23T14:30:00Z", Kind::text, false},
      {"--next", "next", "The phase after it; else continuous", Kind::text, false}}},
    {"schedule",
     "schedule",
     "Brings a market into a phase at a time, once or again and again",
     {{"market", "market", "Symbol"},
      {"phase", "phase", "As for set-phase"},
      {"--at", "at", "When first: 2026-11-23T14:30:00Z"},
      {"--every", "every", "How often from then on: 1d", Kind::text, false},
      {"--lasts", "lasts", "How long an auction call takes: 5m", Kind::text, false},
      {"--next", "next", "The phase after that; else continuous", Kind::text, false}}},
    {"clear-schedule",
     "clear-schedule",
     "Takes all of a market's scheduled phases away",
     {{"market", "market", "Symbol"}}},
    {"delist",
     "delist",
     "Lets only cancels into a market from now on, and closes it for good at a time",
     {{"market", "market", "Symbol"}, {"--at", "at", "2026-11-30T00:00:00Z"}}},
    {"bust",
     "bust",
     "Takes a trade back: units and money go back, fees too",
     {{"market", "market", "Symbol"}, {"trade", "trade", "Its id", Kind::number}}}};

/// What was given for the words of a wording, in their order.
struct Given {
    Place place;
    std::string reason;
    std::vector<std::string> values;
};

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 18 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void write_list(JsonWriter& json, std::string_view names) {
    json.begin_array();
    while (!names.empty()) {
        const std::size_t comma = std::min(names.find(','), names.size());
        json.text(names.substr(0, comma));
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    json.end_array();
}

std::string contents_or(const std::string& value) {
    const auto contents = storage::read_small_file(value);
    return contents && *contents ? **contents : value;
}

void write(JsonWriter& json, const Word& word, const std::string& value) {
    json.member(word.name);
    const bool numeric = word.kind == Kind::number || word.kind == Kind::number_or_name;
    if (word.kind == Kind::list)
        write_list(json, value);
    else if (word.kind == Kind::text_or_file)
        json.text(contents_or(value));
    else if (word.kind == Kind::json_or_file)
        json.raw(contents_or(value));
    else if (word.kind == Kind::flag)
        json.boolean(true);
    else if (numeric && is_number(value))
        json.number(std::stoll(value));
    else
        json.text(value);
}

std::string body_of(const Wording& wording, const Given& given) {
    std::string body;
    JsonWriter json{body};
    json.begin_object();
    json.member("reason").text(given.reason);
    for (std::size_t i = 0; i < wording.words.size(); ++i)
        if (!given.values[i].empty()) write(json, wording.words[i], given.values[i]);
    json.end_object();
    return body;
}

/// One question to an exchange that is there, its answer printed as it came.
std::expected<void, Failure> put(const Place& place, std::string_view path,
                                 const std::string& body) {
    const auto settings = settings_at(place);
    if (!settings) return std::unexpected{settings.error()};
    if (!is_exchange(settings->data))
        return std::unexpected{
            Failure{ExitCode::usage, fmt::format("no exchange in {}", settings->data.string())}};
    const Purpose purpose = body.empty() ? Purpose::ask : Purpose::command;
    return visit_exchange(*settings, purpose,
                          [&](const AdminClient& client) -> std::expected<void, Failure> {
                              const auto answer = ask(client, path, body);
                              if (!answer) return std::unexpected{answer.error()};
                              fmt::print("{}{}", *answer, answer->ends_with('\n') ? "" : "\n");
                              return {};
                          });
}

void add_instruction(CLI::App& group, const Wording& wording, Action& chosen) {
    CLI::App* command = group.add_subcommand(wording.verb, wording.meaning);
    const auto given = std::make_shared<Given>();
    given->place.add_options(*command);
    given->values.resize(wording.words.size());
    for (std::size_t i = 0; i < wording.words.size(); ++i) {
        const Word& word = wording.words[i];
        if (word.kind == Kind::flag)
            command->add_flag(word.option, given->values[i], word.meaning);
        else
            command->add_option(word.option, given->values[i], word.meaning)
                ->required(word.required);
    }
    command->add_option("--reason", given->reason, "Why, for the audit")->required();
    command->callback([=, &chosen, &wording] {
        chosen = [=, &wording] {
            return put(given->place, kCommands + wording.path, body_of(wording, *given));
        };
    });
}

void add_question(CLI::App& group, const char* verb, const char* path, const char* meaning,
                  Action& chosen) {
    CLI::App* command = group.add_subcommand(verb, meaning);
    const auto place = std::make_shared<Place>();
    place->add_options(*command);
    command->callback([=, &chosen] { chosen = [=] { return put(*place, path, {}); }; });
}

}  // namespace

void add_key(CLI::App& root, Action& chosen) {
    CLI::App* group = root.add_subcommand("key", "API keys");
    group->require_subcommand(1);
    for (const Wording& wording : kKeyWordings) add_instruction(*group, wording, chosen);
    add_question(*group, "list", "/admin/v1/keys", "All API keys, without secrets", chosen);
}

void add_admin(CLI::App& root, Action& chosen) {
    CLI::App* group = root.add_subcommand(
        "admin", "Assets, markets, their rules and phases, accounts; status and metrics");
    group->require_subcommand(1);
    for (const Wording& wording : kAdminWordings) add_instruction(*group, wording, chosen);
    add_question(*group, "status", "/admin/v1/status", "How the exchange is, and what it holds",
                 chosen);
    add_question(*group, "markets", "/admin/v1/markets", "Every market with its rules and phase",
                 chosen);
    add_question(*group, "metrics", "/metrics", "What it counts and measures, for Prometheus",
                 chosen);
}

}  // namespace divmid::gateway::cli
