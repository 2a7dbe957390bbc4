// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/record.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway::admin {

/// What became of one command of a released record: 200 with what it did (outcome.hpp), or 409 with
/// the refusal's text; each with the record that says so. `more` is JSON members to go with it,
/// each after a comma.
[[nodiscard]] HttpResponse answer(const Record& record, std::size_t command, const Catalog& catalog,
                                  const std::string& more = {});

/// {"error": what}
[[nodiscard]] HttpResponse fault(unsigned status, std::string_view what);

/// What a command did that somebody outside the log has to know of.
struct Made {
    std::optional<AccountId> account;
    std::optional<KeyId> key;
    std::optional<KeyId> revoked;
};
[[nodiscard]] Made made_by(const Record& record, std::size_t command);

}  // namespace divmid::gateway::admin
