// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/command.hpp"
#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/order_terms.hpp"
#include "gateway/dialect/parameters.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

/// Reads the parameters of a new order, or of a test of one. What is wrong with them is then a
/// fault of `parameters`.
[[nodiscard]] NewOrder read_new_order(Parameters& parameters, const Catalog& catalog,
                                      const Caller& caller, bool validate_only);

/// Which order is meant: by id, by client id, or by both, which must then agree.
struct OrderReference {
    const ListedMarket* market{};
    OrderId order;
    std::string_view client_id;
};

[[nodiscard]] OrderReference read_order_reference(Parameters& parameters, const Catalog& catalog);

/// An id that an order was only shown becomes the order's own. One that is no order's names
/// nothing, and the engine says so.
void resolve_shown_id(OrderReference& meant, const storage::History& history);

/// cancelRestrictions; none when not sent.
[[nodiscard]] CancelRestriction read_cancel_restriction(Parameters& parameters);

/// A cancel-replace as a client asks for it.
struct Replacement {
    NewOrder next;
    OrderReference replaced;
    ReplaceMode mode{};
    CancelRestriction restriction{};
    std::string_view cancel_id;
};

[[nodiscard]] Replacement read_replacement(Parameters& parameters, const Catalog& catalog,
                                           const Caller& caller);

}  // namespace divmid::gateway
