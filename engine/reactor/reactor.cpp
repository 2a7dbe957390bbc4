// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/reactor.hpp"

namespace divmid {

Reactor::~Reactor() {
    StepList left = mailbox_->close();
    while (!left.empty()) left.pop().act(Step::Fate::drop);
    close();
}

std::size_t Reactor::run_ready(std::size_t limit) {
    if (!mailbox_->empty()) add(mailbox_->take());
    return run(limit);
}

}  // namespace divmid
