// StepClock: where the time of steps goes. Looking at the clock takes as long as a tenth of a short step, so one step
// is timed in about 100 us of a run, and stands for those since the one before; long steps are all timed.
#pragma once

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
        timed_ = false;
        if (--left_ == 0) [[unlikely]] {
            begin_timed();
        }
        return timed_;
    }
    // What was done since the last call belongs to this part of the sums, but for `less` seconds.
    void pass(double Sums::* part, double less = 0.0) noexcept {
        if (timed_) [[unlikely]] {
            add(part, less);
        }
    }
    // The step is over; the exchange of spikes comes behind it.
    void end() noexcept {
        if (timed_) [[unlikely]] {
            end_timed();
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

    void begin_timed() noexcept;
    void add(double Sums::* part, double less) noexcept;
    void end_timed() noexcept;
    std::uint64_t next_gap() noexcept;
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
    std::uint64_t chance_ = 1;
    double look_ = 1e-6;  // what a look at the clock takes [s]
    bool timed_ = false;
    Clock::time_point last_;
};

}  // namespace nrn::sim
