// The distributions of Random, made of uniform numbers u in (0, 1).
//
// Textbook methods (Law and Kelton, "Simulation modeling and analysis"; Knuth, "The art of computer programming",
// volume 2, section 3.4.1), as the random number classes of the GNU C++ library of 1988 had them: a stream gives the
// same numbers as there, so the order in which uniform numbers are used is part of the meaning.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/text.hpp"
#include "builtins/data/random.hpp"

namespace nrn {
namespace {

double finite_arg(const Call& call, std::size_t i) {
    const double x = call.number(i);
    if (!std::isfinite(x)) {
        call.bad(ErrorKind::Value, i, format("must be a finite number, not %g", x));
    }
    return x;
}

double non_negative_arg(const Call& call, std::size_t i) {
    const double x = finite_arg(call, i);
    if (x < 0.0) {
        call.bad(ErrorKind::Value, i, format("must not be negative, but is %g", x));
    }
    return x;
}

double non_zero_arg(const Call& call, std::size_t i) {
    const double x = finite_arg(call, i);
    if (x == 0.0) {
        call.bad(ErrorKind::Value, i, "must not be 0");
    }
    return x;
}

// Low + (high - low) u.
class Uniform final : public Distribution {
  public:
    Uniform(double low, double high) : low_(low), width_(high - low) {
    }
    double draw(UniformSource& source) override {
        return low_ + width_ * source.next();
    }

  private:
    double low_;
    double width_;
};

// A whole number in low ... high.
class DiscreteUniform final : public Distribution {
  public:
    DiscreteUniform(double low, double high) : low_(low), count_(high - low + 1.0) {
    }
    double draw(UniformSource& source) override {
        return low_ + std::floor(count_ * source.next());
    }

  private:
    double low_;
    double count_;
};

// Marsaglia's polar method: a point in the unit disc gives two numbers, the second of which is kept for the next call.
class Normal : public Distribution {
  public:
    Normal(double mean, double deviation) : mean_(mean), deviation_(deviation) {
    }
    double draw(UniformSource& source) override {
        if (has_kept_) {
            has_kept_ = false;
            return kept_ * deviation_ + mean_;
        }
        for (;;) {
            const double x = 2.0 * source.next() - 1.0;
            const double y = 2.0 * source.next() - 1.0;
            const double square = x * x + y * y;
            if (square <= 1.0) {
                const double factor = std::sqrt(-2.0 * std::log(square) / square);
                kept_ = y * factor;
                has_kept_ = true;
                return x * factor * deviation_ + mean_;
            }
        }
    }

  private:
    double mean_;
    double deviation_;
    double kept_ = 0.0;
    bool has_kept_ = false;
};

// e to the power of a normal number.
class LogNormal final : public Normal {
  public:
    using Normal::Normal;
    double draw(UniformSource& source) override {
        return std::pow(std::numbers::e, Normal::draw(source));
    }
};

class NegativeExponential final : public Distribution {
  public:
    explicit NegativeExponential(double mean) : mean_(mean) {
    }
    double draw(UniformSource& source) override {
        return -mean_ * std::log(source.next());
    }

  private:
    double mean_;
};

// How many uniform numbers can be multiplied before the product is below exp(-mean).
class Poisson final : public Distribution {
  public:
    explicit Poisson(double bound) : bound_(bound) {
    }
    double draw(UniformSource& source) override {
        int count = -1;
        // With rounding upwards (GUIMath.feround) a product may stay at the smallest number: this can be interrupted.
        for (double product = 1.0; product >= bound_; product *= source.next_of_many()) {
            ++count;
        }
        return count;
    }

  private:
    double bound_;
};

// How many of n uniform numbers are below the probability.
class Binomial final : public Distribution {
  public:
    Binomial(long n, double probability) : n_(n), probability_(probability) {
    }
    double draw(UniformSource& source) override {
        long count = 0;
        for (long i = 0; i < n_; ++i) {
            count += source.next_of_many() < probability_ ? 1 : 0;
        }
        return static_cast<double>(count);
    }

  private:
    long n_;
    double probability_;
};

// The sum of `stages` exponential numbers: the logarithm of a product of uniform ones.
class Erlang final : public Distribution {
  public:
    Erlang(long stages, double rate) : stages_(stages), rate_(rate) {
    }
    double draw(UniformSource& source) override {
        constexpr double kSmall = 1e-290;  // from here a product might become 0
        double product = 1.0;
        double logarithm = 0.0;  // of what was taken out of the product
        for (long i = 0; i < stages_; ++i) {
            product *= source.next_of_many();
            if (product < kSmall) {
                logarithm += std::log(product);
                product = 1.0;
            }
        }
        return -(std::log(product) + logarithm) / rate_;
    }

  private:
    long stages_;
    double rate_;
};

// 1 + how many uniform numbers come before the first that is not below p.
class Geometric final : public Distribution {
  public:
    explicit Geometric(double p) : p_(p) {
    }
    double draw(UniformSource& source) override {
        double count = 1.0;
        while (source.next_of_many() < p_) {
            ++count;
        }
        return count;
    }

  private:
    double p_;
};

// One of two exponential distributions, chosen with probability p (the hyperexponential one of Law and Kelton).
class HyperExponential final : public Distribution {
  public:
    HyperExponential(double mean, double variance) : mean_(mean) {
        const double ratio = variance / (mean * mean);
        p_ = 0.5 * (1.0 - std::sqrt((ratio - 1.0) / (ratio + 1.0)));
    }
    double draw(UniformSource& source) override {
        const double share = source.next() > p_ ? 1.0 - p_ : p_;
        return -mean_ * std::log(source.next()) / (2.0 * share);
    }

