// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/account_feed.hpp"

#include <utility>
#include <variant>
#include <vector>

#include "gateway/feeds/user_events.hpp"

namespace divmid::gateway {

AccountFeed::AccountFeed(const Projections& projections, const storage::History& history,
                         std::function<Timestamp()> clock)
    : catalog_{projections.catalog},
      clock_{std::move(clock)},
      changes_{{projections.catalog, projections.balances, history, listeners_}} {}

void AccountFeed::apply(const Record& record) {
    before_last_ = events_;
    if (!listeners_.empty()) changes_.read(record, events_);
    // Among the events each command has one mark, which is none.
    events_ += record.events.size() - record.tick.commands.size();
}

void AccountFeed::publish() {
    if (changes_.all().empty()) return;
    const Timestamp now = clock_();
    for (const AccountChange& change : changes_.all()) tell(change, now);
    changes_.clear();
}

void AccountFeed::tell(const AccountChange& change, Timestamp now) {
    if (const auto* end = std::get_if<KeyEnd>(&change.what))
        return end_key(change.account, end->key);
    for (const TimeUnit unit : {TimeUnit::milliseconds, TimeUnit::microseconds}) {
        const EventContext context{catalog_, now, changes_.time(), unit};
        text_.clear();
        for (AccountListener* const listener : listeners_.of(change.account)) {
            if (listener->unit() != unit) continue;
            if (text_.empty()) append_event(text_, change, context);
            listener->hear(text_);
        }
    }
}

void AccountFeed::end_key(AccountId account, KeyId key) {
    std::vector<AccountListener*> ended;
    for (AccountListener* const listener : listeners_.of(account))
        if (listener->key() == key) ended.push_back(listener);
    for (AccountListener* const listener : ended) listener->key_ended();
}

}  // namespace divmid::gateway
