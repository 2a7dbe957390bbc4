// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/admission.hpp"

#include <algorithm>
#include <array>

namespace divmid::gateway {
namespace {

constexpr std::size_t kKeyNameMost = 64;

bool of_key_name(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_key_name(std::string_view text) {
    return !text.empty() && text.size() <= kKeyNameMost && std::ranges::all_of(text, of_key_name);
}

}  // namespace

Admission::Admitted Admission::admit(Security security, RawRequest signed_bytes,
                                     std::string_view key_name, Parameters& parameters,
                                     Timestamp now) {
    if (security == Security::none) return Caller{};
    const Proof proof = read_proof(key_name, parameters);
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    return check(security, proof, now, [&](const HmacKey& key) {
        payload_.clear();
        append_signed_payload(signed_bytes, payload_);
        return key.verify(payload_, proof.signature);
    });
}

Admission::Admitted Admission::admit(Security security, Parameters& parameters, Timestamp now) {
    if (security == Security::none) return Caller{};
    const Proof proof = read_proof(parameters.maybe_text("apiKey").value_or(""), parameters);
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    return check(security, proof, now, [&](const HmacKey& key) {
        return verify_sorted(key, parameters, proof.signature);
    });
}

Admission::Proof Admission::read_proof(std::string_view key_name, Parameters& parameters) {
    if (!is_key_name(key_name)) parameters.fail(refuse::key_malformed());
    return {.key_name = key_name,
            .signature = parameters.text("signature"),
            .timestamp = parameters.text("timestamp"),
            .window = parameters.maybe_text("recvWindow").value_or("")};
}

template <class Verify>
Admission::Admitted Admission::check(Security security, const Proof& proof, Timestamp now,
                                     Verify verify) const {
    const Key* const key = keys_.find(proof.key_name);
    const HmacKey* const secret = key ? secrets_.find(key->key) : nullptr;
    if (!secret) return std::unexpected{refuse::key_rejected()};
    if (!verify(*secret)) return std::unexpected{refuse::bad_signature()};
    const auto deadline = check_timing(proof.timestamp, proof.window, now);
    if (!deadline) return std::unexpected{deadline.error()};
    if (security == Security::user_data && (key->revoked || !allows(key->scopes, Scope::read)))
        return std::unexpected{refuse::key_rejected()};
    return Caller{.account = key->account, .key = key->key, .deadline = *deadline, .unit = {}};
}

bool Admission::verify_sorted(const HmacKey& key, const Parameters& parameters,
                              std::string_view signature) {
    std::array<const Parameter*, Parameters::kMost> sorted{};
    std::size_t count = 0;
    for (const Parameter& parameter : parameters.all())
        if (parameter.name != "signature") sorted[count++] = &parameter;
    const auto in_use = std::span{sorted}.first(count);
    std::ranges::sort(in_use, {}, [](const Parameter* parameter) { return parameter->name; });

    const auto verify_as = [&](auto append_value) {
        payload_.clear();
        for (const Parameter* parameter : in_use) {
            if (!payload_.empty()) payload_ += '&';
            payload_ += parameter->name;
            payload_ += '=';
            append_value(parameter->value);
        }
        return key.verify(payload_, signature);
    };
    return verify_as([this](std::string_view value) { payload_ += value; }) ||
           verify_as([this](std::string_view value) { append_encoded(value, payload_); });
}

}  // namespace divmid::gateway
