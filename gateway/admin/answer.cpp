// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/answer.hpp"

#include <optional>
#include <type_traits>

#include "gateway/admin/outcome.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "storage/digest.hpp"

namespace divmid::gateway::admin {
namespace {

/// The first event of that kind that the command caused.
template <class Event>
std::optional<Event> caused(const Record& record, std::size_t command) {
    std::optional<Event> found;
    record.events.visit([&](std::size_t cause, const auto& event) {
        if constexpr (std::is_same_v<std::decay_t<decltype(event)>, Event>)
            if (cause == command && !found) found = event;
    });
    return found;
}

}  // namespace

HttpResponse answer(const Record& record, std::size_t command, const Catalog& catalog,
                    const std::string& more) {
    HttpResponse response;
    JsonWriter json{response.body};
    json.begin_object();
    if (const auto refused = caused<CommandRefused>(record, command)) {
        response.status = 409;
        json.member("error").text(text(refused->reason));
        json.member("reject").number(static_cast<int>(refused->reason));
    }
    write_outcome(json, record, command, catalog);
    json.member("sequence").number(record.sequence.value());
    json.member("digest").text(storage::hex(record.digest));
    response.body += more;
    json.end_object();
    return response;
}

HttpResponse fault(unsigned status, std::string_view what) {
    HttpResponse response{.status = status, .body = {}, .headers = {}};
    JsonWriter{response.body}.begin_object().member("error").text(what).end_object();
    return response;
}

Made made_by(const Record& record, std::size_t command) {
    Made made;
    if (const auto opened = caused<AccountOpened>(record, command)) made.account = opened->account;
    if (const auto added = caused<KeyAdded>(record, command)) made.key = added->key;
    if (const auto revoked = caused<KeyRevoked>(record, command)) made.revoked = revoked->key;
    return made;
}

}  // namespace divmid::gateway::admin
