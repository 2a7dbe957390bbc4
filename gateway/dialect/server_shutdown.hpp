// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/timing.hpp"

namespace divmid::gateway {

/// The event that every WebSocket hears when the exchange begins to stop, as the dialect documents
/// it: {"e":"serverShutdown","E":time}. A client that hears it opens a new connection.
inline void write_server_shutdown(JsonWriter& json, Timestamp now, TimeUnit unit) {
    json.begin_object().member("e").text("serverShutdown");
    json.member("E").number(to_wire_time(now, unit)).end_object();
}

}  // namespace divmid::gateway
