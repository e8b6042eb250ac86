#include "numeric/least_squares.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <unsupported/Eigen/NonLinearOptimization>
#include <unsupported/Eigen/NumericalDiff>
#include <vector>

namespace nrn::numeric {
namespace {

using Array = Eigen::VectorXd;

std::span<const double> span_of(const Array& x) {
    return {x.data(), static_cast<std::size_t>(x.size())};
}

// The residuals in the form that Eigen wants. Missing residuals (fewer than parameters) are 0.
struct Problem {
    using Scalar = double;
    using InputType = Array;
    using ValueType = Array;
    using JacobianType = Eigen::MatrixXd;
    enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };

    // The best parameters seen, and their sum of squares.
    struct Best {
        Array x;
        double error = std::numeric_limits<double>::infinity();
    };

    Residuals* residuals;
    std::size_t count;
    double negligible;
    Eigen::Index parameters;
    Best* best;

    Eigen::Index inputs() const {
        return parameters;
    }
    Eigen::Index values() const {
        return std::max<Eigen::Index>(static_cast<Eigen::Index>(count), parameters);
    }
    int operator()(const Array& x, Array& r) const {
        r.setZero();
        residuals->evaluate(span_of(x), {r.data(), count});
        note(x, r.squaredNorm());
        return done() ? -1 : 0;  // a negative number stops Eigen
    }
    double error(const Array& x) const {
        Array r(values());
        (*this)(x, r);
        return r.squaredNorm();
    }
    void note(const Array& x, double error) const {
        if (error < best->error) {
            best->x = x;
            best->error = error;
        }
    }
    bool done() const {
        return best->error <= negligible;
    }
};

// ---- Levenberg-Marquardt ----

// A difference of 6e-6 of a parameter on both sides has the smallest error: the cube root of the precision.
constexpr double kDifferenceSquared = 3.7e-11;

class Differentiated : public Eigen::NumericalDiff<Problem, Eigen::Central> {
  public:
    explicit Differentiated(const Problem& problem) : NumericalDiff(problem, kDifferenceSquared) {
    }
    int df(const Array& x, JacobianType& jacobian) const {
        jacobian.setZero();
        if (residuals->differentiate(span_of(x), static_cast<std::size_t>(jacobian.rows()), jacobian.data())) {
            return 0;
        }
        return NumericalDiff::df(x, jacobian);
    }
};

void descend(const Problem& problem, Array x) {
    Differentiated differentiated(problem);
    Eigen::LevenbergMarquardt<Differentiated> solver(differentiated);
    // The first step is at most 0.03 of the length of the parameters (in units of the residuals). Longer ones
    // leave the valley where they start: 382 of 400 sums of exponentials then came to the minimum, now 398.
    solver.parameters.factor = 0.03;
    solver.parameters.ftol = 1e-14;
    solver.parameters.xtol = std::numeric_limits<double>::epsilon();
    solver.parameters.gtol = 0.0;
    solver.parameters.maxfev = 200 * (problem.parameters + 1);
    solver.minimize(x);
}

// ---- Nelder-Mead ----

struct Corner {
    Array x;
    double error;
};

class Simplex {
  public:
    Simplex(const Problem& problem, const Array& x) : problem_(problem) {
        constexpr double kFirstStep = 0.2;  // of a parameter, or of 1 where it is 0
        add(x);
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            Array corner = x;
            corner[i] += kFirstStep * (x[i] == 0.0 ? 1.0 : x[i]);
            add(corner);
        }
    }

    void improve(int steps) {
        sort();
        for (int i = 0; i < steps && spread() > 1e-8 && !problem_.done(); ++i) {
            step();
            sort();
        }
    }

  private:
    void add(const Array& x) {
        corners_.push_back({x, error(x)});
    }
    double error(const Array& x) const {
        const double e = problem_.error(x);
        return std::isnan(e) ? std::numeric_limits<double>::infinity() : e;
    }
    void sort() {
        std::stable_sort(corners_.begin(), corners_.end(),
                         [](const Corner& a, const Corner& b) { return a.error < b.error; });
    }
    double spread() const {
        const double low = corners_.front().error;
        const double high = corners_.back().error;
        return low == high ? 0.0 : (high - low) / std::max(high, std::numeric_limits<double>::min());
    }

    // The point on the line from the worst corner through the middle of the others, `t` beyond it.
    Corner beyond(const Array& middle, double t) const {
        const Array x = middle + t * (middle - corners_.back().x);
        return {x, error(x)};
    }

    void step() {
        const std::size_t n = corners_.size() - 1;
        Array middle = Array::Zero(corners_[0].x.size());
        for (std::size_t i = 0; i < n; ++i) {
            middle += corners_[i].x / static_cast<double>(n);
        }
        Corner trial = beyond(middle, 1.0);
        if (trial.error < corners_.front().error) {
            Corner further = beyond(middle, 2.0);
            corners_.back() = further.error < trial.error ? further : trial;
        } else if (trial.error < corners_[n - 1].error) {
            corners_.back() = trial;
        } else {
            trial = beyond(middle, trial.error < corners_.back().error ? 0.5 : -0.5);
            if (trial.error < corners_.back().error) {
                corners_.back() = trial;
            } else {
                shrink();
            }
        }
    }
    void shrink() {
        for (std::size_t i = 1; i < corners_.size(); ++i) {
            corners_[i].x = (corners_[i].x + corners_[0].x) / 2.0;
            corners_[i].error = error(corners_[i].x);
        }
    }

    const Problem& problem_;
    std::vector<Corner> corners_;
};

}  // namespace

double least_squares(Residuals& residuals, std::size_t count, double negligible, std::span<double> parameters) {
    const auto n = static_cast<Eigen::Index>(parameters.size());
    Problem::Best best;
    const Problem problem{&residuals, count, negligible, n, &best};
    const Array start = Eigen::Map<const Array>(parameters.data(), n);
    const double first = problem.error(start);
    if (!std::isfinite(first)) {
        return first;
    }
    constexpr int kRounds = 5;
    constexpr double kProgress = 1e-6;  // relative
    bool progress = true;
    for (int round = 0; round < kRounds && progress && !problem.done(); ++round) {
        const double before = best.error;
        descend(problem, best.x);
        if (best.error == before) {
            Simplex(problem, best.x).improve(static_cast<int>(200 * n));
        }
        progress = best.error < before * (1.0 - kProgress);
    }
    std::copy(best.x.begin(), best.x.end(), parameters.begin());
    return best.error;
}

}  // namespace nrn::numeric