  private:
    double mean_;
    double p_;
};

class Weibull final : public Distribution {
  public:
    Weibull(double alpha, double beta) : inverse_alpha_(1.0 / alpha), beta_(beta) {
    }
    double draw(UniformSource& source) override {
        return std::pow(-beta_ * std::log(1.0 - source.next()), inverse_alpha_);
    }

  private:
    double inverse_alpha_;
    double beta_;
};

constexpr double kMostTimes = std::numeric_limits<int>::max();

}  // namespace

std::unique_ptr<Distribution> standard_normal() {
    return std::make_unique<Normal>(0.0, 1.0);
}

std::unique_ptr<Distribution> make_uniform(const Call& call) {
    const double a = finite_arg(call, 0);
    const double b = finite_arg(call, 1);
    if (!std::isfinite(b - a)) {
        call.bad(ErrorKind::Value, 1, "is too far from the first: their difference is no finite number");
    }
    return std::make_unique<Uniform>(std::min(a, b), std::max(a, b));
}

std::unique_ptr<Distribution> make_discunif(const Call& call) {
    constexpr double kLargest = 9007199254740992.0;  // 2^53: every whole number up to here is a double
    double limits[2];
    for (std::size_t i = 0; i < 2; ++i) {
        limits[i] = std::trunc(finite_arg(call, i));
        if (std::fabs(limits[i]) > kLargest) {
            call.bad(ErrorKind::Value, i, format("must lie in -2^53 ... 2^53, not be %g", limits[i]));
        }
    }
    return std::make_unique<DiscreteUniform>(std::min(limits[0], limits[1]), std::max(limits[0], limits[1]));
}

std::unique_ptr<Distribution> make_normal(const Call& call) {
    const double mean = finite_arg(call, 0);
    return std::make_unique<Normal>(mean, std::sqrt(non_negative_arg(call, 1)));
}

std::unique_ptr<Distribution> make_lognormal(const Call& call) {
    const double mean = non_zero_arg(call, 0);
    const double variance = non_negative_arg(call, 1);
    const double square = mean * mean;
    const double log_mean = std::log(square / std::sqrt(variance + square));
    const double log_deviation = std::sqrt(std::log((variance + square) / square));
    if (!std::isfinite(log_mean) || !std::isfinite(log_deviation)) {
        call.refuse(ErrorKind::Value, "mean and variance differ by too many orders of magnitude");
    }
    return std::make_unique<LogNormal>(log_mean, log_deviation);
}

std::unique_ptr<Distribution> make_negexp(const Call& call) {
    return std::make_unique<NegativeExponential>(finite_arg(call, 0));
}

std::unique_ptr<Distribution> make_poisson(const Call& call) {
    const double mean = non_negative_arg(call, 0);
    const double bound = std::exp(-mean);
    if (bound == 0.0 || mean > 746.0) {  // rounded upwards it is never 0
        call.bad(ErrorKind::Value, 0,
                 format("must be at most 745, not %g: for large means take normal()", call.number(0)));
    }
    return std::make_unique<Poisson>(bound);
}

std::unique_ptr<Distribution> make_binomial(const Call& call) {
    const double n = std::trunc(non_negative_arg(call, 0));
    if (n > kMostTimes) {
        call.bad(ErrorKind::Value, 0, format("must be at most 2^31 - 1, not %g", n));
    }
    const double p = call.number(1);
    if (!(p >= 0.0 && p <= 1.0)) {
        call.bad(ErrorKind::Value, 1, format("must be a probability, 0 to 1, not %g", p));
    }
    return std::make_unique<Binomial>(static_cast<long>(n), p);
}

std::unique_ptr<Distribution> make_erlang(const Call& call) {
    const double mean = finite_arg(call, 0);
    const double variance = non_zero_arg(call, 1);
    non_negative_arg(call, 1);
    const double stages = std::max(1.0, std::trunc(mean * mean / variance + 0.5));
    if (!(stages <= kMostTimes)) {
        call.bad(ErrorKind::Value, 1,
                 format("is too small: mean^2/variance is %g, at most 2^31 - 1 are possible", stages));
    }
    return std::make_unique<Erlang>(static_cast<long>(stages), stages / mean);
}

std::unique_ptr<Distribution> make_geometric(const Call& call) {
    const double p = call.number(0);
    const double largest = open_unit(0xFFFFFFFE);  // below the largest uniform numbers of all generators
    if (!(p >= 0.0 && p <= largest)) {
        call.bad(ErrorKind::Value, 0, format("must be a probability, 0 to 1 - 2^-31, not %.17g", p));
    }
    return std::make_unique<Geometric>(p);
}

std::unique_ptr<Distribution> make_hypergeo(const Call& call) {
    const double mean = non_zero_arg(call, 0);
    const double variance = finite_arg(call, 1);
    if (!(variance >= mean * mean) || !std::isfinite(variance / (mean * mean))) {
        call.bad(ErrorKind::Value, 1,
                 format("must be at least the square of the mean, %g, not %g", mean * mean, variance));
    }
    return std::make_unique<HyperExponential>(mean, variance);
}

std::unique_ptr<Distribution> make_weibull(const Call& call) {
    const double alpha = non_zero_arg(call, 0);
    return std::make_unique<Weibull>(alpha, finite_arg(call, 1));
}

}  // namespace nrn
