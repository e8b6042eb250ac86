#include "event/lags.hpp"

namespace nrn::event {

double History::at(double t, double now, double delay) {
    if (!points_.empty() && points_.back().t >= t) {
        points_.back() = {t, now};
    } else {
        points_.push_back({t, now});
    }
    const double wanted = t - delay;
    while (points_.size() > 2 && points_[1].t <= wanted) {
        points_.pop_front();
    }
    const Point& first = points_.front();
    if (wanted <= first.t || points_.size() == 1) {
        return first.value;
    }
    const Point& next = points_[1];
    if (wanted >= next.t) {
        return next.value;
    }
    return first.value + (next.value - first.value) * (wanted - first.t) / (next.t - first.t);
}

History& Lags::of(const mech::Mechanism& mechanism, mech::Id id, std::size_t which) {
    std::vector<History>& histories = instances_[&mechanism][id];
    if (histories.size() <= which) {
        histories.resize(which + 1);
    }
    return histories[which];
}

std::size_t Lags::count_of(const mech::Mechanism& mechanism, mech::Id id) const noexcept {
    const auto found = instances_.find(&mechanism);
    if (found == instances_.end()) {
        return 0;
    }
    const auto histories = found->second.find(id);
    return histories == found->second.end() ? 0 : histories->second.size();
}

}  // namespace nrn::event
