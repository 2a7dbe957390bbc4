// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "gateway/access/keys.hpp"
#include "gateway/access/secrets.hpp"
#include "gateway/access/seen_signatures.hpp"
#include "gateway/access/verifications.hpp"
#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/parameters.hpp"
#include "gateway/dialect/query_string.hpp"
#include "gateway/dialect/routes.hpp"

namespace divmid::gateway {

/// What a request has to prove.
struct Demand {
    Security security{};
    bool once{};  ///< With one signature it is let in once.
    Timestamp now;
    Verdict verdict{};  ///< On its Verification, if it was told to get that.
};

/// Lets a request in: key, signature, timing, and that it was not let in before. What depends on
/// the state of the market (revoked keys, scopes of a trade) is the engine's to say; to queries,
/// which it never sees, it is said here.
class Admission {
public:
    /// What was sent before `started` may have been executed by the process before this one.
    Admission(const Keys& keys, const Secrets& secrets, Timestamp started)
        : keys_{keys}, secrets_{secrets}, started_{started} {}

    /// Who asks. Or what has to be verified elsewhere first: then the same request is to come again
    /// with the verdict.
    using Admitted = std::expected<std::variant<Caller, Verification>, Error>;

    /// Signed over the bytes of query and body as received.
    [[nodiscard]] Admitted admit(const Demand& demand, RawRequest signed_bytes,
                                 std::string_view key_name, Parameters& parameters);

    /// Signed over its own parameters, sorted: plain, or percent-encoded as several clients do. One
    /// that names neither key nor signature comes from `logged_on`, unless that is null.
    [[nodiscard]] Admitted admit(const Demand& demand, const Key* logged_on,
                                 Parameters& parameters);

    /// What admit() of it will want verified, whoever is logged on by then; nothing when it wants
    /// nothing, or refuses.
    [[nodiscard]] std::optional<Verification> foresee(const Demand& demand, Parameters& parameters);

private:
    /// How parameters are written in what is signed.
    enum class Form : std::uint8_t { plain, encoded };

    struct Proof {
        std::string_view key_name;
        std::string_view signature;
        std::string_view timestamp;
        std::string_view window;
    };

    static Admitted admit_logged_on(const Demand& demand, const Key& key, Parameters& parameters);
    static Proof read_proof(std::string_view key_name, Parameters& parameters);

    // `write(form)` writes what was signed to payload_, if there is such a form.
    template <class Write>
    Admitted check(const Demand& demand, const Proof& proof, Write write);
    template <class Write>
    Admitted check_public(const Demand& demand, const Proof& proof, const Key& key, Write write);
    Admitted check_proved(const Demand& demand, const Timing& timing, const Key& key,
                          std::span<const std::uint8_t> signature);
    [[nodiscard]] std::optional<Error> refuse_again(const Key& key, const Timing& timing,
                                                    std::span<const std::uint8_t> signature,
                                                    Timestamp now);

    void write_sorted(const Parameters& parameters, Form form);

    const Keys& keys_;
    const Secrets& secrets_;
    const Timestamp started_;
    SeenSignatures seen_;
    std::string payload_;
};

}  // namespace divmid::gateway
