// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/responses.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/beast/http/status.hpp>
#include <ctime>
#include <iterator>

namespace divmid::gateway::net {

namespace {

std::string_view reason_phrase(unsigned status) {
    // What an address is banned with, and no registered status.
    if (status == 418) return "I'm a teapot";
    const auto phrase =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
    return {phrase.data(), phrase.size()};
}

constexpr bool may_have_body(unsigned status) {
    return status != 204 && status != 304;
}

}  // namespace

void append_response(std::string& to, const HttpResponse& response, const ResponseForm& form) {
    auto end = std::back_inserter(to);
    fmt::format_to(end, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                   reason_phrase(response.status), form.date);
    if (may_have_body(response.status))
        fmt::format_to(end,
                       "Content-Type: {}\r\n"
                       "Content-Length: {}\r\n",
                       response.content_type, response.body.size());
    for (const auto& [name, value] : response.headers)
        fmt::format_to(end, "{}: {}\r\n", name, value);
    if (!form.keep_alive)
        to += "Connection: close\r\n";
    else if (!form.http_1_1)
        to += "Connection: keep-alive\r\n";
    to += "\r\n";
    if (!form.head_only && may_have_body(response.status)) to += response.body;
}

HttpResponse error_response(unsigned status, int code, std::string_view message) {
    HttpResponse response;
    response.status = status;
    response.body = fmt::format(R"({{"code":{},"msg":"{}"}})", code, message);
    return response;
}

std::string http_date(std::int64_t unix_seconds) {
    const std::time_t time = unix_seconds;
    std::tm parts{};
    gmtime_r(&time, &parts);
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
}

}  // namespace divmid::gateway::net
