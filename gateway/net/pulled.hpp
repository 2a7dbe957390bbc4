// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

#include "engine/reactor/generator.hpp"

namespace divmid::gateway::net {

/// A generator that is pulled one item at a time, whenever there is something new below it.
template <class T>
class Pulled {
public:
    explicit Pulled(Generator<T> source) : source_{std::move(source)} {}

    /// The next item, valid until the next call; null once the source has ended.
    [[nodiscard]] T* next() {
        if (!at_)
            at_ = source_.begin();
        else if (*at_ != source_.end())
            ++*at_;
        return *at_ == source_.end() ? nullptr : &**at_;
    }

private:
    Generator<T> source_;
    std::optional<typename Generator<T>::Iterator> at_;
};

}  // namespace divmid::gateway::net
