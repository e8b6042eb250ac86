// The voltages of wires that join pieces, against the whole as one system of equations.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "parallel/transport.hpp"
#include "sim/split_plan.hpp"

using nrn::sim::SplitPlan;

namespace {

// A piece with one wire: g (V - v) flows into it.
void say(SplitPlan& plan, std::size_t piece, double g, double v) {
    plan.conductance(piece)[0] = g;
    plan.current(piece)[0] = g * v;
}

}  // namespace

TEST_CASE("pieces at one wire have the mean of their voltages, by conductance") {
    const auto alone = nrn::make_serial_transport();
    SplitPlan plan;
    CHECK_FALSE(plan.active());
    const std::vector<SplitPlan::Wires> own{{5}, {5}, {5}, {9}};
    plan.set_up(*alone, nullptr, &own);
    REQUIRE(plan.active());
    say(plan, 0, 1.0, -60.0);
    say(plan, 1, 2.0, -30.0);
    say(plan, 2, 5.0, -70.0);
    say(plan, 3, 3.0, -50.0);
    plan.solve();
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(plan.voltage(i, 0) == doctest::Approx((-60.0 - 60.0 - 350.0) / 8.0));
    }
    CHECK(plan.voltage(3, 0) == doctest::Approx(-50.0));  // it touches nothing else
    plan.clear();
    CHECK_FALSE(plan.active());
}

// A star of cables between wire 0 in its middle and wires 1 … n around, each of which leaks: V[i] = V[0] g/(g + leak),
// whatever the order of elimination.
TEST_CASE("a star of pieces with two wires each") {
    const auto alone = nrn::make_serial_transport();
    constexpr std::size_t n = 7;
    constexpr double g = 0.5, leak = 0.1, injected = 2.0;
    std::vector<SplitPlan::Wires> own{{0}};
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(n); ++i) {
        own.push_back({i, 0});
        own.push_back({i});
    }
    SplitPlan plan;
    plan.set_up(*alone, nullptr, &own);
    plan.conductance(0)[0] = 0.0;
    plan.current(0)[0] = injected;
    for (std::size_t i = 0; i < n; ++i) {
        const std::vector<double> cable{g, -g, -g, g};
        std::copy(cable.begin(), cable.end(), plan.conductance(1 + 2 * i).begin());
        std::fill_n(plan.current(1 + 2 * i).begin(), 2, 0.0);
        say(plan, 2 + 2 * i, leak, 0.0);
    }
    plan.solve();
    const double middle = injected / (static_cast<double>(n) * g * leak / (g + leak));
    CHECK(plan.voltage(0, 0) == doctest::Approx(middle));
    for (std::size_t i = 0; i < n; ++i) {
        CHECK(plan.voltage(1 + 2 * i, 1) == doctest::Approx(middle));
        CHECK(plan.voltage(1 + 2 * i, 0) == doctest::Approx(middle * g / (g + leak)));
        CHECK(plan.voltage(2 + 2 * i, 0) == plan.voltage(1 + 2 * i, 0));
    }
}

TEST_CASE("the order in which like pieces are named changes no bit") {
    const auto alone = nrn::make_serial_transport();
    const std::vector<std::pair<double, double>> pieces{{0.1, -61.3}, {1e9, -65.7}, {3.3e-7, 12.1}, {0.7, -3.1}};
    std::vector<SplitPlan::Wires> own(pieces.size(), SplitPlan::Wires{1});
    SplitPlan forward, backward;
    forward.set_up(*alone, nullptr, &own);
    backward.set_up(*alone, nullptr, &own);
    for (int step = 0; step < 3; ++step) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const double v = pieces[i].second * (1.0 + step);
            say(forward, i, pieces[i].first, v);
            say(backward, pieces.size() - 1 - i, pieces[i].first, v);
        }
        forward.solve();
        backward.solve();
        CHECK(forward.voltage(0, 0) == backward.voltage(0, 0));
    }
}

TEST_CASE("a wire between two ranks that one of them does not know") {
    const auto alone = nrn::make_serial_transport();
    const std::vector<SplitPlan::Wires> own{{SplitPlan::wire_between(0, 1)}};
    SplitPlan plan;
    CHECK_THROWS_AS(plan.set_up(*alone, nullptr, &own), nrn::Error);
    CHECK_FALSE(plan.active());
    plan.set_up(*alone, nullptr, nullptr);  // its caller has the error
    CHECK_FALSE(plan.active());
}
