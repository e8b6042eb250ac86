// LAG: what variables of mechanisms were before. Each LAG statement of an instance has a history of its own.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mech/mechanism.hpp"

namespace nrn::event {

// Values by time, as a line from one to the next. Older ones than were asked for last are forgotten.
class History {
  public:
    // The value is `now` at time t [ms], in the place of one that was given for this time before; the value at t -
    // delay [ms], which before the first time is that of the first.
    double at(double t, double now, double delay);

    struct Point {
        double t, value;
    };
    const std::deque<Point>& points() const noexcept {
        return points_;
    }
    void set_points(std::deque<Point> points) noexcept {
        points_ = std::move(points);
    }

  private:
    std::deque<Point> points_;
};

class Lags {
  public:
    History& of(const mech::Mechanism& mechanism, mech::Id id, std::size_t which);
    std::size_t count_of(const mech::Mechanism& mechanism, mech::Id id) const noexcept;  // of statements that have one
    void clear() noexcept {                                                              // at initialisation
        instances_.clear();
    }

  private:
    std::unordered_map<const mech::Mechanism*, std::unordered_map<mech::Id, std::vector<History>>> instances_;
};

}  // namespace nrn::event
