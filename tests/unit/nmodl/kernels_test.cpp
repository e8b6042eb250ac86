// The shipped mechanisms' kernels on small arrays, against formulas written here.
#include <doctest/doctest.h>

#include "driver.hpp"

using driver::Bench;
using driver::builtin;

namespace {

doctest::Approx near(double value) {
    return doctest::Approx(value).epsilon(1e-12);
}

double vtrap(double x, double y) {
    return std::fabs(x / y) < 1e-6 ? y * (1 - x / y / 2) : x / (std::exp(x / y) - 1);
}

struct Gate {
    double inf, tau;
};
Gate gate(double opening, double closing, double celsius) {
    const double q10 = std::pow(3.0, (celsius - 6.3) / 10);
    return {opening / (opening + closing), 1 / (q10 * (opening + closing))};
}
Gate gate_m(double v, double celsius) {
    return gate(0.1 * vtrap(-(v + 40), 10), 4 * std::exp(-(v + 65) / 18), celsius);
}
Gate gate_h(double v, double celsius) {
    return gate(0.07 * std::exp(-(v + 65) / 20), 1 / (std::exp(-(v + 35) / 10) + 1), celsius);
}
Gate gate_n(double v, double celsius) {
    return gate(0.01 * vtrap(-(v + 55), 10), 0.125 * std::exp(-(v + 65) / 80), celsius);
}

}  // namespace

TEST_CASE("pas: the current and its slope, on more instances than one block holds") {
    Bench b(builtin("pas"), 300, 300);
    for (int i = 0; i < 300; ++i) {
        b.v[i] = -80 + 0.1 * i;
        b.column("g")[i] = 0.001 * (1 + i);
    }
    b.initialize();
    b.current();
    for (int i = 0; i < 300; ++i) {
        const double g = 0.001 * (1 + i);
        CHECK(b.column("i")[i] == near(g * (b.v[i] + 70)));
        CHECK(b.rhs[i] == near(-g * (b.v[i] + 70)));
        CHECK(b.d[i] == near(g));
    }
    const bool solves = b.run.mechanism->solve != nullptr;
    CHECK_FALSE(solves);
}

TEST_CASE("kernels keep to their range of instances") {
    Bench b(builtin("pas"), 10, 10);
    b.run.begin = 3;
    b.run.end = 7;
    b.current();
    for (int i = 0; i < 10; ++i) {
        CHECK((b.d[i] != 0) == (i >= 3 && i < 7));
    }
}

TEST_CASE("hh: exact rates") {
    const int count = 200;
    Bench b(builtin("hh"), count, count);
    b.global("usetable") = 0;
    b.run.celsius = 16.3;
    for (int i = 0; i < count; ++i) {
        b.v[i] = -100 + 0.75 * i;  // -40 and -55 are among them
    }
    b.initialize();
    for (int i = 0; i < count; ++i) {
        CHECK(b.column("m")[i] == near(gate_m(b.v[i], 16.3).inf));
        CHECK(b.column("h")[i] == near(gate_h(b.v[i], 16.3).inf));
        CHECK(b.column("ntau")[i] == near(gate_n(b.v[i], 16.3).tau));
        b.column("m")[i] = 0.1;
        b.column("h")[i] = 0.5;
        b.column("n")[i] = 0.4;
    }
    b.current();
    const double gna = 0.12 * 0.001 * 0.5;
    const double gk = 0.036 * 0.0256;
    for (int i = 0; i < count; ++i) {
        const double ina = gna * (b.v[i] - 50);
        const double ik = gk * (b.v[i] + 77);
        CHECK(b.rhs[i] == near(-(ina + ik + 0.0003 * (b.v[i] + 54.3))));
        CHECK(b.d[i] == near(gna + gk + 0.0003));
        CHECK(b.ions_[0].current[i] == near(ina));
        CHECK(b.ions_[0].dcurrent[i] == near(gna));
        CHECK(b.ions_[1].current[i] == near(ik));
        CHECK(b.column("gk")[i] == near(gk));
    }
    b.solve();
    for (int i = 0; i < count; ++i) {
        const Gate m = gate_m(b.v[i], 16.3);
        CHECK(b.column("m")[i] == near(m.inf + (0.1 - m.inf) * std::exp(-0.025 / m.tau)));
        const Gate n = gate_n(b.v[i], 16.3);
        CHECK(b.column("n")[i] == near(n.inf + (0.4 - n.inf) * std::exp(-0.025 / n.tau)));
    }
}

