#include "numeric/praxis.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace nrn::numeric {
namespace {

using Array = Eigen::VectorXd;
using Eigen::Index;

// The relative precision that a function is taken to have, and what Brent derives of it.
constexpr double kPrecision = 1e-11;
constexpr double kSmall = kPrecision * kPrecision;
constexpr double kVerySmall = kSmall * kSmall;
const double kRoot = std::sqrt(kPrecision);
const double kFourthRoot = std::sqrt(kRoot);

constexpr double kInsteadOfInfinite = 1e100;
constexpr long kMostEvaluations = 1000000;
constexpr int kMostVainRounds = 10;

std::span<const double> span_of(const Array& x) {
    return {x.data(), static_cast<std::size_t>(x.size())};
}

class Praxis {
  public:
    Praxis(PraxisProblem& problem, const std::vector<double>& start, const PraxisOptions& options);
    PraxisResult run();

  private:
    static constexpr Index kParabola = -1;  // in place of the number of a direction

    double evaluate(const Array& x);
    double along(Index direction, double step);
    Array on_parabola(double step);
    double first_step(double curvature, bool unknown) const;
    void minimise(Index direction, int tries, double& curvature, double& step, double value, bool value_known);
    void search_first_axis();
    bool search_only_axis();
    bool count_step(double length);
    bool search_axis(Index k);
    bool discard_direction(Index k, Index worst, const Array& before, double value_before);
    Index search_others(Index k, Array& random_steps, double& progress);
    void random_step(Array& steps);
    void extrapolate();
    void find_axes();
    PraxisResult result() const;

    PraxisProblem& problem_;
    Index n_;
    Array x_;
    double fx_ = 0.0;
    Eigen::MatrixXd directions_;  // in the columns
    Array curvatures_;            // along them
    Eigen::MatrixXd axes_;        // as found last
    Array values_;
    double tolerance_;
    double largest_step_;
    double last_step_;  // length of the last step
    double accuracy_;   // below which steps count as none
    double least_curvature_ = kSmall;
    bool ill_conditioned_ = false;
    int idle_ = 0;  // steps in a row that were none
    long evaluations_ = 0;
    long searches_ = 0;

