// What the language means: mods/*.mod, compiled when the tests are built, against formulas written here.
#include <doctest/doctest.h>

#include "driver.hpp"

extern "C" {
extern const NrnMechanism nrn_mechanism_of_methods;
extern const NrnMechanism nrn_mechanism_of_language;
}

using driver::Bench;

namespace {

doctest::Approx near(double value, double epsilon = 1e-12) {
    return doctest::Approx(value).epsilon(epsilon);
}

struct Language : Bench {
    double target = 4;
    std::vector<double*> targets{&target};
    std::vector<double**> columns{targets.data()};

    Language() : Bench(nrn_mechanism_of_language, 1, 1) {
        run.pointers = columns.data();
    }
};

}  // namespace

TEST_CASE("euler: all rates first, then all states") {
    Bench b(nrn_mechanism_of_methods, 1, 1);
    b.initialize();
    b.run.t = 2;
    b.run.dt = 0.1;
    b.solve();
    CHECK(b.column("a")[0] == near(1 + 0.1 * (0.5 - 1)));
    CHECK(b.column("b")[0] == near(0.5 + 0.1 * (-1 + 0.2)));
}

TEST_CASE("runge is of order 4") {
    double before = 0;
    for (const double dt : {0.2, 0.1, 0.05}) {
        Bench b(nrn_mechanism_of_methods, 1, 1);
        b.initialize();
        b.run.dt = dt;
        for (int k = 0; k < static_cast<int>(1 / dt + 0.5); ++k) {
            b.solve();
        }
        const double error = std::fabs(b.column("c")[0] - std::exp(-1.0));
        CHECK(error < 1e-5);
        if (before != 0) {
            CHECK(before / error == doctest::Approx(16).epsilon(0.15));
        }
        before = error;
    }
}

TEST_CASE("derivimplicit: in closed form and by Newton's method") {
    Bench b(nrn_mechanism_of_methods, 1, 1);
    b.initialize();
    b.run.dt = 0.1;
    b.solve();
    CHECK(b.column("e")[0] == near(1 / (1 + 0.1 / 2)));
    CHECK(b.column("f")[0] == near((1 + 0.3) / 1.1));
    const double p = b.column("p")[0];
    const double q = b.column("q")[0];
    CHECK(p - 0.3 - 0.1 * (q - p) == doctest::Approx(0).scale(1).epsilon(1e-12));
    CHECK(q - 0.6 - 0.1 * (-p * q + 1) == doctest::Approx(0).scale(1).epsilon(1e-12));
    CHECK(b.errors.empty());
}

TEST_CASE("cnexp on elements of an array, one after the other") {
    Bench b(nrn_mechanism_of_methods, 1, 1);
    b.initialize();
    b.run.dt = 0.1;
    b.solve();
    const double x0 = std::exp(-0.1 / 4);
    CHECK(b.column("x", 0)[0] == near(x0));
    CHECK(b.column("x", 1)[0] == near(2 + (1 - std::exp(-0.1)) * (x0 - 2)));
}

TEST_CASE("without a current all of BREAKPOINT is the state kernel, SOLVE first") {
    Bench b(nrn_mechanism_of_methods, 1, 1);
    const bool has_current = b.run.mechanism->current != nullptr;
    CHECK_FALSE(has_current);
    b.initialize();
    b.solve();
    CHECK(b.column("total")[0] == near(b.column("a")[0] + b.column("b")[0]));
}

TEST_CASE("conditions, loops, recursion, local arrays") {
    Language b;
    b.initialize();
    CHECK(b.call("choose", {2}) == 4);
    CHECK(b.call("choose", {7}) == 49);
    CHECK(b.call("choose", {9}) == -81);
    CHECK(b.call("choose", {-2.5}) == -2.5);
    CHECK(b.call("loops", {4}) == 10 + 1200 + 3);
    CHECK(b.call("power", {3, 5}) == 243);
    b.call("speak", {});
    CHECK(b.printed == "0.01 of 3\n");
    CHECK(b.column("values", 2)[0] == 2);
}

TEST_CASE("an index out of range is an error, and nothing else is written") {
    Language b;
    b.initialize();
    b.call("beyond", {3});
    CHECK(b.errors == std::vector<std::string>{"an array index is out of range"});
    b.call("beyond", {-1});
    CHECK(b.errors.size() == 2);
}

