// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/exchange.hpp"
#include "tests/engine/balance_fold.hpp"
#include "tests/engine/naive_exchange.hpp"
#include "tests/engine/random_ticks.hpp"

namespace divmid {

/// What save() writes.
[[nodiscard]] std::string saved(const Exchange& exchange);
/// Requires: bytes that save() wrote.
[[nodiscard]] Exchange loaded(const std::string& bytes);

/// The exchange and its oracle, given the same ticks. After each of them both must have told the
/// same events, all invariants hold, and balances be what the events say.
class OraclePair {
public:
    /// What differs; nothing: they agree.
    [[nodiscard]] std::optional<std::string> apply(Tick tick);
    /// Goes on with what save() and load() make of the exchange.
    [[nodiscard]] std::optional<std::string> restart();

    /// How often each kind of event was told, by its number.
    using Told = std::array<std::uint64_t, 256>;
    [[nodiscard]] const Told& told() const { return told_; }
    [[nodiscard]] const Record& last() const { return last_; }
    [[nodiscard]] const Exchange& fast() const { return fast_; }

private:
    [[nodiscard]] std::optional<std::string> compare_balances() const;

    Exchange fast_;
    NaiveExchange naive_;
    BalanceFold fold_;
    Record last_;
    Told told_{};
};

/// Runs that many random ticks, with a restart now and then. What differed, and where.
/// Adds to `told` what was.
[[nodiscard]] std::optional<std::string> run_random(std::uint64_t seed, int ticks, Topics topics,
                                                    OraclePair::Told& told);

/// DIVMID_ITERATIONS multiplies the work of random tests, DIVMID_SEED chooses other ones.
[[nodiscard]] std::uint64_t environment(const char* name, std::uint64_t otherwise);

}  // namespace divmid
