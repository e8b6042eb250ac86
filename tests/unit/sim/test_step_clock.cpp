#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>

#include "sim/step_clock.hpp"

using nrn::sim::StepClock;
using Sums = StepClock::Sums;
using Clock = std::chrono::steady_clock;

namespace {

double seconds(Clock::duration spent) {
    return std::chrono::duration<double>(spent).count();
}

// Computes for so long.
void work(double length) {
    const Clock::time_point before = Clock::now();
    while (seconds(Clock::now() - before) < length) {
    }
}

// Steps with a part of events and one of integration [s].
void run(StepClock& clock, int steps, double events, double integration) {
    for (int i = 0; i < steps; ++i) {
        clock.begin();
        work(events);
        clock.pass(&Sums::events);
        work(integration);
        clock.pass(&Sums::integration);
        clock.end();
    }
}

}  // namespace

TEST_CASE("long steps are all timed, and their parts add up") {
    StepClock clock;
    run(clock, 50, 40e-6, 120e-6);
    const Sums sums = clock.sums();
    CHECK(sums.steps == 50);
    CHECK(sums.stood_for == 50);
    CHECK(sums.events >= 0.9 * 50 * 40e-6);
    CHECK(sums.integration >= 0.9 * 50 * 120e-6);
    CHECK(sums.scaled(sums.events) == sums.events);
}

TEST_CASE("of short steps a few are timed, and stand for the others") {
    StepClock clock;
    int timed = 0;
    for (int i = 0; i < 20000; ++i) {
        timed += clock.begin() ? 1 : 0;
        work(0.5e-6);
        clock.pass(&Sums::integration);
        clock.end();
    }
    const Sums sums = clock.sums();
    CHECK(timed < 2000);
    CHECK(sums.steps == 20000);
    CHECK(sums.stood_for <= sums.steps);
    CHECK(sums.stood_for > 18000);
    CHECK(sums.per_step() > 0.4e-6);
    CHECK(sums.events == 0.0);
}

TEST_CASE("seconds that are somebody else's are taken off, and never more than there are") {
    StepClock clock;
    clock.begin();
    work(100e-6);
    clock.pass(&Sums::integration, 1.0);
    clock.end();
    CHECK(clock.sums().integration == 0.0);
}

TEST_CASE("a step that ends by an error does not stop the timing") {
    StepClock clock;
    CHECK(clock.begin());  // and nothing more
    CHECK(clock.begin());
    clock.end();
    run(clock, 3, 0.0, 300e-6);
    CHECK(clock.sums().integration >= 0.9 * 3 * 300e-6);
}

TEST_CASE("what happened before the start is not counted since it") {
    StepClock clock;
    run(clock, 3, 0.0, 300e-6);
    clock.start();
    CHECK(clock.since_start().steps == 0);
    CHECK(clock.since_start().per_step() == 0.0);
    run(clock, 2, 200e-6, 0.0);
    CHECK(clock.since_start().steps == 2);
    CHECK(clock.since_start().integration < 50e-6);
    CHECK(clock.since_start().per_step() >= 0.9 * 200e-6);
    CHECK(clock.sums().steps == 5);
}

TEST_CASE("events without steps") {
    StepClock clock;
    clock.add_events(0.25);
    CHECK(clock.events() == 0.25);
}