TEST_CASE("the table of a FUNCTION") {
    Language b;
    b.initialize();
    CHECK(b.call("square", {1.5}) == near(0.5 * (1 + 4) + 1));
    CHECK(b.call("square", {99}) == near(17));
    b.global("shift") = 2;
    CHECK(b.call("square", {-1}) == near(2));
    b.global("usetable") = 0;
    CHECK(b.call("square", {1.5}) == near(1.5 * 1.5 + 2));
    b.call("look", {3});
    CHECK(b.column("lookups")[0] == near(11));
}

TEST_CASE("POINTER") {
    Language b;
    b.initialize();
    CHECK(b.target == 5);
    b.targets[0] = nullptr;
    b.initialize();
    CHECK(b.errors.size() == 1);
}

TEST_CASE("a current that is not linear in v: the difference of NEURON, for ions too") {
    Language b;
    b.v[0] = -20;
    b.area[0] = 50;
    b.initialize();
    b.current();
    const auto ix = [](double v) { return 0.01 * std::exp(v / 10); };
    const auto sum = [&](double v) { return 0.02 * (v + 10) + 0.01 * v + ix(v); };
    CHECK(b.rhs[0] == near(-2 * sum(-20)));
    CHECK(b.d[0] == near(2 * (sum(-20 + 0.001) - sum(-20)) / 0.001));
    CHECK(b.ions_[1].current[0] == near(2 * ix(-20)));
    CHECK(b.ions_[1].dcurrent[0] == near(2 * (ix(-20 + 0.001) - ix(-20)) / 0.001));
}

TEST_CASE("a concentration that is a state begins with the ion's value and goes back to it") {
    Language b;
    b.ions_[0].inside[0] = 3;
    b.ions_[0].current[0] = 0.5;
    b.ions_[1].e[0] = 12;
    b.initialize();
    CHECK(b.ions_[0].inside[0] == 3);
    b.solve();
    CHECK(b.ions_[0].inside[0] == near(-1 + (3 + 1) * std::exp(-0.025 / 2)));
    CHECK(b.run.mechanism->ions[1].valence == 2);
    CHECK(b.run.mechanism->ions[0].writes == NRN_ION_INSIDE);
    CHECK(b.run.mechanism->ions[0].reads == (NRN_ION_INSIDE | NRN_ION_CURRENT));
}

TEST_CASE("NET_RECEIVE: arguments are kept with the connection") {
    Language b;
    b.initialize();
    REQUIRE(b.self_events.size() == 1);
    CHECK(b.self_events[0].t == 2);
    CHECK(b.self_events[0].flag == 5);
    b.run.t = 1;
    b.run.mechanism->net_initialize(&b.run, 0, b.weights.data());
    CHECK(b.weights[1] == 0.5);
    CHECK(b.weights[2] == 1);
    b.run.t = 6;
    b.receive(0.2);
    CHECK(b.weights[1] == near(0.5 * std::exp(-0.5)));
    CHECK(b.column("g")[0] == near(0.01 + 0.2 * 0.5 * std::exp(-0.5)));
    CHECK(b.global("seen") == 1);
    CHECK(b.spikes == std::vector<double>{6});
    CHECK(b.run.mechanism->weight_count == 3);
}

TEST_CASE("WATCH") {
    Language b;
    b.initialize();
    b.receive(0, 5);
    CHECK(b.watched == std::vector<double>{0, 1});
    b.v[0] = -45;
    CHECK(b.run.mechanism->watch_value(&b.run, 0, 0) == 5);
    CHECK(b.run.mechanism->watch_value(&b.run, 0, 1) == -35);
    CHECK(b.run.mechanism->watch_count == 2);
}

TEST_CASE("what the description says") {
    Language b;
    CHECK(b.has("ex"));
    CHECK((b.run.mechanism->flags & NRN_MECH_THREADSAFE) == 0);
    CHECK((b.run.mechanism->flags & NRN_MECH_TIME_DEPENDENT) != 0);
    for (int k = 0; k < b.run.mechanism->variable_count; ++k) {
        const NrnMechVar& variable = b.run.mechanism->variables[k];
        if (std::string(variable.name) == "g") {
            CHECK(variable.kind == NRN_VAR_PARAMETER);
            CHECK(variable.high == 1);
            CHECK(std::string(variable.units) == "uS");
        } else if (std::string(variable.name) == "values") {
            CHECK(variable.count == 3);
        } else if (std::string(variable.name) == "ex") {
            CHECK(variable.kind == NRN_VAR_ASSIGNED);
        }
    }
}