TEST_CASE("hh: the table is linear between whole millivolts, clamped at its ends, and follows celsius") {
    Bench b(builtin("hh"), 6, 6);
    const double v[] = {-65.25, -250, 300, -100, 100, 99.5};
    std::copy(std::begin(v), std::end(v), b.v.begin());
    for (const double celsius : {6.3, 20.0}) {
        b.run.celsius = celsius;
        b.initialize();
        CHECK(b.column("minf")[0] == near(0.25 * gate_m(-66, celsius).inf + 0.75 * gate_m(-65, celsius).inf));
        CHECK(b.column("htau")[1] == near(gate_h(-100, celsius).tau));
        CHECK(b.column("htau")[2] == near(gate_h(100, celsius).tau));
        CHECK(b.column("htau")[3] == near(gate_h(-100, celsius).tau));
        CHECK(b.column("htau")[4] == near(gate_h(100, celsius).tau));
        CHECK(b.column("ninf")[5] == near(0.5 * gate_n(99, celsius).inf + 0.5 * gate_n(100, celsius).inf));
    }
    b.v[0] = std::nan("");
    b.initialize();
    CHECK(std::isnan(b.column("m")[0]));
}

TEST_CASE("hh: functions from hoc") {
    Bench b(builtin("hh"), 1, 1);
    CHECK(b.call("vtrap", {1, 2}) == near(vtrap(1, 2)));
    CHECK(b.call("vtrap", {0, 2}) == near(2));
    CHECK(b.call("rates", {-50}) == 1);
    CHECK(b.column("minf")[0] == near(gate_m(-50, 6.3).inf));
}

TEST_CASE("ExpSyn: several at one node, scaled by the area") {
    Bench b(builtin("ExpSyn"), 5, 2);  // nodes 0 1 0 1 0
    b.area = {200, 50};
    b.v = {-60, -50};
    b.initialize();
    for (int i = 0; i < 5; ++i) {
        b.column("tau")[i] = 2;
        b.receive(0.01 * (i + 1), 0, i);
    }
    b.receive(0.01, 0, 4);
    b.current();
    CHECK(b.d[0] == near((0.01 + 0.03 + 0.06) * 100 / 200));
    CHECK(b.rhs[0] == near(-(0.01 + 0.03 + 0.06) * -60 * 100 / 200));
    CHECK(b.d[1] == near((0.02 + 0.04) * 100 / 50));
    CHECK(b.column("i")[3] == near(0.04 * -50));
    b.solve();
    CHECK(b.column("g")[0] == near(0.01 * std::exp(-0.025 / 2)));
}

TEST_CASE("IClamp: an electrode's current flows inward, from del to del + dur") {
    Bench b(builtin("IClamp"), 1, 1);
    b.column("del")[0] = 1;
    b.column("dur")[0] = 2;
    b.column("amp")[0] = 0.5;
    const double times[] = {0.5, 1, 2.9, 3};
    const double expected[] = {0, 0.5, 0.5, 0};
    for (int k = 0; k < 4; ++k) {
        b.run.t = times[k];
        b.current();
        CHECK(b.rhs[0] == near(expected[k]));  // area is 100
        CHECK(b.d[0] == 0);
    }
    CHECK((b.run.mechanism->flags & NRN_MECH_ELECTRODE) != 0);
}

