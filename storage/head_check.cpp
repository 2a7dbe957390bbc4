// SPDX-License-Identifier: Apache-2.0
#include "storage/head_check.hpp"

#include <string>

#include "storage/heads_log.hpp"

namespace divmid::storage {

namespace {

Result<void> check_head(const Store& store, const LogEnd& end, const SignedHead& signed_head) {
    const Head& head = signed_head.head;
    const auto key = read_public_key(store.directory());
    if (!key) return std::unexpected(key.error());
    if (!*key || !verifies(signed_head, **key))
        return std::unexpected(
            Error{Fault::corrupt, head.sequence, "a head is not signed by this exchange's key"});
    if (head.sequence > end.sequence)
        return std::unexpected(Error{Fault::cut, end.sequence,
                                     "the log ends here, a signed head says it went on to " +
                                         std::to_string(head.sequence.value())});
    const auto value = store.get(Family::log, sequence_key(head.sequence));
    if (!value) return std::unexpected(value.error());
    const auto stored = *value ? read_stored(**value) : std::nullopt;
    if (stored && stored->digest == head.digest) return {};
    return std::unexpected(
        Error{Fault::differs, head.sequence, "the record is not the one a head was signed for"});
}

}  // namespace

Result<Vouched> check_heads(const Store& store, const LogEnd& end) {
    Vouched vouched;
    for (const auto& newest :
         {newest_stored_head(store), HeadsLog::newest(HeadsLog::file(store.directory()))}) {
        if (!newest) return std::unexpected(newest.error());
        if (!*newest) continue;
        if (auto good = check_head(store, end, **newest); !good)
            return std::unexpected(good.error());
        const Head& head = (*newest)->head;
        if (head.sequence == end.sequence && head.state) vouched.state_at_end = head.state;
    }
    return vouched;
}

}  // namespace divmid::storage
