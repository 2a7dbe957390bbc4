// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/admin/instruction.hpp"
#include "gateway/admin/json_fields.hpp"

namespace divmid::gateway::admin {

// How each of these commands is read (instruction.hpp): what is wrong is a fault of the fields.

void set_rules(JsonFields& fields, const Names& names, Instruction& to);
void set_phase(JsonFields& fields, const Names& names, Instruction& to);
void schedule_phase(JsonFields& fields, const Names& names, Instruction& to);
void clear_schedule(JsonFields& fields, const Names& names, Instruction& to);
void delist(JsonFields& fields, const Names& names, Instruction& to);
void kill(JsonFields& fields, const Names& names, Instruction& to);
void lift(JsonFields& fields, const Names& names, Instruction& to);
void bust_trade(JsonFields& fields, const Names& names, Instruction& to);

}  // namespace divmid::gateway::admin
