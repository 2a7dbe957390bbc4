// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Rates in place of a market's own.
struct FeeTier {
    Ppm maker_fee;
    Ppm taker_fee;

    friend bool operator==(const FeeTier&, const FeeTier&) = default;
};

/// By the account's kill switch; the higher number counts.
enum class Killed : std::uint8_t { no = 0, by_owner = 1, by_operator = 2 };

/// What was set for one account.
struct Profile {
    TradeGroupId group;           ///< Zero: of none.
    std::optional<FeeTier> tier;  ///< None: the market's own rates.
    Killed killed{};

    friend bool operator==(const Profile&, const Profile&) = default;
};

/// The profiles of all accounts, by id. A look-up is one indexed load; while nobody has a profile,
/// not even that. Memory: up to the highest account that ever had one.
class Profiles {
public:
    /// The account's; one with nothing set where it has none.
    [[nodiscard]] const Profile& operator[](AccountId account) const {
        static constexpr Profile kPlain{};
        return account.value() < profiles_.size() ? profiles_[account.value()] : kPlain;
    }
    /// To be changed. Requires: the account is known.
    [[nodiscard]] Profile& of(AccountId account) {
        if (account.value() >= profiles_.size()) profiles_.resize(account.value() + std::size_t{1});
        return profiles_[account.value()];
    }

    /// Calls `visitor(AccountId, const Profile&)` for those with something set, by rising id.
    template <class Visitor>
    void each(Visitor&& visitor) const {
        for (std::uint32_t account = 0; account < profiles_.size(); ++account)
            if (profiles_[account] != Profile{}) visitor(AccountId{account}, profiles_[account]);
    }

private:
    std::vector<Profile> profiles_;
};

}  // namespace divmid
