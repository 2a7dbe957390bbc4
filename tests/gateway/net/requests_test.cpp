// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/requests.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "gateway/net/pulled.hpp"

namespace divmid::gateway::net {

namespace {

constexpr RequestLimits kLimits{.header = 8 << 10, .body = 64 << 10};

/// What is asked in bytes that arrive in pieces of a size: "GET /path?query body" or the status of
/// a refusal, each followed by a bar.
std::string asked(std::string bytes, std::size_t piece) {
    Input input;
    Pulled<Request> source{requests(input, kLimits)};
    std::string all;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        input.arrived({bytes.data() + at, std::min(piece, bytes.size() - at)});
        for (;;) {
            const Request* request = source.next();
            if (!request) return all;
            if (request->state == Request::State::refused)
                all += fmt::format("{}|", request->status);
            else if (request->state == Request::State::whole)
                all += fmt::format("{} {}?{} {}|", request->request.method, request->request.path,
                                   request->request.query, request->request.body);
            else
                break;
        }
        input.keep();
    }
    return all;
}

struct Case {
    std::string what;
    std::string bytes;
    std::string expected;
};

void check(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        INFO(one.what);
        CHECK(asked(one.bytes, one.bytes.size()) == one.expected);
        CHECK(asked(one.bytes, 1) == one.expected);
        CHECK(asked(one.bytes, 11) == one.expected);
    }
}

std::string post(std::string_view headers, std::string_view body) {
    return fmt::format("POST /p HTTP/1.1\r\nHost: x\r\n{}\r\n{}", headers, body);
}
std::string get(std::string_view target, std::string_view headers = {}) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: x\r\n{}\r\n", target, headers);
}

}  // namespace

