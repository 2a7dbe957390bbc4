// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace divmid::gateway {

// The seam between bytes and meaning. Below it, a connection reads and writes and knows no market
// word; above it, the dialect knows no socket. Each side is tested with a fake of the other.

/// One HTTP request as it arrived. The views live until the call that got them returns.
struct HttpRequest {
    /// "GET", "POST", "PUT" or "DELETE": HEAD comes as GET, its body is left out on the way back;
    /// OPTIONS and methods unknown to the connection are answered below.
    std::string_view method;
    std::string_view path;   ///< Without the query, not decoded.
    std::string_view query;  ///< After the '?', not decoded; signatures are over these bytes.
    std::string_view body;   ///< Not decoded, at most the limit of the connection.
    std::string_view content_type;
    std::string_view api_key;    ///< X-MBX-APIKEY.
    std::string_view time_unit;  ///< X-MBX-TIME-UNIT.
    std::string_view peer;       ///< Address of the client, without the port.
};

struct HttpResponse {
    unsigned status{200};
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;         ///< No client text in them.
    std::string_view content_type{"application/json;charset=UTF-8"};  ///< A literal.
};

/// Bytes of one whole WebSocket frame, encoded once and appended by every subscriber.
using SharedFrame = std::shared_ptr<const std::string>;

/// An unmasked text frame around `payload` (RFC 6455, 5.2), as servers send it.
[[nodiscard]] std::string text_frame(std::string_view payload);
/// The same, appended.
void append_text_frame(std::string& to, std::string_view payload);

/// Where a connection's outgoing bytes go. Nothing is written before the reactor's next pull: a
/// tick's worth of frames leaves in one write (the cork). Owned by the connection; it outlives
/// nothing but the call chain of the connection's own events, so conversations drop it in closed().
class Outbox {
public:
    virtual void send_text(std::string_view payload) = 0;
    virtual void send_frame(const SharedFrame& frame) = 0;
    /// Sends what is queued, then a close frame with code and reason, then ends the connection.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
    [[nodiscard]] virtual std::string_view peer() const = 0;
    /// Bytes queued and not yet taken by the kernel.
    [[nodiscard]] virtual std::size_t queued() const = 0;

protected:
    ~Outbox() = default;
};

/// One HTTP exchange's way back. Called once, in the call that asked or in a later one, on the
/// reactor's thread; responses leave in the order of their requests. A connection that has gone by
/// then swallows it. One that is dropped unused answers 500, outcome unknown.
class Responder {
public:
    virtual void respond(HttpResponse response) = 0;

protected:
    ~Responder() = default;
};

/// The upper half of one WebSocket connection.
class Conversation {
public:
    virtual ~Conversation() = default;
    /// One whole text message. The view lives until the call returns. Requires: has_room().
    virtual void receive(std::string_view message) = 0;
    /// Whether it takes another message now. While it does not, the connection is not read.
    [[nodiscard]] virtual bool has_room() const { return true; }
    /// Called in a pass after one that queued bytes, or after the kernel took some: one who left
    /// off because much was said or queued goes on here.
    virtual void drained() {}
    /// Whether an answer is still to come. An orderly stop waits for it.
    [[nodiscard]] virtual bool owes() const { return false; }
    /// The exchange begins to stop: what the client should hear of that is sent now. Answers that
    /// are owed still follow.
    virtual void stop_begins() {}
    /// An orderly stop: nothing is owed, and a close follows what is sent now.
    virtual void goodbye() {}
    /// As Endpoint::sweep().
    virtual void sweep() {}
    /// The connection is gone: nothing may be sent any more. Destroyed right after.
    virtual void closed() = 0;
};

/// What becomes of an upgrade: a conversation, null where there is none at that path (404), or a
/// refusal.
using Opened = std::expected<std::unique_ptr<Conversation>, HttpResponse>;

/// What a listener serves.
class Endpoint {
public:
    virtual ~Endpoint() = default;

    /// `responder` stays valid until it was used.
    virtual void request(const HttpRequest& request, std::shared_ptr<Responder> responder) = 0;

    /// A WebSocket that asks for `path?query`. The upgrade has not been answered yet; what is sent
    /// to `outbox` before that follows it.
    [[nodiscard]] virtual Opened open(const HttpRequest& upgrade, Outbox& outbox) = 0;

    /// Called about once a second: answers that are overdue are given up here.
    virtual void sweep() {}
};

}  // namespace divmid::gateway
