// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "gateway/access/keys.hpp"
#include "gateway/access/secrets.hpp"
#include "gateway/dialect/caller.hpp"
#include "gateway/dialect/parameters.hpp"
#include "gateway/dialect/query_string.hpp"
#include "gateway/dialect/routes.hpp"

namespace divmid::gateway {

/// Lets a request in: key, signature, timing. What depends on the state of the market (revoked
/// keys, scopes of a trade) is the engine's to refuse; of queries, which it never sees, it is
/// refused here.
class Admission {
public:
    Admission(const Keys& keys, const Secrets& secrets) : keys_{keys}, secrets_{secrets} {}

    using Admitted = std::expected<Caller, Error>;

    /// Signed over the bytes of query and body as received.
    [[nodiscard]] Admitted admit(Security security, RawRequest signed_bytes,
                                 std::string_view key_name, Parameters& parameters, Timestamp now);

    /// Signed over its own parameters, sorted: plain, or percent-encoded as several clients do. One
    /// that names neither key nor signature comes from `logged_on`, unless that is null.
    [[nodiscard]] Admitted admit(Security security, const Key* logged_on, Parameters& parameters,
                                 Timestamp now);

private:
    struct Proof {
        std::string_view key_name;
        std::string_view signature;
        std::string_view timestamp;
        std::string_view window;
    };

    static Admitted admit_logged_on(Security security, const Key& key, Parameters& parameters,
                                    Timestamp now);
    static Proof read_proof(std::string_view key_name, Parameters& parameters);

    template <class Verify>
    Admitted check(Security security, const Proof& proof, Timestamp now, Verify verify) const;

    [[nodiscard]] bool verify_sorted(const HmacKey& key, const Parameters& parameters,
                                     std::string_view signature);

    const Keys& keys_;
    const Secrets& secrets_;
    std::string payload_;
};

}  // namespace divmid::gateway
