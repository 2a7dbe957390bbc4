// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/input.hpp"

namespace divmid::gateway::net {

void Input::arrived(std::span<char> bytes) {
    if (unused_.empty()) {
        kept_.clear();
        unused_ = bytes;
        return;
    }
    keep();
    kept_.append(bytes.data(), bytes.size());
    unused_ = kept_;
}

void Input::keep() {
    if (unused_.empty()) {
        std::string{}.swap(kept_);
        unused_ = {};
    } else if (unused_.data() >= kept_.data() && unused_.data() < kept_.data() + kept_.size()) {
        kept_.erase(0, kept_.size() - unused_.size());
        unused_ = kept_;
    } else {
        kept_.assign(unused_.data(), unused_.size());
        unused_ = kept_;
    }
}

}  // namespace divmid::gateway::net