TEST_CASE("requests are understood however they arrive", "[http]") {
    check({
        {"a plain one", get("/a"), "GET /a? |"},
        {"with a query", get("/a?b=c%20d&e"), "GET /a?b=c%20d&e |"},
        {"with an empty query", get("/a?"), "GET /a? |"},
        {"absolute form", get("http://host:80/a?b"), "GET /a?b |"},
        {"absolute form without a path", get("http://host"), "GET /? |"},
        {"OPTIONS of the server", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS *? |"},
        {"HEAD is GET without a body", "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a? |"},
        {"HTTP/1.0 needs no Host", "GET /a HTTP/1.0\r\n\r\n", "GET /a? |"},
        {"a body", post("Content-Length: 3\r\n", "a=b"), "POST /p? a=b|"},
        {"an empty body", post("Content-Length: 0\r\n", ""), "POST /p? |"},
        {"no length, no body", post("", ""), "POST /p? |"},
        {"chunks", post("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n"),
         "POST /p? abc|"},
        {"chunks with a trailer",
         post("Transfer-Encoding: Chunked\r\n", "1\r\na\r\n0\r\nX-A: b\r\n\r\n"), "POST /p? a|"},
        {"empty lines first", "\r\n\r\n" + get("/a"), "GET /a? |"},
        {"three in a row", get("/a") + post("Content-Length: 1\r\n", "b") + get("/c"),
         "GET /a? |POST /p? b|GET /c? |"},
        {"the longest body", post("Content-Length: 65536\r\n", std::string(65536, 'x')),
         "POST /p? " + std::string(65536, 'x') + "|"},
        {"a continuation that is expected",
         post("Expect: 100-continue\r\nContent-Length: 1\r\n", "x"), "POST /p? x|"},
    });
}

TEST_CASE("what two readers could read differently is refused", "[http]") {
    const std::string chunks = "0\r\n\r\n";
    check({
        {"two lengths that differ", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"),
         "400|"},
        {"two lengths that agree", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"), "400|"},
        {"a list of lengths", post("Content-Length: 1, 1\r\n", "a"), "400|"},
        {"a length with a sign", post("Content-Length: +1\r\n", "a"), "400|"},
        {"a negative length", post("Content-Length: -1\r\n", "a"), "400|"},
        {"a length in hex", post("Content-Length: 0x1\r\n", "a"), "400|"},
        {"an empty length", post("Content-Length: \r\n", ""), "400|"},
        {"a length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n", "a"), "400|"},
        {"length, then chunked",
         post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunks), "400|"},
        {"chunked, then length",
         post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunks), "400|"},
        {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", chunks), "501|"},
        {"two codings in two lines",
         post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunks), "400|"},
        {"an unknown coding", post("Transfer-Encoding: gzip\r\n", ""), "501|"},
        {"chunked, not last", post("Transfer-Encoding: chunked, gzip\r\n", chunks), "501|"},
        {"chunked by a vertical tab",
         post("Transfer-Encoding:\x0b"
              "chunked\r\n",
              chunks),
         "400|"},
        {"chunked in HTTP/1.0", "POST /p HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
         "400|"},
        {"a space before the colon", post("Content-Length : 1\r\n", "a"), "400|"},
        {"a chunk size that is no number",
         post("Transfer-Encoding: chunked\r\n", "x\r\na\r\n0\r\n\r\n"), "400|"},
        {"a chunk size with a sign", post("Transfer-Encoding: chunked\r\n", "+1\r\na\r\n0\r\n\r\n"),
         "400|"},
        {"a chunk longer than it says",
         post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"), "400|"},
        {"a chunk size beyond 64 bits",
         post("Transfer-Encoding: chunked\r\n", "10000000000000001\r\na\r\n0\r\n\r\n"), "400|"},
        {"a length in the trailer",
         post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 5\r\n\r\n"), "400|"},
    });
}

TEST_CASE("what is no HTTP request, or none for us, is refused", "[http]") {
    check({
        {"garbage", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03\r\n\r\n", "400|"},
        {"no Host", "GET /a HTTP/1.1\r\n\r\n", "400|"},
        {"two Hosts", get("/a", "Host: y\r\n"), "400|"},
        {"a later version", "GET /a HTTP/2.0\r\nHost: x\r\n\r\n", "400|"},
        {"no version", "GET /a\r\n\r\n", "400|"},
        {"a relative target", get("a"), "400|"},
        {"a proxy's target", "CONNECT host:443 HTTP/1.1\r\nHost: x\r\n\r\n", "400|"},
        {"another scheme", get("ftp://host/a"), "400|"},
        {"a space in the target", get("/a b"), "400|"},
        {"a control character in the target", get("/a\x01"), "400|"},
        {"a control character in a value", get("/a", "X-A: b\x01\r\n"), "400|"},
        {"a bare line feed", "GET /a HTTP/1.1\r\nHost: x\n\r\n\r\n", "400|"},
        {"a bare carriage return", get("/a", "X-A: b\rX-B: c\r\n"), "400|"},
        {"a header without a name", get("/a", ": b\r\n"), "400|"},
        {"another expectation", get("/a", "Expect: miracles\r\n"), "417|"},
        {"a body above the limit", post("Content-Length: 65537\r\n", ""), "413|"},
        {"chunks above the limit",
         post("Transfer-Encoding: chunked\r\n", "10001\r\n" + std::string(65537, 'x')), "413|"},
        {"a header above the limit", get("/a", "X-A: " + std::string(9000, 'x') + "\r\n"), "431|"},
        {"a header that never ends", "GET /a HTTP/1.1\r\nX-A: " + std::string(9000, 'x'), "431|"},
        {"nothing is read after a refusal", get("a") + get("/b"), "400|"},
        {"what came before counts", get("/a") + "garbage\r\n\r\n", "GET /a? |400|"},
    });
}

TEST_CASE("limits hold to the byte", "[http]") {
    const std::string frame = get("/a", "X-A: \r\n");
    const auto header_of = [&](std::size_t size) {
        return get("/a", "X-A: " + std::string(size - frame.size(), 'x') + "\r\n");
    };
    const auto body_of = [&](std::size_t size) {
        return post(fmt::format("Content-Length: {}\r\n", size), std::string(size, 'x'));
    };
    check({
        {"a header below", header_of(kLimits.header - 1), "GET /a? |"},
        {"a header at the limit", header_of(kLimits.header), "GET /a? |"},
        {"a header above", header_of(kLimits.header + 1), "431|"},
        {"a body below", body_of(kLimits.body - 1),
         "POST /p? " + std::string(kLimits.body - 1, 'x') + "|"},
        {"a body above", body_of(kLimits.body + 1), "413|"},
        {"a trailer without end",
         post("Transfer-Encoding: chunked\r\n", "0\r\nX: " + std::string(9000, 'x')), "431|"},
        {"a chunk's head without end",
         post("Transfer-Encoding: chunked\r\n", "1;" + std::string(9000, 'x')), "431|"},
    });
}

TEST_CASE("a trailer can't change what the header said", "[http]") {
    Input input;
    Pulled<Request> source{requests(input, kLimits)};
    std::string bytes = post("Transfer-Encoding: chunked\r\n",
                             "1\r\na\r\n0\r\nX-MBX-APIKEY: stolen\r\nUpgrade: websocket\r\n\r\n");
    input.arrived(bytes);
    const Request* request = source.next();
    REQUIRE(request->state == Request::State::whole);
    CHECK(request->request.api_key.empty());
    CHECK(request->upgrade.protocol.empty());
}

}  // namespace divmid::gateway::net
