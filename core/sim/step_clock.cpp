#include "sim/step_clock.hpp"

#include <algorithm>

namespace nrn::sim {

namespace {

constexpr double kFrom = 100e-6;       // [s] from one timed step to the next
constexpr double kMostSteps = 1000.0;  // the same

double seconds(std::chrono::steady_clock::duration spent) noexcept {
    return std::chrono::duration<double>(spent).count();
}

}  // namespace

void StepClock::begin_timed() noexcept {
    timed_ = true;
    weight_ = steps_ - reached_;
    reached_ = steps_;
    left_ = 1;  // the next one too, when an error ends this one
    const Clock::time_point before = Clock::now();
    last_ = Clock::now();
    look_ = std::min(look_, seconds(last_ - before));
}

void StepClock::add(double Sums::* part, double less) noexcept {
    const Clock::time_point now = Clock::now();
    const double spent = seconds(now - last_) - look_ - less;
    last_ = now;
    sums_.*part += static_cast<double>(weight_) * std::max(spent, 0.0);
}

void StepClock::end_timed() noexcept {
    timed_ = false;
    left_ = next_gap();
}

// Steps to the next one that is timed. It goes by the mean step and by chance, not by the present one, since long steps
// come in bursts and in rhythms.
std::uint64_t StepClock::next_gap() noexcept {
    const double mean = since_start().per_step();
    const double gap = mean > 0.0 ? std::clamp(kFrom / mean, 1.0, kMostSteps) : 1.0;
    chance_ = chance_ * 6364136223846793005U + 1442695040888963407U;
    const double share = static_cast<double>(chance_ >> 40) / static_cast<double>(1U << 24);
    return gap < 2.0 ? 1 : static_cast<std::uint64_t>(gap * (0.5 + share));
}

}  // namespace nrn::sim
