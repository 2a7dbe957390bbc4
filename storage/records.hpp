// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/exchange.hpp"
#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "engine/record.hpp"

namespace divmid::storage {

/// What the exchange makes of each tick, one record a pull. The source may be live sockets, the
/// order log or a simulator: nothing from here on can tell which.
///
/// A record may be moved from; it is valid until the next pull.
[[nodiscard]] Generator<Record> records(Borrowed<Exchange> exchange, Generator<Tick> ticks);

}  // namespace divmid::storage
