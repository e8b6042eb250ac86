// The plan of an elimination, carried out on numbers: the solution is that of the equations.
#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

#include "nmodl/lower/lower.hpp"

using namespace nrn::nmodl;

namespace {

// Solves by the plan; entries outside of the pattern are never looked at.
std::vector<double> solve(std::vector<std::vector<double>> m, std::vector<double> b, const Elimination& plan) {
    for (const Elimination::Step& step : plan.steps) {
        for (const int row : step.rows) {
            const double factor = m[row][step.pivot] / m[step.pivot][step.pivot];
            for (const int column : step.columns) {
                m[row][column] -= factor * m[step.pivot][column];
            }
            b[row] -= factor * b[step.pivot];
        }
    }
    for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
        for (const int column : step->columns) {
            b[step->pivot] -= m[step->pivot][column] * b[column];
        }
        b[step->pivot] /= m[step->pivot][step->pivot];
    }
    return b;
}

}  // namespace

TEST_CASE("a chain is eliminated without fill-in") {
    Pattern pattern;
    const int n = 12;
    for (int k = 0; k < n; ++k) {
        pattern.insert({k, k});
        if (k > 0) {
            pattern.insert({k, k - 1});
            pattern.insert({k - 1, k});
        }
    }
    const std::size_t before = pattern.size();
    plan_elimination(pattern, elimination_order(pattern, n, {}));
    CHECK(pattern.size() == before);
}

TEST_CASE("rows of conservation laws come last") {
    Pattern pattern = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {2, 1}, {2, 2}};
    const std::vector<int> order = elimination_order(pattern, 3, {0});
    CHECK(order.back() == 0);
    CHECK(order.size() == 3);
}

TEST_CASE("random sparse systems") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> number(0.1, 1);
    for (int round = 0; round < 50; ++round) {
        const int n = 2 + round % 9;
        std::vector<std::vector<double>> m(n, std::vector<double>(n));
        Pattern pattern;
        for (int row = 0; row < n; ++row) {
            for (int column = 0; column < n; ++column) {
                if (row == column || number(random) < 0.4) {
                    m[row][column] = row == column ? n : -number(random);
                    pattern.insert({row, column});
                }
            }
        }
        std::vector<double> x(n);
        std::vector<double> b(n);
        for (double& value : x) {
            value = number(random);
        }
        for (int row = 0; row < n; ++row) {
            for (int column = 0; column < n; ++column) {
                b[row] += m[row][column] * x[column];
            }
        }
        const Elimination plan = plan_elimination(pattern, elimination_order(pattern, n, {}));
        const std::vector<double> solution = solve(m, b, plan);
        for (int k = 0; k < n; ++k) {
            CHECK(solution[k] == doctest::Approx(x[k]).epsilon(1e-12));
        }
    }
}
