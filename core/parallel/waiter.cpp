#include "parallel/waiter.hpp"

#include <sched.h>
#include <time.h>

namespace nrn {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr microseconds before_yield{20};
constexpr milliseconds before_nap{10};
constexpr milliseconds hook_interval{50};

void nap(microseconds length) {
    timespec t{0, static_cast<long>(length.count()) * 1000};
    nanosleep(&t, nullptr);  // an early return (a signal) only shortens the nap
}

}  // namespace

double Waiter::waited() const {
    if (start_ == Clock::time_point{}) {
        return 0;
    }
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Waiter::look_at_clock() {
    const Clock::time_point now = Clock::now();
    if (start_ == Clock::time_point{}) {
        start_ = now;
        next_hook_ = now + hook_interval;
        return;
    }
    const auto waited = now - start_;
    if (now >= next_hook_) {
        next_hook_ = now + hook_interval;
        if (hook_.call) {
            hook_.call(hook_.data);
        }
    }
    if (style_ == Style::Resting && waited > before_nap) {
        stride_ = 1;
        nap(waited < seconds(1) ? microseconds(50) : microseconds(500));
    } else if (waited > before_yield) {
        sched_yield();
    }
}

}  // namespace nrn
