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

/// Of trading keys the engine says it.
bool may(const Key& key, Security security) {
    if (security == Security::trade) return true;
    if (key.revoked) return false;
    return security != Security::user_data || allows(key.scopes, Scope::read);
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

Admission::Admitted Admission::admit(Security security, const Key* logged_on,
                                     Parameters& parameters, Timestamp now) {
    if (security == Security::none) return Caller{};
    if (logged_on && !parameters.sent("apiKey") && !parameters.sent("signature"))
        return admit_logged_on(security, *logged_on, parameters, now);
    const Proof proof = read_proof(parameters.maybe_text("apiKey").value_or(""), parameters);
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    return check(security, proof, now, [&](const HmacKey& key) {
        return verify_sorted(key, parameters, proof.signature);
    });
}

Admission::Admitted Admission::admit_logged_on(Security security, const Key& key,
                                               Parameters& parameters, Timestamp now) {
    const std::string_view timestamp = parameters.text("timestamp");
    const std::string_view window = parameters.maybe_text("recvWindow").value_or("");
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    if (key.revoked || !may(key, security)) return std::unexpected{refuse::key_rejected()};
    const auto deadline = check_timing(timestamp, window, now);
    if (!deadline) return std::unexpected{deadline.error()};
    return Caller{.account = key.account, .key = key.key, .deadline = *deadline, .unit = {}};
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
    if (!may(*key, security)) return std::unexpected{refuse::key_rejected()};
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
