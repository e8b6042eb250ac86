#include "event/machine.hpp"

#include "event/events.hpp"

namespace nrn::event {

namespace {

bool is_above(const Machine::Transition& transition) {
    double number = 0.0;
    double threshold = 0.0;
    return transition.number.read(&number) && transition.threshold.read(&threshold) && number > threshold;
}

}  // namespace

Machine::~Machine() {
    stop();
}

void Machine::stop() noexcept {
    if (runs_) {
        events_->queue.remove_all(*this);
        events_->machines.remove(*this);
        runs_ = false;
    }
}

void Machine::enter(std::size_t state) {
    stop();
    look_up();
    state_ = state;
    for (Transition& each : transitions_) {
        each.armed = each.source == state;
        each.above = is_above(each);
    }
    events_->machines.add(*this);
    runs_ = true;
}

void Machine::look_up() noexcept {
    for (Transition& each : transitions_) {
        each.number.look_up();
        each.threshold.look_up();
    }
}

void Machine::detect(double t) {
    for (std::size_t i = 0; i < transitions_.size(); ++i) {
        Transition& each = transitions_[i];
        if (!each.armed) {
            continue;
        }
        const bool was_above = each.above;
        each.above = is_above(each);
        if (each.above && !was_above) {
            seen_ = t;
            events_->queue.send(*this, t + kBehindStep, static_cast<double>(i));
            return;
        }
    }
}

// The action may end this: it comes last.
void Machine::receive(const Event& event) {
    const Transition& taken = transitions_[static_cast<std::size_t>(event.flag)];
    const std::function<void()> action = taken.action;
    Events& events = *events_;
    const double t = seen_;
    enter(taken.target);
    if (action) {
        events.run_action(t, action);
    }
}

}  // namespace nrn::event
