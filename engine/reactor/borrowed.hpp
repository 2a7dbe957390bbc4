// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace divmid {

/// A long-lived service, taken by a coroutine: its parameters go by value, and a reference would
/// dangle without a warning. The owner outlives the coroutine.
template <class T>
using Borrowed = std::reference_wrapper<T>;

}  // namespace divmid
