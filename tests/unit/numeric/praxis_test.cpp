#include "numeric/praxis.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/error.hpp"

using namespace nrn;
using namespace nrn::numeric;

namespace {

template <class Function>
class Problem final : public PraxisProblem {
  public:
    explicit Problem(Function function) : function_(function) {
    }
    double evaluate(std::span<const double> x) override {
        return function_(x);
    }
    double random() override {
        return 0.5 + 0.3 * std::sin(++count_);
    }
    bool stop() override {
        return false;
    }
    void after_round(double) override {
    }

  private:
    Function function_;
    double count_ = 0.0;
};

template <class Function>
PraxisResult minimum(Function function, std::vector<double> start) {
    Problem<Function> problem(function);
    return praxis(problem, std::move(start), {});
}

}  // namespace

TEST_CASE("praxis finds the minimum of Powell's singular function") {
    const auto found = minimum(
        [](std::span<const double> x) {
            return std::pow(x[0] + 10 * x[1], 2) + 5 * std::pow(x[2] - x[3], 2) + std::pow(x[1] - 2 * x[2], 4) +
                   10 * std::pow(x[0] - x[3], 4);
        },
        {3, -1, 0, 1});
    CHECK(found.minimum < 1e-15);
    for (double x : found.x) {
        CHECK(std::fabs(x) < 1e-3);
    }
    CHECK(found.axes.size() == 4);
}

TEST_CASE("praxis ends on a flat function, and refuses a start that is not finite") {
    CHECK(minimum([](std::span<const double>) { return 5.0; }, {1, 2, 3}).minimum == 5.0);
    CHECK_THROWS_AS(minimum([](std::span<const double>) { return std::nan(""); }, {1}), Error);
}

TEST_CASE("praxis says when there is no minimum") {
    CHECK_THROWS_AS(minimum([](std::span<const double> x) { return x[0] + x[1]; }, {1, 2}), Error);
    CHECK_THROWS_AS(minimum([](std::span<const double> x) { return -x[0]; }, {1}), Error);
}
