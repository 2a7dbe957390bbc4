// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/admin.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "engine/check.hpp"
#include "gateway/admin/answer.hpp"
#include "gateway/admin/key_text.hpp"
#include "gateway/admin/reports.hpp"

namespace divmid::gateway::admin {
namespace {

constexpr std::string_view kCommands = "/admin/v1/";

std::string name_of_key(const std::string& key_name) {
    return R"(,"apiKey":")" + key_name + '"';
}

std::string shown_once(const std::string& key_name, const std::string& secret) {
    return name_of_key(key_name) + R"(,"secretKey":")" + secret + '"';
}

}  // namespace

void Admin::request(const HttpRequest& request, std::shared_ptr<Responder> responder) {
    const bool get = request.method == "GET";
    const std::string_view path = request.path;
    if (auto known = services_.monitor.answer(request))
        return responder->respond(*std::move(known));
    if (get && path == "/admin/v1/status")
        return responder->respond(
            report(services_.status, services_.catalog, services_.balances, labels_));
    if (get && path == "/admin/v1/keys") return responder->respond(report(services_.keys));
    if (get && path == "/admin/v1/markets")
        return responder->respond(report(services_.catalog, services_.states));
    const std::string_view command =
        path.starts_with(kCommands) ? path.substr(kCommands.size()) : std::string_view{};
    if (!is_command(command)) return responder->respond(fault(404, "nothing is here"));
    if (request.method != "POST") return responder->respond(fault(405, "a command is a POST"));
    instruct(command, request, std::move(responder));
}

void Admin::instruct(std::string_view command, const HttpRequest& request,
                     std::shared_ptr<Responder> responder) {
    if (services_.status.phase != Status::Phase::serving)
        return responder->respond(fault(503, "the exchange does not serve now: ask /readyz"));
    if (waiting_.size() >= kWaitingMost)
        return responder->respond(fault(503, "too many commands wait: ask again"));
    const Names names{.catalog = services_.catalog, .keys = services_.keys, .labels = labels_};
    auto instruction = read_instruction(command, request.body, names);
    if (!instruction) return responder->respond(fault(400, instruction.error()));
    if (!instruction->refusal.empty()) return responder->respond(fault(409, instruction->refusal));
    if (label_waits(instruction->label)) return responder->respond(fault(409, "label is taken"));
    services_.log.info("admin {}: {}", command, instruction->reason);
    if (instruction->new_key) return add_key(*instruction->new_key, std::move(responder));
    if (instruction->bust) return bust(*instruction->bust, instruction->reason, responder);
    const std::uint64_t id = wait({.responder = std::move(responder),
                                   .label = std::move(instruction->label),
                                   .key_name = {},
                                   .secret = {}});
    instruction->submit(services_.inbox, this, id);
}

void Admin::add_key(const KeyWish& wish, std::shared_ptr<Responder> responder) {
    const bool shares_secret = wish.public_key.empty();
    const std::string name = random_key_text();
    const std::uint64_t id = wait({.responder = std::move(responder),
                                   .label = {},
                                   .key_name = name,
                                   .secret = shares_secret ? random_key_text() : ""});
    const TextRef text = services_.inbox.arena().add(name);
    const TextRef public_key = services_.inbox.arena().add(wish.public_key);
    services_.inbox.submit(
        AddKey{.account = wish.account,
               .scopes = wish.scopes,
               .algorithm = shares_secret ? KeyAlgorithm::hmac_sha256 : KeyAlgorithm::ed25519,
               .name = text,
               .public_key = public_key},
        this, id);
}

void Admin::bust(const BustWish& wish, const std::string& reason,
                 const std::shared_ptr<Responder>& responder) {
    services_.trade(wish.market, wish.trade)
        .then(
            [=, this](const std::optional<storage::LoggedTrade>& found) {
                bust(found, wish, reason, responder);
            },
            [responder](const std::exception_ptr&) {
                responder->respond(fault(503, "the trade could not be looked up: ask again"));
            });
}

void Admin::bust(const std::optional<storage::LoggedTrade>& found, const BustWish& wish,
                 const std::string& reason, const std::shared_ptr<Responder>& responder) {
    if (!found) return responder->respond(fault(409, text(Reject::trade_unknown)));
    if (services_.status.phase != Status::Phase::serving || waiting_.size() >= kWaitingMost)
        return responder->respond(fault(503, "the exchange cannot take commands now: ask again"));
    const TradeExecuted& trade = found->trade;
    const bool taker_buys = trade.taker_side == Side::buy;
    const std::uint64_t id =
        wait({.responder = responder, .label = {}, .key_name = {}, .secret = {}});
    const TextRef note = services_.inbox.arena().add(reason);
    services_.inbox.submit(BustTrade{.market = wish.market,
                                     .trade = wish.trade,
                                     .buyer = taker_buys ? trade.taker : trade.maker,
                                     .seller = taker_buys ? trade.maker : trade.taker,
                                     .price = trade.price,
                                     .lots = trade.lots,
                                     .buyer_fee = taker_buys ? trade.taker_fee : trade.maker_fee,
                                     .seller_fee = taker_buys ? trade.maker_fee : trade.taker_fee,
                                     .traded = found->time,
                                     .note = note},
                           this, id);
}

void Admin::released(std::uint64_t request, const Record& record, std::size_t command) {
    const auto node = waiting_.extract(request);
    ENSURE(!node.empty());
    Waiting& waiting = node.mapped();
    const Made made = made_by(record, command);
    if (made.account && !waiting.label.empty()) {
        labels_.set(waiting.label, *made.account);
        return answer_when(services_.safe.keep_label(waiting.label, *made.account),
                           answer(record, command, services_.catalog), waiting.responder);
    }
    if (made.key && waiting.secret.empty())
        return waiting.responder->respond(
            answer(record, command, services_.catalog, name_of_key(waiting.key_name)));
    if (made.key)
        return answer_when(services_.safe.keep_secret(*made.key, waiting.secret),
                           answer(record, command, services_.catalog,
                                  shown_once(waiting.key_name, waiting.secret)),
                           waiting.responder);
    if (made.revoked)
        return answer_when(services_.safe.erase_secret(*made.revoked),
                           answer(record, command, services_.catalog), waiting.responder);
    waiting.responder->respond(answer(record, command, services_.catalog));
}

void Admin::answer_when(Deferred<std::string> kept, HttpResponse response,
                        const std::shared_ptr<Responder>& responder) {
    const auto fail = [responder](const std::string& what) {
        responder->respond(fault(500, "done, but not in the erasable store: " + what));
    };
    std::move(kept).then(
        [=](const std::string& what) mutable {
            if (!what.empty()) return fail(what);
            responder->respond(std::move(response));
        },
        [fail](const std::exception_ptr&) { fail("it did not answer"); });
}

bool Admin::label_waits(const std::string& label) const {
    return !label.empty() && std::ranges::any_of(waiting_, [&](const auto& request) {
        return request.second.label == label;
    });
}

std::uint64_t Admin::wait(Waiting waiting) {
    waiting_.emplace(++last_request_, std::move(waiting));
    return last_request_;
}

}  // namespace divmid::gateway::admin
