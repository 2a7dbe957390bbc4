// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/verifications.hpp"

#include <exception>
#include <utility>

namespace divmid::gateway {
namespace {

bool is_canceled(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const Canceled&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace

void Verifications::verify(Verification verification, std::function<void(Verdict)> told) {
    stage_
        .call([asked = std::move(verification)] {
            return asked.key.verify(asked.payload, asked.signature) ||
                   (!asked.encoded.empty() && asked.key.verify(asked.encoded, asked.signature));
        })
        .then(
            [place = place_, told](bool good) mutable {
                place.reset();
                told(good ? Verdict::good : Verdict::bad);
            },
            [told](const std::exception_ptr& failure) {
                if (!is_canceled(failure)) told(Verdict::missing);
            });
}

}  // namespace divmid::gateway
