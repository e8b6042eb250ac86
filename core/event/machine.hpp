// Machine: the finite states of a StateTransitionEvent. Transitions out of the present state are looked at when a step
// begins, as thresholds are; the first whose number has risen above the other since the state was entered, or since it
// was last not above, leads on.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "event/queue.hpp"
#include "event/record.hpp"

namespace nrn::event {

class Events;

class Machine final : public Receiver {
  public:
    struct Transition {
        std::size_t source, target;
        Variable number, threshold;
        std::function<void()> action;  // or empty
        bool armed = false;            // since its source was entered
        bool above = false;            // as it was when it was looked at last
    };

    Machine(Events& events, std::size_t states) : states_(states), events_(&events) {
    }
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    std::size_t states() const noexcept {
        return states_;
    }
    std::size_t state() const noexcept {
        return state_;
    }
    // Enters it, even when it is the present one; from then on it runs.
    void enter(std::size_t state);
    void add(Transition transition) {  // takes part from the next time that its source is entered
        transitions_.push_back(std::move(transition));
    }
    void stop() noexcept;  // at initialisation, until a state is entered
    void detect(double t);
    void look_up() noexcept;  // addresses of variables
    void receive(const Event& event) override;

    std::size_t seat = 0;  // among those that run

  private:
    std::size_t states_;
    std::size_t state_ = 0;
    bool runs_ = false;
    double seen_ = 0.0;  // [ms] when the transition was seen that waits in the queue
    std::vector<Transition> transitions_;
    Events* events_;
};

}  // namespace nrn::event
