// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/phase_words.hpp"

namespace divmid::gateway {

std::string_view status_of(Phase phase) {
    switch (phase) {
        case Phase::continuous:
        case Phase::post_only:
            return "TRADING";
        case Phase::closed:
        case Phase::delisted:
            return "END_OF_DAY";
        case Phase::cancel_only:
            return "CANCEL_ONLY";
        case Phase::auction_call:
            return "BREAK";
        case Phase::halted:
            return "HALT";
    }
    return "HALT";
}

std::string_view text_of(Phase phase) {
    switch (phase) {
        case Phase::continuous:
            return "CONTINUOUS";
        case Phase::closed:
            return "CLOSED";
        case Phase::cancel_only:
            return "CANCEL_ONLY";
        case Phase::post_only:
            return "POST_ONLY";
        case Phase::auction_call:
            return "AUCTION_CALL";
        case Phase::halted:
            return "HALTED";
        case Phase::delisted:
            return "DELISTED";
    }
    return "HALTED";
}

}  // namespace divmid::gateway
