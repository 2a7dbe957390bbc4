// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "engine/reactor/reactor.hpp"

namespace divmid {

/// The items of a vector: a source for tests, and for what was recorded.
template <class T>
Generator<T> from_vector(std::vector<T> items) {
    for (T& item : items) co_yield item;
}

/// One step of the reactor before each pull of the source: an iteration of the loop is one tick of
/// an iterator that the user provides, live or recorded. At most `limit` callbacks run in a step.
template <class T>
Generator<T> stepping(Borrowed<Reactor> reactor, std::size_t limit, Generator<T> source) {
    reactor.get().run_ready(limit);
    for (T& item : source) {
        co_yield item;
        reactor.get().run_ready(limit);
    }
}

}  // namespace divmid
