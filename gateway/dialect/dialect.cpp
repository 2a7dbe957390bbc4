// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/dialect.hpp"

#include <optional>
#include <string>
#include <utility>

#include "gateway/dialect/api_conversation.hpp"
#include "gateway/dialect/limit_rows.hpp"
#include "gateway/dialect/query_string.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kApiPath = "/ws-api/v3";
constexpr std::string_view kRawPath = "/ws";
constexpr std::string_view kCombinedPath = "/stream";

/// What stands behind `path`, without the slash; nothing when it is another path.
std::optional<std::string_view> behind(std::string_view path, std::string_view prefix) {
    if (!path.starts_with(prefix)) return std::nullopt;
    path.remove_prefix(prefix.size());
    if (path.empty()) return path;
    return path.front() == '/' ? std::optional{path.substr(1)} : std::nullopt;
}

}  // namespace

Dialect::Dialect(const Services& services, const Secrets& secrets, Feeds& feeds)
    : clock_{services.clock},
      entrance_{services.limits},
      admission_{services.projections.keys, secrets, services.started},
      desk_{services},
      api_{desk_, admission_, entrance_, services, refusals_},
      streams_{feeds.subscriptions(), api_.json, services.clock, services.streams},
      rest_{std::make_shared<RestLine>(
          RestLine::Parts{desk_, admission_, entrance_, services, refusals_})} {}

void Dialect::request(const HttpRequest& request, std::shared_ptr<Responder> responder) {
    rest_->request(request, std::move(responder));
}

Opened Dialect::open(const HttpRequest& upgrade, Outbox& outbox) {
    const Timestamp now = clock_();
    if (const auto refused = entrance_.refuses_handshake(client_address(upgrade.peer), now)) {
        refusals_.count(refused->code);
        return std::unexpected{refusal(*refused, now)};
    }
    if (upgrade.query.find("responseFormat=sbe") != std::string_view::npos)
        return std::unexpected{refusal(refuse::no_binary_form(), now)};
    return converse(upgrade, outbox);
}

std::unique_ptr<Conversation> Dialect::converse(const HttpRequest& upgrade, Outbox& outbox) {
    Parameters options;
    std::string scratch;
    parse_query_string({upgrade.query, {}}, options, scratch);
    const auto unit = parse_time_unit(options.peek("timeUnit"));
    if (options.failed() || !unit) return nullptr;

    if (const auto rest = behind(upgrade.path, kApiPath); rest && rest->empty())
        return std::make_unique<ApiConversation>(
            api_, outbox,
            ApiManners{.unit = *unit, .rate_limits = options.peek("returnRateLimits") != "false"});
    if (const auto rest = behind(upgrade.path, kCombinedPath); rest && rest->empty())
        return open_streams(options.peek("streams"), {.combined = true, .unit = *unit}, outbox);
    if (const auto rest = behind(upgrade.path, kRawPath)) {
        std::string names;
        if (!append_decoded(*rest, names)) return nullptr;
        return open_streams(names, {.combined = false, .unit = *unit}, outbox);
    }
    return nullptr;
}

std::unique_ptr<Conversation> Dialect::open_streams(std::string_view names, EventForm form,
                                                    Outbox& outbox) {
    auto conversation = std::make_unique<StreamConversation>(streams_, outbox, form);
    conversation->subscribe_all(names);
    return conversation;
}

}  // namespace divmid::gateway
