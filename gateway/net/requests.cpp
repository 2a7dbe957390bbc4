// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/requests.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <optional>

namespace divmid::gateway::net {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;
using Fields = http::request<http::string_body>;

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

Request refused(unsigned status, std::string_view why) {
    Request request;
    request.state = Request::State::refused;
    request.status = status;
    request.why = why;
    return request;
}

Request refused(const beast::error_code& fault) {
    if (fault == http::error::body_limit) return refused(413, "The body is too large.");
    if (fault == http::error::header_limit) return refused(431, "The header is too large.");
    if (fault == http::error::bad_version) return refused(400, "Only HTTP/1.0 and HTTP/1.1.");
    return refused(400, "Not an HTTP request.");
}

/// Parts of the request's target: path and query, of the origin form or of the absolute one.
struct Target {
    std::string_view path;
    std::string_view query;
};

std::optional<Target> target_of(std::string_view text, http::verb verb) {
    if (text == "*" && verb == http::verb::options) return Target{text, {}};
    constexpr std::string_view kScheme = "http://";
    if (beast::iequals(text.substr(0, kScheme.size()), kScheme)) {
        const std::size_t path = text.find_first_of("/?", kScheme.size());
        text = path == std::string_view::npos ? "/" : text.substr(path);
    } else if (!text.starts_with('/')) {
        return std::nullopt;
    }
    text = text.substr(0, text.find('#'));
    const std::size_t query = text.find('?');
    if (query == std::string_view::npos) return Target{text, {}};
    return Target{text.substr(0, query), text.substr(query + 1)};
}

/// What is wrong with how the request says where it ends or whom it is for; nothing if it is clear.
std::optional<Request> framing_fault(const Fields& fields) {
    const bool http_1_1 = fields.version() >= 11;
    const auto hosts = fields.count(http::field::host);
    if (hosts > 1 || (http_1_1 && hosts == 0)) return refused(400, "One Host header is needed.");

    const auto lengths = fields.count(http::field::content_length);
    const auto codings = fields.count(http::field::transfer_encoding);
    if (lengths > 1 || fields[http::field::content_length].contains(','))
        return refused(400, "More than one Content-Length.");
    if (lengths + codings > 1) return refused(400, "The length of the body is ambiguous.");
    if (codings == 1) {
        if (!http_1_1) return refused(400, "Transfer-Encoding needs HTTP/1.1.");
        if (!beast::iequals(fields[http::field::transfer_encoding], "chunked"))
            return refused(501, "The only Transfer-Encoding is chunked.");
    }
    const auto expected = fields[http::field::expect];
    if (!expected.empty() && !beast::iequals(expected, "100-continue"))
        return refused(417, "The only expectation is 100-continue.");
    return std::nullopt;
}

/// Everything but the body, with views into the fields.
Request read_header(const Fields& fields, bool keep_alive) {
    if (auto fault = framing_fault(fields)) return *fault;
    const std::optional<Target> target = target_of(view(fields.target()), fields.method());
    if (!target) return refused(400, "Not a target that is served here.");

    Request request;
    request.http_1_1 = fields.version() >= 11;
    request.keep_alive = keep_alive;
    request.head_only = fields.method() == http::verb::head;
    request.continue_expected = request.http_1_1 && fields.count(http::field::expect) != 0;
    request.request.method = request.head_only ? "GET" : view(fields.method_string());
    request.request.path = target->path;
    request.request.query = target->query;
    request.request.content_type = view(fields[http::field::content_type]);
    request.request.api_key = view(fields["X-MBX-APIKEY"]);
    request.request.time_unit = view(fields["X-MBX-TIME-UNIT"]);
    if (http::token_list{fields[http::field::connection]}.exists("upgrade")) {
        request.upgrade.protocol = view(fields[http::field::upgrade]);
        request.upgrade.key = view(fields[http::field::sec_websocket_key]);
        request.upgrade.version = view(fields[http::field::sec_websocket_version]);
    }
    return request;
}

/// Empty lines before a request are skipped (RFC 9112, 2.2). False: there is nothing else yet.
bool begins(Input& input) {
    const auto bytes = input.bytes();
    std::size_t at = 0;
    while (at + 1 < bytes.size() && bytes[at] == '\r' && bytes[at + 1] == '\n') at += 2;
    input.consume(at);
    const auto rest = input.bytes();
    return !rest.empty() && !(rest.size() == 1 && rest[0] == '\r');
}

/// What ends a chunked body is at least that long. Beast 1.81 asserts it of the second look at a
/// last chunk, where a peer could send less.
constexpr std::size_t kChunkedEnd = 5;

/// One request on its way through the parser.
class Reading {
public:
    Reading(Input& input, RequestLimits limits) : input_{input}, limits_{limits} {
        // Ours is exact; Beast's does not count what it has used up.
        parser_.header_limit(static_cast<std::uint32_t>(limits.header) + 1);
        parser_.body_limit(limits.body);
    }

    /// As far as the input goes: whole, refused, or why it stops there.
    Request go_on() {
        bool advanced = true;
        while (advanced && request_.state != Request::State::whole) {
            beast::error_code fault;
            advanced = advance(fault);
            if (fault) return refused(fault);
            if (request_.state == Request::State::in_header && parser_.is_header_done())
                request_ = end_header();
            if (request_.state == Request::State::refused) return request_;
            if (!advanced && is_too_long()) return refused(431, "The header is too large.");
            if (parser_.is_done()) request_.state = Request::State::whole;
        }
        if (parser_.is_done()) request_.request.body = parser_.get().body();
        return request_;
    }

private:
    /// Whether the parser got further with what the input holds.
    bool advance(beast::error_code& fault) {
        const auto bytes = input_.bytes();
        const bool chunked = parser_.is_header_done() && parser_.chunked();
        if (bytes.size() < (chunked ? kChunkedEnd : 1)) return false;
        const auto buffer = boost::asio::buffer(bytes.data(), bytes.size());
        const std::size_t used = std::min(parser_.put(buffer, fault), bytes.size());
        input_.consume(used);
        if (request_.state == Request::State::in_header) header_bytes_ += used;
        const bool needs_more = fault == http::error::need_more;
        if (needs_more) fault = {};
        return !needs_more && (used > 0 || parser_.is_done());
    }

    Request end_header() {
        if (header_bytes_ > limits_.header) return refused(431, "The header is too large.");
        // Not before: a trailer would already be among the header's fields.
        parser_.eager(true);
        Request request = read_header(parser_.get(), parser_.keep_alive());
        if (request.state != Request::State::refused) request.state = Request::State::in_body;
        return request;
    }

    /// What is not used up is part of a header, of a chunk's or of a trailer.
    [[nodiscard]] bool is_too_long() const {
        const bool in_header = request_.state == Request::State::in_header;
        return !parser_.is_done() &&
               (in_header ? header_bytes_ : 0) + input_.bytes().size() > limits_.header;
    }

    Input& input_;
    RequestLimits limits_;
    Parser parser_;
    Request request_ = beginning();
    std::size_t header_bytes_ = 0;

    static Request beginning() {
        Request request;
        request.state = Request::State::in_header;
        return request;
    }
};

}  // namespace

Generator<Request> requests(Borrowed<Input> input, RequestLimits limits) {
    for (;;) {
        Request request;
        if (!begins(input)) {
            co_yield request;
            continue;
        }
        Reading reading{input, limits};
        do {
            request = reading.go_on();
            co_yield request;
        } while (request.state == Request::State::in_header ||
                 request.state == Request::State::in_body);
        if (request.state == Request::State::refused) co_return;
    }
}

}  // namespace divmid::gateway::net