    // The parabola through the points of the last three rounds.
    Array older_;
    Array newer_;
    double older_distance_ = 0.0;
    double newer_distance_ = 0.0;
    double newer_value_;
};

Praxis::Praxis(PraxisProblem& problem, const std::vector<double>& start, const PraxisOptions& options)
    : problem_(problem),
      n_(static_cast<Index>(start.size())),
      x_(Eigen::Map<const Array>(start.data(), static_cast<Index>(start.size()))),
      directions_(Eigen::MatrixXd::Identity(n_, n_)),
      curvatures_(Array::Zero(n_)),
      axes_(directions_),
      values_(curvatures_),
      tolerance_(kSmall + std::fabs(options.tolerance)),
      largest_step_(std::max(options.largest_step, 100.0 * tolerance_)),
      last_step_(largest_step_),
      accuracy_(tolerance_),
      older_(x_),
      newer_(x_) {
    fx_ = problem.evaluate(span_of(x_));
    if (!std::isfinite(fx_)) {
        fail(ErrorKind::Value, "the function to minimise gives %g where it starts, not a finite number", fx_);
    }
    newer_value_ = fx_;
}

double Praxis::evaluate(const Array& x) {
    if (++evaluations_ > kMostEvaluations) {
        fail(ErrorKind::Value, "no minimum was found in %ld evaluations: the function may have none", kMostEvaluations);
    }
    const double value = problem_.evaluate(span_of(x));
    return std::isfinite(value) ? value : kInsteadOfInfinite;
}

Array Praxis::on_parabola(double step) {
    const double a = older_distance_;
    const double b = newer_distance_;
    return step * (step - b) / (a * (a + b)) * older_ + (step + a) * (b - step) / (a * b) * x_ +
           step * (step + a) / (b * (a + b)) * newer_;
}

double Praxis::along(Index direction, double step) {
    return evaluate(direction == kParabola ? on_parabola(step) : Array(x_ + step * directions_.col(direction)));
}

double Praxis::first_step(double curvature, bool unknown) const {
    const double size = x_.norm();
    const double slope = std::fabs(fx_) / (unknown ? least_curvature_ : curvature);
    double step = kFourthRoot * std::sqrt(slope + size * last_step_) + kRoot * last_step_;
    const double relative = kFourthRoot * size + tolerance_;
    if (unknown) {
        step = std::min(step, relative);
    }
    return std::min(std::max(step, kSmall), 0.01 * largest_step_);
}

// Searches the minimum along a direction, by parabolas, and goes there. curvature: an estimate of half of the second
// derivative, or 0; step: an estimate of the way, and then the way gone; value: the function there, if known.
void Praxis::minimise(Index direction, int tries, double& curvature, double& step, double value, bool value_known) {
    const double value_before = fx_;
    const double step_before = step;
    const double start = fx_;
    double best = fx_;
    double best_step = 0.0;
    int tried = 0;
    bool unknown = curvature < kPrecision;
    const auto note = [&](double f, double at) {
        if (f <= best) {
            best = f;
            best_step = at;
        }
    };
    const double least = first_step(curvature, unknown);
    double x1 = step;
    double f1 = value;
    if (value_known) {
        note(f1, x1);
    }
    if (!value_known || std::fabs(x1) < least) {
        x1 = x1 >= 0.0 ? least : -least;
        f1 = along(direction, x1);
    }
    note(f1, x1);
    double x2 = 0.0;
    for (bool again = true; again;) {
        again = false;
        if (unknown) {  // another point, for an estimate of the curvature
            x2 = start < f1 ? -x1 : 2.0 * x1;
            const double f2 = along(direction, x2);
            note(f2, x2);
            curvature = (x2 * (f1 - start) - x1 * (f2 - start)) / (x1 * x2 * (x1 - x2));
        }
        const double slope = (f1 - start) / x1 - x1 * curvature;
        unknown = true;
        x2 = curvature <= kSmall ? (slope < 0.0 ? largest_step_ : -largest_step_) : -0.5 * slope / curvature;
        x2 = std::clamp(x2, -largest_step_, largest_step_);
        double f2 = along(direction, x2);
        while (tried < tries && f2 > start) {  // no success: halve, or estimate anew
            ++tried;
            if (start < f1 && x1 * x2 > 0.0) {
                again = true;
                break;
            }
            x2 *= 0.5;
            f2 = along(direction, x2);
        }
        if (!again) {
            if (f2 > best) {
                x2 = best_step;
            } else {
                best = f2;
            }
        }
    }
    ++searches_;
    if (std::fabs(x2 * (x2 - x1)) > kSmall) {
        curvature = (x2 * (f1 - start) - x1 * (best - start)) / (x1 * x2 * (x1 - x2));
    } else if (tried > 0) {
        curvature = 0.0;
    }
    curvature = std::max(curvature, kSmall);
    step = x2;
    fx_ = best;
    if (value_before < fx_) {
        fx_ = value_before;
        step = step_before;
    }
    if (direction != kParabola) {
        x_ += step * directions_.col(direction);
    }
}

void Praxis::search_first_axis() {
    const double before = curvatures_[0];
    curvatures_[0] = 0.0;
    double step = 0.0;
    minimise(0, 2, curvatures_[0], step, fx_, false);
    if (step <= 0.0) {
        directions_.col(0) *= -1.0;
    }
    if (before <= 0.9 * curvatures_[0] || 0.9 * before >= curvatures_[0]) {
        curvatures_.tail(n_ - 1).setZero();
    }
}

void Praxis::random_step(Array& steps) {
    for (Index i = 0; i < n_; ++i) {
        steps[i] = (0.1 * last_step_ + accuracy_ * std::pow(10.0, idle_)) * (problem_.random() - 0.5);
        x_ += steps[i] * directions_.col(i);
    }
    fx_ = evaluate(x_);
}

// Minimises along the directions from k on; the result is the one that brought most, `progress` what it brought.
Index Praxis::search_others(Index k, Array& random_steps, double& progress) {
    Index most = k;
    progress = 0.0;
    for (Index j = k; j < n_; ++j) {
        const double before = fx_;
        double step = 0.0;
        minimise(j, 2, curvatures_[j], step, fx_, false);
        const double back = step + random_steps[j];
        const double gained = ill_conditioned_ ? curvatures_[j] * back * back : before - fx_;
        if (progress < gained) {
            progress = gained;
            most = j;
        }
    }
    return most;
}

// Replaces direction `worst` by the way that x went, as direction k, and minimises along it. False: there was no way.
bool Praxis::discard_direction(Index k, Index worst, const Array& before, double value_before) {
    const double reached = fx_;
    fx_ = value_before;
    const Array way = x_ - before;
    x_ = before;
    double length = way.norm();
    if (length > kSmall) {
        for (Index j = worst; j > k; --j) {
            directions_.col(j) = directions_.col(j - 1).eval();
            curvatures_[j] = curvatures_[j - 1];
        }
        curvatures_[k] = 0.0;
        directions_.col(k) = way / length;
        minimise(k, 4, curvatures_[k], length, reached, true);
        if (length <= 0.0) {
            length = -length;
            directions_.col(k) *= -1.0;
        }
    }
    return count_step(length);
}

// The search with axis k. False: the minimum is found.
bool Praxis::search_axis(Index k) {
    const Array before = x_;
    const double value_before = fx_;
    ill_conditioned_ = ill_conditioned_ || idle_ > 0;
    Array random_steps = Array::Zero(n_);
    double progress = 0.0;
    Index worst = k;
    for (;;) {
        if (ill_conditioned_) {
            random_step(random_steps);
        }
        worst = search_others(k, random_steps, progress);
        if (ill_conditioned_ || progress >= std::fabs(100.0 * kPrecision * fx_)) {
            break;
        }
        ill_conditioned_ = true;  // no success: once more, with a random step
    }
    for (Index j = 0; j < k; ++j) {
        double step = 0.0;
        minimise(j, 2, curvatures_[j], step, fx_, false);
    }
    return discard_direction(k, worst, before, value_before);
}

// Looks for the minimum along the parabola through the last three points.
void Praxis::extrapolate() {
    std::swap(fx_, newer_value_);
    x_.swap(newer_);
    newer_distance_ = (x_ - newer_).norm();
    double step = newer_distance_;
    const bool curved = older_distance_ > 0.0 && newer_distance_ > 0.0 && searches_ >= 3 * n_ * n_;
    Array reached = newer_;
    if (curved) {
        double curvature = 0.0;
        minimise(kParabola, 2, curvature, step, newer_value_, true);
        reached = on_parabola(step);
    } else {
        fx_ = newer_value_;
    }
    older_distance_ = newer_distance_;
    older_ = x_;
    x_ = reached;
}

// The principal axes of the quadratic form that the directions and curvatures are an estimate of.
void Praxis::find_axes() {
    const Array scales = curvatures_.cwiseSqrt().cwiseInverse();
    const double largest = scales.maxCoeff();
    for (Index j = 0; j < n_; ++j) {
        directions_.col(j) *= scales[j] / largest;
    }
    const Eigen::JacobiSVD<Eigen::MatrixXd> parts(directions_, Eigen::ComputeFullU);
    for (Index i = 0; i < n_; ++i) {
        const Index source = n_ - 1 - i;  // small singular values are large curvatures
        const double scale = largest * parts.singularValues()[source];
        curvatures_[i] = scale > 1.0 / kSmall ? kVerySmall : scale < kSmall ? 1.0 / kVerySmall : 1.0 / (scale * scale);
        directions_.col(i) = parts.matrixU().col(source);
    }
    axes_ = directions_;
    values_ = curvatures_;
    least_curvature_ = std::max(curvatures_[n_ - 1], kSmall);
    ill_conditioned_ = kRoot * curvatures_[0] > least_curvature_;
}

PraxisResult Praxis::result() const {
    PraxisResult out{fx_, {x_.data(), x_.data() + n_}, {values_.data(), values_.data() + n_}, {}};
    for (Index j = 0; j < n_; ++j) {
        out.axes.emplace_back(axes_.col(j).data(), axes_.col(j).data() + n_);
    }
    return out;
}

// Whether the way just gone, of this length, was a step; false when there were none for long enough.
bool Praxis::count_step(double length) {
    last_step_ = std::max(0.01 * last_step_, length);
    accuracy_ = kRoot * x_.norm() + tolerance_;
    idle_ = last_step_ > 0.5 * accuracy_ ? 0 : idle_ + 1;
    return idle_ <= 1;
}

// A round of a function of one variable, which has no other axes. False: the minimum is found.
bool Praxis::search_only_axis() {
    const double before = x_[0];
    search_first_axis();
    values_ = curvatures_;
    return count_step(std::fabs(x_[0] - before));
}

PraxisResult Praxis::run() {
    int vain = 0;  // rounds in a row that brought nothing: the function is flat here
    while (vain < kMostVainRounds) {
        const double before = fx_;
        if (n_ == 1) {
            if (!search_only_axis() || problem_.stop()) {
                return result();
            }
        } else {
            search_first_axis();
            for (Index k = 1; k < n_; ++k) {
                if (!search_axis(k) || problem_.stop()) {
                    return result();
                }
            }
            extrapolate();
            find_axes();
        }
        vain = fx_ < before ? 0 : vain + 1;
        problem_.after_round(fx_);
    }
    return result();
}

}  // namespace

PraxisResult praxis(PraxisProblem& problem, std::vector<double> start, const PraxisOptions& options) {
    return Praxis(problem, start, options).run();
}

}  // namespace nrn::numeric
