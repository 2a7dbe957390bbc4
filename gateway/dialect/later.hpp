// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/reactor/deferred.hpp"
#include "gateway/dialect/line.hpp"

namespace divmid::gateway {

/// Which request of which line waits. It does not keep the line.
struct Waiting {
    std::weak_ptr<Line> line;
    std::uint64_t number{};
};

/// What a client is told of a result that failed.
[[nodiscard]] inline Error error_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const TooManyCalls&) {
        return refuse::overloaded();
    } catch (...) {
        return refuse::internal_error();
    }
}

/// Hands a result that arrives later back to the line, unless that has gone. `write(value, result)`
/// appends the answer, or says what was wrong.
template <class T, class Write>
void answer_later(Deferred<T> deferred, const Waiting& waiting, Write write) {
    std::move(deferred).then(
        [waiting, write = std::move(write)](const T& value) {
            const std::shared_ptr<Line> line = waiting.line.lock();
            if (!line) return;
            std::string result;
            std::optional<Error> error = write(value, result);
            if (error)
                line->settle(waiting.number, std::unexpected{std::move(*error)});
            else
                line->settle(waiting.number, std::move(result));
        },
        [waiting](const std::exception_ptr& failure) {
            if (const std::shared_ptr<Line> line = waiting.line.lock())
                line->settle(waiting.number, std::unexpected{error_of(failure)});
        });
}

}  // namespace divmid::gateway
