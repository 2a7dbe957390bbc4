// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "engine/reactor/deferred.hpp"
#include "engine/reactor/mailbox.hpp"

namespace divmid {

/// A call that runs on another thread and brings its result home. The Promise stays at home: the
/// errand carries only the way back to it, and looks at it only there. Owns itself; ends at home,
/// or where it learns that home is gone.
template <class F>
class Errand final : public Step {
public:
    using Result = std::invoke_result_t<F&>;

    Errand(F call, std::shared_ptr<Mailbox> home, Promise<Result> promise)
        : Step{&Errand::out},
          call_{std::move(call)},
          home_{std::move(home)},
          lent_{&promise.lend()} {}

    /// Runs the call, and goes home. On the other thread.
    void perform() {
        outcome_ = outcome_of(call_);
        go_home();
    }

    /// Goes home without having run the call, from wherever it is.
    void give_up(std::exception_ptr reason) {
        outcome_.error = std::move(reason);
        go_home();
    }

private:
    /// In the ready queue of the other reactor.
    static void out(Step& step, Fate fate) {
        auto& errand = static_cast<Errand&>(step);
        if (fate == Fate::run)
            errand.perform();
        else
            errand.give_up(std::make_exception_ptr(Canceled{}));
    }

    void go_home() {
        act_ = &Errand::home;
        // Nobody is at home: the reactor has let go of the promise.
        if (!home_->answer(*this)) delete this;
    }

    /// In the ready queue at home.
    static void home(Step& step, Fate fate) {
        const std::unique_ptr<Errand> errand{static_cast<Errand*>(&step)};
        if (fate == Fate::drop) return;
        Promise<Result>::take_back(*errand->lent_).accept(std::move(errand->outcome_));
    }

    F call_;
    std::shared_ptr<Mailbox> home_;
    PendingOf<Result>* lent_;
    Outcome<Result> outcome_;
};

}  // namespace divmid
