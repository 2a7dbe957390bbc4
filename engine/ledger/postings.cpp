// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/postings.hpp"

namespace divmid {

namespace {

template <class... EventAndTerms>
Postings collect(const EventAndTerms&... from) {
    Postings all;
    each_posting(from..., [&](const Posting& posting) { all.add(posting); });
    return all;
}

}  // namespace

Postings postings(const Deposited& event) {
    return collect(event);
}
Postings postings(const TradeExecuted& event, const MarketTerms& terms) {
    return collect(event, terms);
}
Postings postings(const OrderRested& event, const MarketTerms& terms) {
    return collect(event, terms);
}
Postings postings(const OrderCanceled& event, const MarketTerms& terms) {
    return collect(event, terms);
}

}  // namespace divmid
