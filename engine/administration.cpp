// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "engine/ledger/fees.hpp"
#include "engine/symbol.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

Reject check(const Assets& assets, std::string_view symbol, std::uint8_t scale) {
    if (!is_symbol(symbol, Assets::kSymbolMost)) return Reject::symbol_malformed;
    if (assets.taken(symbol)) return Reject::symbol_taken;
    if (scale > Assets::kScaleMost) return Reject::scale_out_of_range;
    return assets.full() ? Reject::limit_reached : Reject::none;
}

Reject check(const Exchange::State& state, const Keys::Key& key) {
    if (!state.accounts.known(key.account)) return Reject::unknown_account;
    if (Accounts::is_system(key.account)) return Reject::account_forbidden;
    if (!Keys::well_formed(key)) return Reject::key_malformed;
    if (state.keys.taken(key.name)) return Reject::key_taken;
    return state.keys.full() ? Reject::limit_reached : Reject::none;
}

Reject check(const Keys& keys, const RevokeKey& command) {
    if (!keys.known(command.key)) return Reject::unknown_key;
    return keys[command.key].revoked ? Reject::key_revoked : Reject::none;
}

Reject check(const Exchange::State& state, const Deposit& command) {
    if (!state.accounts.known(command.account)) return Reject::unknown_account;
    if (!state.assets.known(command.asset)) return Reject::unknown_asset;
    if (Accounts::is_system(command.account)) return Reject::account_forbidden;
    if (command.amount <= Amount{}) return Reject::amount_not_positive;
    const bool fits = state.ledger.has_room(command.asset, command.amount);
    return fits ? Reject::none : Reject::balance_overflow;
}

Reject check(const Exchange::State& state, const SetFeeTier& command) {
    const Ppm highest = std::max(command.maker_fee, command.taker_fee);
    if (!state.accounts.known(command.account)) return Reject::unknown_account;
    if (Accounts::is_system(command.account)) return Reject::account_forbidden;
    if (command.lifted && highest != Ppm{}) return Reject::unsupported_combination;
    return highest > kFeeMost ? Reject::fee_out_of_range : Reject::none;
}

}  // namespace

void Turn::operator()(const ListAsset& command) {
    const std::string_view symbol = texts_.text(command.symbol);
    const Reject reason = divmid::check(state_.assets, symbol, command.scale);
    if (reason != Reject::none) return refuse(reason, {}, {});
    const AssetId asset = state_.assets.list(symbol, command.scale);
    state_.ledger.cover(asset);
    events_.push(AssetListed{.asset = asset, .scale = command.scale, .symbol = command.symbol});
}

void Turn::operator()(const OpenAccount&) {
    if (state_.accounts.full()) return refuse(Reject::limit_reached, {}, {});
    const AccountId account = state_.accounts.open();
    state_.ledger.cover(account);
    events_.push(AccountOpened{.account = account});
}

void Turn::operator()(const AddKey& command) {
    Keys::Key key{.account = command.account,
                  .scopes = command.scopes,
                  .algorithm = command.algorithm,
                  .revoked = false,
                  .name = std::string{texts_.text(command.name)},
                  .public_key = std::string{texts_.text(command.public_key)}};
    const Reject reason = divmid::check(state_, key);
    if (reason != Reject::none) return refuse(reason, {}, command.account);
    events_.push(KeyAdded{.key = state_.keys.add(std::move(key)),
                          .account = command.account,
                          .scopes = command.scopes,
                          .algorithm = command.algorithm,
                          .name = command.name,
                          .public_key = command.public_key});
}

void Turn::operator()(const RevokeKey& command) {
    const Reject reason = divmid::check(state_.keys, command);
    if (reason != Reject::none) return refuse(reason, {}, {});
    state_.keys.revoke(command.key);
    events_.push(KeyRevoked{.key = command.key, .account = state_.keys[command.key].account});
}

void Turn::operator()(const Deposit& command) {
    const Reject reason = divmid::check(state_, command);
    if (reason != Reject::none) return refuse(reason, {}, command.account);
    const Deposited event{
        .account = command.account, .asset = command.asset, .amount = command.amount};
    state_.ledger.post(event);
    events_.push(event);
}

void Turn::operator()(const SetTradeGroup& command) {
    const auto refused = [&](Reject why) { refuse(why, {}, command.account); };
    if (!state_.accounts.known(command.account)) return refused(Reject::unknown_account);
    if (Accounts::is_system(command.account)) return refused(Reject::account_forbidden);
    state_.profiles.of(command.account).group = command.group;
    events_.push(TradeGroupSet{.account = command.account, .group = command.group});
}

void Turn::operator()(const SetFeeTier& command) {
    const Reject reason = divmid::check(state_, command);
    if (reason != Reject::none) return refuse(reason, {}, command.account);
    std::optional<FeeTier>& tier = state_.profiles.of(command.account).tier;
    tier.reset();
    if (!command.lifted) tier = FeeTier{command.maker_fee, command.taker_fee};
    events_.push(FeeTierSet{.account = command.account,
                            .lifted = command.lifted,
                            .maker_fee = command.maker_fee,
                            .taker_fee = command.taker_fee});
}

void Turn::operator()(const StorageLow&) {
    state_.storage_low = true;
}

void Turn::operator()(const StorageOk&) {
    state_.storage_low = false;
}

}  // namespace divmid
