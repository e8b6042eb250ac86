// StepClock: where the time of steps goes. Looking at the clock takes as long as a tenth of a short step, so one step is
// timed in about 30 us of a run, and stands for those since the one before; long steps are all timed.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace nrn::sim {

class StepClock {
  public:
    struct Sums {
        double events = 0.0;       // [s] thresholds and deliveries, of the steps that are stood for
        double integration = 0.0;  // [s] currents, voltages, states
        double rest = 0.0;         // [s] values that are recorded
        std::uint64_t stood_for = 0;
        std::uint64_t steps = 0;

        double all() const noexcept {
            return events + integration + rest;
        }
        // Of all steps, from those that are stood for.
        double scaled(double seconds) const noexcept {
            return stood_for == 0 ? 0.0 : seconds * static_cast<double>(steps) / static_cast<double>(stood_for);
        }
        double per_step() const noexcept {  // [s]; 0 when no step was timed
            return stood_for == 0 ? 0.0 : all() / static_cast<double>(stood_for);
        }
    };

    // A step begins: whether it is timed.
    bool begin() noexcept {
        ++steps_;
        timed_ = --left_ == 0;
        if (timed_) {
            weight_ = steps_ - reached_;
            reached_ = steps_;
            left_ = 1;  // the next one too, when an error ends this one
            first_ = Clock::now();
            last_ = Clock::now();
            look_ = std::min(look_, seconds(last_ - first_));
        }
        return timed_;
    }
    // What was done since the last call belongs to this part of the sums, but for `less` seconds.
    void pass(double Sums::* part, double less = 0.0) noexcept {
        if (timed_) {
            const Clock::time_point now = Clock::now();
            const double spent = seconds(now - last_) - look_ - less;
            last_ = now;
            sums_.*part += static_cast<double>(weight_) * std::max(spent, 0.0);
        }
    }
    // The step is over; the exchange of spikes comes behind it.
    void end() noexcept {
        if (timed_) {
            timed_ = false;
            const double step = std::max(seconds(last_ - first_), 1e-9);
            left_ = static_cast<std::uint64_t>(std::clamp(kFrom / step, 1.0, kMostSteps)) | 1U;
        }
    }
    // For what has no steps: events alone.
    void add_events(double seconds) noexcept {
        other_events_ += seconds;
    }

    bool timed() const noexcept {  // the present step
        return timed_;
    }
    double weight() const noexcept {  // of the present step, when it is timed: how many it stands for
        return static_cast<double>(weight_);
    }
    Sums sums() const noexcept {  // of all steps
        return take(sums_, steps_, reached_);
    }
    double events() const noexcept {  // [s]
        return sums().scaled(sums().events) + other_events_;
    }
    // The model begins anew: since_start() counts from here.
    void start() noexcept {
        start_ = sums();
        left_ = 1;
    }
    Sums since_start() const noexcept {
        Sums now = sums();
        now.events -= start_.events;
        now.integration -= start_.integration;
        now.rest -= start_.rest;
        now.stood_for -= start_.stood_for;
        now.steps -= start_.steps;
        return now;
    }

  private:
    using Clock = std::chrono::steady_clock;
    static constexpr double kFrom = 30e-6;        // [s] from one timed step to the next
    static constexpr double kMostSteps = 1000.0;  // the same

    static double seconds(Clock::duration spent) noexcept {
        return std::chrono::duration<double>(spent).count();
    }
    static Sums take(Sums sums, std::uint64_t steps, std::uint64_t reached) noexcept {
        sums.steps = steps;
        sums.stood_for = reached;
        return sums;
    }

    Sums sums_;
    Sums start_;
    double other_events_ = 0.0;  // [s]
    std::uint64_t steps_ = 0;
    std::uint64_t reached_ = 0;  // the last step that was timed
    std::uint64_t weight_ = 1;
    std::uint64_t left_ = 1;  // until the next one that is timed
    double look_ = 1e-6;      // what a look at the clock takes [s]
    bool timed_ = false;
    Clock::time_point first_, last_;
};

}  // namespace nrn::sim
