#include "event/pattern.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "event/events.hpp"

namespace nrn::event {

Pattern::Pattern(Events& events, std::vector<Spike> spikes) : events_(&events), spikes_(std::move(spikes)) {
    std::stable_sort(spikes_.begin(), spikes_.end(), [](const Spike& a, const Spike& b) { return a.t < b.t; });
    events_->patterns.add(*this);
}

Pattern::~Pattern() {
    events_->queue.remove_all(*this);
    events_->patterns.remove(*this);
}

void Pattern::start() {
    done_ = 0;
    send_next();
}

double Pattern::resume(double t) {
    const auto next = std::upper_bound(spikes_.begin(), spikes_.end(), t,
                                       [](double wanted, const Spike& spike) { return wanted < spike.t; });
    done_ = static_cast<std::size_t>(next - spikes_.begin());
    return next != spikes_.end() ? next->t : std::numeric_limits<double>::infinity();
}

// The action of who records the spike may end this: it comes last.
void Pattern::receive(const Event&) {
    const Spike spike = spikes_[done_++];
    Source* source = events_->connections.find_remote(spike.gid);
    send_next();
    if (source != nullptr) {
        source->fire(spike.t);
    }
}

void Pattern::send_next() {
    if (done_ < spikes_.size()) {
        events_->queue.send(*this, spikes_[done_].t);
    }
}

}  // namespace nrn::event
