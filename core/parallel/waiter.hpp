// How to wait for another rank: spin, since most waits last microseconds; look at the clock seldom; give the
// core away when the wait gets long; and let the idle hook see signals about every 50 ms.
#pragma once

#include "parallel/transport.hpp"

#include <chrono>

namespace nrn {

class Waiter {
  public:
    enum class Style {
        Busy,     // in the middle of data motion: yield, never sleep
        Resting,  // nothing may happen for hours: sleep in short naps after the first 10 ms
    };

    Waiter(IdleHook hook, Style style) : hook_(hook), style_(style) {
    }

    // To be called after each look that found nothing. Whatever the hook throws comes out.
    void pause() {
        if (++turns_ >= stride_) {
            turns_ = 0;
            look_at_clock();
        }
    }

    double waited() const;  // [s] since the first look at the clock

  private:
    using Clock = std::chrono::steady_clock;
    static constexpr int looks_per_clock = 64;

    void look_at_clock();

    IdleHook hook_;
    Style style_;
    int turns_ = 0;
    int stride_ = looks_per_clock;
    Clock::time_point start_{};
    Clock::time_point next_hook_{};
};

}  // namespace nrn
