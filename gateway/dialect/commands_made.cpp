// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/commands_made.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/check.hpp"

namespace divmid::gateway {
namespace {

struct Made {
    Operation operation{};
    std::uint8_t kind{};
};

// The log is read for them too: an operation keeps the kinds that it once made.
constexpr std::array kMade{
    Made{Operation::place_order, PlaceOrder::kNumber},
    Made{Operation::place_order, PlaceConditional::kNumber},
    Made{Operation::test_order, PlaceOrder::kNumber},
    Made{Operation::test_order, PlaceConditional::kNumber},
    Made{Operation::cancel_order, CancelOrder::kNumber},
    Made{Operation::cancel_order, CancelOrderIf::kNumber},
    Made{Operation::cancel_open_orders, CancelAll::kNumber},
    Made{Operation::place_oco, PlaceList::kNumber},
    Made{Operation::place_old_oco, PlaceList::kNumber},
    Made{Operation::place_oto, PlaceList::kNumber},
    Made{Operation::place_otoco, PlaceList::kNumber},
    Made{Operation::cancel_list, CancelList::kNumber},
    Made{Operation::amend_keep_priority, AmendOrder::kNumber},
    Made{Operation::amend_in_place, AmendOrder::kNumber},
    Made{Operation::cancel_many_orders, CancelMany::kNumber},
    Made{Operation::set_dead_man, SetDeadMan::kNumber},
    Made{Operation::kill, SwitchKill::kNumber},
    Made{Operation::lift_kill, SwitchKill::kNumber},
    Made{Operation::replace_order, ReplaceOrder::kNumber},
    Made{Operation::replace_order, ReplaceConditional::kNumber},
};

}  // namespace

bool may_have_made(Operation operation, const Commands& commands, std::size_t place) {
    ENSURE(place < commands.size());
    const std::uint8_t kind = commands.order()[place];
    return std::ranges::any_of(
        kMade, [&](const Made& made) { return made.operation == operation && made.kind == kind; });
}

}  // namespace divmid::gateway
