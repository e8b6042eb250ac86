// The principal axis method: minimises a function of several variables without derivatives.
//
// R. P. Brent, "Algorithms for minimization without derivatives", Prentice-Hall 1973, chapter 7: Powell's search along
// conjugate directions, which are replaced by the principal axes of the local quadratic form after each round; random
// steps lead out of places where rounding hides progress, and a parabola through three points follows curved valleys.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace nrn::numeric {

class PraxisProblem {
  public:
    virtual ~PraxisProblem() = default;
    virtual double evaluate(std::span<const double> x) = 0;
    virtual double random() = 0;  // in 0 ... 1
    virtual bool stop() = 0;      // asked after each principal axis
    // After each round.
    virtual void after_round(double minimum) = 0;
};

struct PraxisOptions {
    double tolerance = 1e-5;    // of the distance to the minimum, beside sqrt(precision) |x|
    double largest_step = 0.5;  // about the expected distance to the minimum
};

struct PraxisResult {
    double minimum;
    std::vector<double> x;
    // The last quadratic form: half of the second derivatives along the axes, descending, and the axes, unit vectors.
    std::vector<double> values;
    std::vector<std::vector<double>> axes;
};

// From `start` on. Values of the function that are no finite numbers count as very large ones. Error(Value) when the
// first one is, or the function seems to have no minimum.
PraxisResult praxis(PraxisProblem& problem, std::vector<double> start, const PraxisOptions& options);

}  // namespace nrn::numeric
