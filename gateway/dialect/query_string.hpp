// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "gateway/dialect/parameters.hpp"

namespace divmid::gateway {

/// The two places where a REST request carries parameters, as received.
struct RawRequest {
    std::string_view query;
    std::string_view body;
};

/// Takes apart `a=1&b=2` of the query and then of the body, percent-decoded; the query wins on a
/// duplicate. Decoded text goes to `scratch`, which must outlive the use of `parameters`. Malformed
/// escapes are a fault.
void parse_query_string(RawRequest request, Parameters& parameters, std::string& scratch);

/// What a REST request is signed over: query bytes followed directly by body bytes, exactly as
/// received, without the pair named `signature`. Appended to `payload`.
void append_signed_payload(RawRequest request, std::string& payload);

/// Appends `text` percent-decoded ('+' is a space). False, with part of it appended, when an escape
/// is malformed.
[[nodiscard]] bool append_decoded(std::string_view text, std::string& to);

/// Appends `text` with everything but A-Z a-z 0-9 - _ . ! ~ * ' ( ) percent-encoded, as
/// JavaScript's encodeURIComponent does.
void append_encoded(std::string_view text, std::string& to);

}  // namespace divmid::gateway
