// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/record.hpp"

namespace divmid {
class Exchange;
}

namespace divmid::storage {

/// SHA-256 with a kept context: about 0.7 ns a byte and 0.15 µs a call. One for each thread.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    [[nodiscard]] Digest of(std::string_view bytes);

private:
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

/// Over the canonical bytes of Exchange::save(): equal states have equal digests, queue order,
/// counters and timers included. Costs a walk over everything.
[[nodiscard]] Digest state_digest(const Exchange& exchange);
/// Whether it is, in the form that is written now or in an older one.
[[nodiscard]] bool is_state_digest(const Digest& digest, const Exchange& exchange);

/// Lower case, two digits a byte.
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string hex(const Digest& digest);

/// The inverse of hex(). False, and `to` unspecified, when it is not such a text of `size` bytes.
[[nodiscard]] bool from_hex(std::string_view text, std::size_t size, std::string& to);

[[nodiscard]] inline std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace divmid::storage