TEST_CASE("SEClamp: slope of an electrode's current") {
    Bench b(builtin("SEClamp"), 1, 1);
    b.column("rs")[0] = 0.5;
    b.column("dur1")[0] = 1;
    b.column("amp1")[0] = -20;
    b.initialize();
    b.current();
    CHECK(b.rhs[0] == near((-20 + 65) / 0.5));
    CHECK(b.d[0] == near(1 / 0.5));
    b.run.t = 5;
    b.current();
    CHECK(b.rhs[0] == 0);
    CHECK(b.d[0] == 0);
}

TEST_CASE("Exp2Syn: the peak is the weight") {
    Bench b(builtin("Exp2Syn"), 1, 1);
    b.column("tau1")[0] = 1;
    b.column("tau2")[0] = 4;
    b.initialize();
    b.receive(0.3);
    const double peak = 4.0 / 3 * std::log(4.0);
    b.run.dt = peak;
    b.solve();
    b.current();
    CHECK(b.column("g")[0] == near(0.3));
}

TEST_CASE("NetStim: a regular train, ended and started by events") {
    Bench b(builtin("NetStim"), 1, 1);
    b.column("start")[0] = 5;
    b.column("number")[0] = 3;
    b.initialize();
    CHECK(b.sequence == 0);
    while (!b.self_events.empty()) {
        const driver::Event event = b.self_events.front();
        b.self_events.erase(b.self_events.begin());
        b.run.t = event.t;
        b.receive(0, event.flag);
    }
    CHECK(b.spikes == std::vector<double>{5, 15, 25});
    b.run.t = 40;
    b.receive(1);
    REQUIRE(b.self_events.size() == 1);
    CHECK(b.self_events[0].t == 40);
    b.receive(-1);
    b.receive(0, 1);
    CHECK(b.spikes.size() == 3);
}

TEST_CASE("IntFire1: decay, threshold, refractory time") {
    Bench b(builtin("IntFire1"), 1, 1);
    b.initialize();
    b.receive(0.6);
    b.run.t = 5;
    b.receive(0.6);
    CHECK(b.spikes.empty());
    CHECK(b.column("m")[0] == near(0.6 * std::exp(-0.5) + 0.6));
    b.receive(0.5);
    CHECK(b.spikes == std::vector<double>{5});
    CHECK(b.self_events.back().t == 10);
    b.receive(9);
    CHECK(b.spikes.size() == 1);
}

TEST_CASE("IntFire2: the time of the crossing is exact") {
    Bench b(builtin("IntFire2"), 1, 1);
    b.column("ib")[0] = 1.5;  // m = 1.5 (1 - exp(-t/taum)) as i = ib from the start
    b.initialize();
    CHECK(b.self_events.back().t == near(10 * std::log(3.0)));
}

TEST_CASE("the descriptors say what the mechanisms are") {
    CHECK(nrn_builtin_catalogue()->count == 17);
    for (int k = 0; k < nrn_builtin_catalogue()->count; ++k) {
        const NrnMechanism& m = *nrn_builtin_catalogue()->mechanisms[k];
        INFO(m.name);
        CHECK(m.abi == NRN_MECH_ABI_VERSION);
        CHECK(m.size == sizeof(NrnMechanism));
        CHECK((m.flags & NRN_MECH_THREADSAFE) != 0);
        const bool receives = m.net_receive != nullptr;
        CHECK((m.weight_count >= 0) == receives);
    }
    CHECK(builtin("hh").kind == NRN_MECH_DENSITY);
    CHECK(builtin("VClamp").kind == NRN_MECH_POINT);
    CHECK(builtin("NetStim").kind == NRN_MECH_ARTIFICIAL);
    CHECK((builtin("NetStim").flags & NRN_MECH_NET_EVENT) != 0);
    CHECK(std::string(builtin("hh").variables[0].name) == "gnabar");
    CHECK(builtin("VClamp").variables[0].count == 3);
}
