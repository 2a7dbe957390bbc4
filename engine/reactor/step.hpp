// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace divmid {

/// Something to be done in a later step: the node of a ready queue. It lies in what it belongs to,
/// so that becoming ready allocates nothing.
class Step {
public:
    enum class Fate : std::uint8_t {
        run,   ///< Its turn has come.
        drop,  ///< The reactor goes: give back what is held, call nobody.
    };

    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

    /// Ends the step, and perhaps the object around it.
    void act(Fate fate) { act_(*this, fate); }

protected:
    using Act = void (*)(Step&, Fate);

    explicit Step(Act how = nullptr) : act_{how} {}
    ~Step() = default;

    Act act_;

private:
    friend class StepList;
    Step* next_ = nullptr;
};

/// First in, first out. Owns nothing: whoever takes a step out makes it act.
class StepList {
public:
    StepList() = default;
    StepList(StepList&& other) noexcept
        : first_{std::exchange(other.first_, nullptr)},
          last_{std::exchange(other.last_, nullptr)},
          size_{std::exchange(other.size_, 0)} {}
    StepList& operator=(StepList&&) = delete;
    ~StepList() = default;

    [[nodiscard]] bool empty() const { return first_ == nullptr; }
    [[nodiscard]] std::size_t size() const { return size_; }

    /// Requires: the step is in no list.
    void push(Step& step) {
        step.next_ = nullptr;
        (last_ ? last_->next_ : first_) = &step;
        last_ = &step;
        ++size_;
    }

    /// Requires: not empty.
    Step& pop() {
        Step& step = *first_;
        first_ = step.next_;
        if (!first_) last_ = nullptr;
        --size_;
        return step;
    }

private:
    Step* first_ = nullptr;
    Step* last_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace divmid
