// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/admission.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

Caller caller_of(const Key& key, Timestamp deadline) {
    return {.account = key.account, .key = key.key, .deadline = deadline, .unit = {}};
}

}  // namespace

Admission::Admitted Admission::admit(const Demand& demand, RawRequest signed_bytes,
                                     std::string_view key_name, Parameters& parameters) {
    if (demand.security == Security::none) return Caller{};
    const Proof proof = read_proof(key_name, parameters);
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    return check(demand, proof, [&](Form form) {
        if (form == Form::encoded) return false;
        payload_.clear();
        append_signed_payload(signed_bytes, payload_);
        return true;
    });
}

Admission::Admitted Admission::admit(const Demand& demand, const Key* logged_on,
                                     Parameters& parameters) {
    if (demand.security == Security::none) return Caller{};
    if (logged_on && !parameters.sent("apiKey") && !parameters.sent("signature"))
        return admit_logged_on(demand, *logged_on, parameters);
    const Proof proof = read_proof(parameters.maybe_text("apiKey").value_or(""), parameters);
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    return check(demand, proof, [&](Form form) {
        write_sorted(parameters, form);
        return true;
    });
}

std::optional<Verification> Admission::foresee(const Demand& demand, Parameters& parameters) {
    const Key* const key = keys_.find(parameters.peek("apiKey"));
    if (!key || key->algorithm != KeyAlgorithm::ed25519) return std::nullopt;
    Admitted admitted = admit(demand, nullptr, parameters);
    Verification* const wanted = admitted ? std::get_if<Verification>(&*admitted) : nullptr;
    if (!wanted) return std::nullopt;
    return std::move(*wanted);
}

Admission::Admitted Admission::admit_logged_on(const Demand& demand, const Key& key,
                                               Parameters& parameters) {
    const std::string_view timestamp = parameters.text("timestamp");
    const std::string_view window = parameters.maybe_text("recvWindow").value_or("");
    if (parameters.failed()) return std::unexpected{parameters.fault()};
    if (key.revoked || !may(key, demand.security)) return std::unexpected{refuse::key_rejected()};
    const auto timing = check_timing(timestamp, window, demand.now);
    if (!timing) return std::unexpected{timing.error()};
    return caller_of(key, timing->deadline);
}

Admission::Proof Admission::read_proof(std::string_view key_name, Parameters& parameters) {
    if (!is_key_name(key_name)) parameters.fail(refuse::key_malformed());
    return {.key_name = key_name,
            .signature = parameters.text("signature"),
            .timestamp = parameters.text("timestamp"),
            .window = parameters.maybe_text("recvWindow").value_or("")};
}

template <class Write>
Admission::Admitted Admission::check(const Demand& demand, const Proof& proof, Write write) {
    const Key* const key = keys_.find(proof.key_name);
    if (!key) return std::unexpected{refuse::key_rejected()};
    if (key->algorithm == KeyAlgorithm::ed25519) return check_public(demand, proof, *key, write);
    const HmacKey* const secret = secrets_.find(key->key);
    if (!secret) return std::unexpected{refuse::key_rejected()};
    const auto code = HmacKey::decode(proof.signature);
    if (!code) return std::unexpected{refuse::bad_signature()};
    const auto timing = check_timing(proof.timestamp, proof.window, demand.now);
    if (demand.once && timing) seen_.expect(key->key, *code, timing->deadline);
    const auto made_over = [&](Form form) {
        return write(form) && secret->verify(payload_, *code);
    };
    if (!made_over(Form::plain) && !made_over(Form::encoded))
        return std::unexpected{refuse::bad_signature()};
    if (!timing) return std::unexpected{timing.error()};
    return check_proved(demand, *timing, *key, *code);
}

template <class Write>
Admission::Admitted Admission::check_public(const Demand& demand, const Proof& proof,
                                            const Key& key, Write write) {
    const auto signature = Ed25519Key::decode(proof.signature);
    if (key.revoked) return std::unexpected{refuse::key_rejected()};
    if (!signature || demand.verdict == Verdict::bad)
        return std::unexpected{refuse::bad_signature()};
    if (demand.verdict == Verdict::missing) return std::unexpected{refuse::overloaded()};
    // What would be too late or too early anyway is not worth a verification.
    const auto timing = check_timing(proof.timestamp, proof.window, demand.now);
    if (!timing) return std::unexpected{timing.error()};
    if (demand.verdict == Verdict::good) return check_proved(demand, *timing, key, *signature);
    write(Form::plain);
    Verification wanted{.key = Ed25519Key{key.public_key},
                        .signature = *signature,
                        .payload = payload_,
                        .encoded = {}};
    if (write(Form::encoded) && payload_ != wanted.payload) wanted.encoded = payload_;
    return wanted;
}

Admission::Admitted Admission::check_proved(const Demand& demand, const Timing& timing,
                                            const Key& key,
                                            std::span<const std::uint8_t> signature) {
    if (!may(key, demand.security)) return std::unexpected{refuse::key_rejected()};
    if (demand.once)
        if (auto refused = refuse_again(key, timing, signature, demand.now))
            return std::unexpected{*std::move(refused)};
    return caller_of(key, timing.deadline);
}

std::optional<Error> Admission::refuse_again(const Key& key, const Timing& timing,
                                             std::span<const std::uint8_t> signature,
                                             Timestamp now) {
    if (timing.sent < started_) return refuse::before_start();
    switch (seen_.note(key.key, signature, timing.deadline, now)) {
        case SeenSignatures::Answer::first:
            return std::nullopt;
        case SeenSignatures::Answer::again:
            return refuse::already_used();
        case SeenSignatures::Answer::full:
            return refuse::overloaded();
    }
    return refuse::internal_error();
}

void Admission::write_sorted(const Parameters& parameters, Form form) {
    std::array<const Parameter*, Parameters::kMost> sorted{};
    std::size_t count = 0;
    for (const Parameter& parameter : parameters.all())
        if (parameter.name != "signature") sorted[count++] = &parameter;
    const auto in_use = std::span{sorted}.first(count);
    std::ranges::sort(in_use, {}, [](const Parameter* parameter) { return parameter->name; });

    payload_.clear();
    for (const Parameter* parameter : in_use) {
        if (!payload_.empty()) payload_ += '&';
        payload_ += parameter->name;
        payload_ += '=';
        if (form == Form::plain)
            payload_ += parameter->value;
        else
            append_encoded(parameter->value, payload_);
    }
}

}  // namespace divmid::gateway
