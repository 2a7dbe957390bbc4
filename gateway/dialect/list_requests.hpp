// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "engine/command.hpp"
#include "gateway/dialect/order_terms.hpp"

namespace divmid::gateway {

/// An order list as a client asks for it. Its texts are still the request's: the submitter's to
/// set.
struct NewList {
    const ListedMarket* market{};
    ListKind kind{ListKind::one_cancels_other};
    std::string_view client_id;
    ResponseType response{ResponseType::result};
    std::array<NewOrder, 3>
        orders;  ///< Of a pair the stop-loss first, as the dialect numbers them.

    [[nodiscard]] std::span<NewOrder> legs() { return std::span{orders}.first(legs_of(kind)); }
};

// What is wrong with the parameters is then a fault of `parameters`.

/// orderList/oco: legs above and below.
[[nodiscard]] NewList read_oco(Parameters& parameters, const Catalog& catalog,
                               const Caller& caller);
/// order/oco, the older form: a limit leg and a stop leg.
[[nodiscard]] NewList read_old_oco(Parameters& parameters, const Catalog& catalog,
                                   const Caller& caller);
/// orderList/oto: a working leg and a pending one.
[[nodiscard]] NewList read_oto(Parameters& parameters, const Catalog& catalog,
                               const Caller& caller);
/// orderList/otoco: a working leg, and a pending pair above and below.
[[nodiscard]] NewList read_otoco(Parameters& parameters, const Catalog& catalog,
                                 const Caller& caller);

/// Which list is meant: by id, by client id, or by both, which must then agree. One that is no
/// list's names nothing.
struct ListReference {
    ListId list;
    std::string_view client_id;
};

/// `client_id_name`: a cancel and a query call it differently.
[[nodiscard]] ListReference read_list_reference(Parameters& parameters,
                                                std::string_view client_id_name);

}  // namespace divmid::gateway
