// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/query_string.hpp"

#include <charconv>

namespace divmid::gateway {
namespace {

/// Calls `visit(pair)` for each non-empty stretch between ampersands.
template <class Visit>
void for_each_pair(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        if (const std::string_view pair = text.substr(0, end); !pair.empty()) visit(pair);
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

std::string_view name_of(std::string_view pair) {
    return pair.substr(0, pair.find('='));
}

std::string_view value_of(std::string_view pair) {
    const std::size_t equals = pair.find('=');
    return equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
}

bool is_plain(std::string_view text) {
    return text.find_first_of("%+") == std::string_view::npos;
}

/// Decodes into `scratch`, whose memory does not move: it was reserved for the whole request.
std::string_view decode(std::string_view text, Parameters& parameters, std::string& scratch) {
    if (is_plain(text)) return text;
    const std::size_t start = scratch.size();
    if (!append_decoded(text, scratch))
        parameters.fail(refuse::illegal("query", "percent-encoded UTF-8"));
    return std::string_view{scratch}.substr(start);
}

bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view{"-_.!~*'()"}.find(c) != std::string_view::npos;
}

void append_without_signature(std::string_view text, std::string& payload) {
    bool first = true;
    // Byte for byte: empty stretches between ampersands are signed too.
    while (true) {
        const std::size_t end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        if (name_of(pair) != "signature") {
            if (!first) payload += '&';
            payload += pair;
            first = false;
        }
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

void parse_query_string(RawRequest request, Parameters& parameters, std::string& scratch) {
    scratch.clear();
    scratch.reserve(request.query.size() + request.body.size());
    for_each_pair(request.query, [&](std::string_view pair) {
        const std::string_view name = decode(name_of(pair), parameters, scratch);
        parameters.add(name, decode(value_of(pair), parameters, scratch));
    });
    Parameters of_body;
    for_each_pair(request.body, [&](std::string_view pair) {
        const std::string_view name = decode(name_of(pair), parameters, scratch);
        of_body.add(name, decode(value_of(pair), parameters, scratch));
    });
    if (of_body.failed()) parameters.fail(of_body.fault());
    for (const Parameter& parameter : of_body.all())
        parameters.add_unless_sent(parameter.name, parameter.value);
}

void append_signed_payload(RawRequest request, std::string& payload) {
    append_without_signature(request.query, payload);
    append_without_signature(request.body, payload);
}

bool append_decoded(std::string_view text, std::string& to) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+') {
            to += ' ';
        } else if (text[at] != '%') {
            to += text[at];
        } else {
            const std::string_view digits = text.substr(at + 1, 2);
            unsigned byte = 0;
            const auto end = digits.data() + digits.size();
            const auto read = std::from_chars(digits.data(), end, byte, 16);
            if (digits.size() != 2 || read.ec != std::errc{} || read.ptr != end) return false;
            to += static_cast<char>(byte);
            at += 2;
        }
    }
    return true;
}

void append_encoded(std::string_view text, std::string& to) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : text) {
        if (is_unreserved(c)) {
            to += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        to += '%';
        to += kHex[byte >> 4U];
        to += kHex[byte & 15U];
    }
}

}  // namespace divmid::gateway
