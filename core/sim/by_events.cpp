// A model of artificial cells alone needs no steps: its time goes from event to event.
#include <algorithm>

#include "base/error.hpp"
#include "sim/simulation.hpp"

namespace nrn::sim {

void Simulation::check_no_sections() const {
    if (by_events_ && cable_->first() != nullptr) {
        fail(ErrorKind::NotImplemented,
             "CVode.active(): variable time steps for sections are not part of this version: call CVode.active(0) and "
             "use the fixed step of h.dt [ms], with h.secondorder = 2 for second order in time");
    }
}

bool Simulation::advance_by_events(double until, std::size_t most) {
    check_no_sections();
    prepare();
    event::Exchange& exchange = events_->exchange;
    std::size_t left = most;
    for (;;) {
        const double end = exchange.is_open() ? std::min(until, exchange.limit()) : until;
        if (!events_->deliver_exactly(end, &left)) {
            prepare();
            return false;
        }
        set_time(std::max(end, environment_->t));  // an action may have run further
        if (exchange.is_open() && end == exchange.limit()) {
            exchange.cross(end, 0.0);
        }
        if (end == until) {
            prepare();
            return true;
        }
    }
}

}  // namespace nrn::sim
