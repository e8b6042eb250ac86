#include "numeric/reduce.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "numeric/dispatch.hpp"

namespace nrn::numeric {

namespace {

constexpr std::size_t partial_sums = 16;  // running side by side, whatever the width of a register
constexpr std::size_t block = 16 * partial_sums;

// What is summed, for one element (T is double) or for a vector of them. A term that uses one array only
// gets that array as y too, and c is an argument of the whole sum.
struct Element {
    template <class T>
    static NRN_INLINE void add(T& total, const T& x, const T&, double) noexcept {
        total += x;
    }
};
struct Product {
    template <class T>
    static NRN_INLINE void add(T& total, const T& x, const T& y, double) noexcept {
        total += x * y;
    }
};
struct SquaredDeviation {
    template <class T>
    static NRN_INLINE void add(T& total, const T& x, const T&, double c) noexcept {
        const T d = x - c;
        total += d * d;
    }
};
struct SquaredDifference {
    template <class T>
    static NRN_INLINE void add(T& total, const T& x, const T& y, double) noexcept {
        const T d = x - y;
        total += d * d;
    }
};

// Adds in pairs what comes one after the other: the n-th addend is summed with those that the binary digits
// of n tell, so that every addend takes part in log2(n) additions.
class PairwiseSum {
  public:
    NRN_INLINE void add(double x) noexcept {
        for (std::size_t k = count_; k & 1; k >>= 1) {
            x = pending_[--depth_] + x;
        }
        pending_[depth_++] = x;
        ++count_;
    }
    NRN_INLINE double total() noexcept {
        double x = 0;
        while (depth_ > 0) {
            x = pending_[--depth_] + x;
        }
        return x;
    }

  private:
    std::array<double, 64> pending_;
    std::size_t depth_ = 0;
    std::size_t count_ = 0;
};

NRN_INLINE double sum_of_partial_sums(double* s) noexcept {
    for (std::size_t half = partial_sums / 2; half > 0; half /= 2) {
        for (std::size_t j = 0; j < half; ++j) {
            s[j] += s[j + half];
        }
    }
    return s[0];
}

// The sum over n <= block elements.
template <class V, class Term>
NRN_INLINE double sum_block(const double* x, const double* y, double c, std::size_t n) noexcept {
    constexpr std::size_t registers = partial_sums / lanes<V>;
    V total[registers] = {};
    std::size_t i = 0;
    for (; i + partial_sums <= n; i += partial_sums) {
        for (std::size_t r = 0; r < registers; ++r) {
            V vx, vy;
            load(vx, x + i + r * lanes<V>);
            load(vy, y + i + r * lanes<V>);
            Term::add(total[r], vx, vy, c);
        }
    }
    double s[partial_sums];
    for (std::size_t r = 0; r < registers; ++r) {
        store(s + r * lanes<V>, total[r]);
    }
    for (std::size_t j = 0; i < n; ++i, ++j) {
        Term::add(s[j], x[i], y[i], c);
    }
    return sum_of_partial_sums(s);
}

template <class Term>
struct SumKernel {
    template <class V>
    static NRN_INLINE double run(const double* x, const double* y, double c, std::size_t n) noexcept {
        PairwiseSum sum;
        std::size_t i = 0;
        for (; i + block <= n; i += block) {
            sum.add(sum_block<V, Term>(x + i, y + i, c, block));
        }
        if (i < n) {
            sum.add(sum_block<V, Term>(x + i, y + i, c, n - i));
        }
        return sum.total();
    }
};

struct Largest {
    static constexpr double start = -std::numeric_limits<double>::infinity();
    static NRN_INLINE bool better(double x, double than) noexcept {
        return x > than;
    }
    template <class V>
    static NRN_INLINE void take(V& best, const V& x) noexcept {
        best = x > best ? x : best;
    }
};
struct Smallest {
    static constexpr double start = std::numeric_limits<double>::infinity();
    static NRN_INLINE bool better(double x, double than) noexcept {
        return x < than;
    }
    template <class V>
    static NRN_INLINE void take(V& best, const V& x) noexcept {
        best = x < best ? x : best;
    }
};

// The extreme of n elements; Order::start if there is none but NaN.
template <class V, class Order>
NRN_INLINE double extreme_of(const double* x, std::size_t n) noexcept {
    constexpr std::size_t registers = 4;
    V start = {};
    broadcast(start, Order::start);
    V best[registers] = {start, start, start, start};
    std::size_t i = 0;
    for (; i + registers * lanes<V> <= n; i += registers * lanes<V>) {
        for (std::size_t r = 0; r < registers; ++r) {
            V v;
            load(v, x + i + r * lanes<V>);
            Order::take(best[r], v);
        }
    }
    double candidates[registers * lanes<V>];
    for (std::size_t r = 0; r < registers; ++r) {
        store(candidates + r * lanes<V>, best[r]);
    }
    double result = Order::start;
    for (double candidate : candidates) {
        result = Order::better(candidate, result) ? candidate : result;
    }
    for (; i < n; ++i) {
        result = Order::better(x[i], result) ? x[i] : result;
    }
    return result;
}

template <class Order>
struct ExtremeKernel {
    template <class V>
    static NRN_INLINE double run(const double* x, std::size_t n) noexcept {
        return extreme_of<V, Order>(x, n);
    }
};

// Remembers the first block with the best extreme; the place inside of it is looked up at the end.
template <class Order>
struct ExtremeIndexKernel {
    template <class V>
    static NRN_INLINE std::size_t run(const double* x, std::size_t n) noexcept {
        constexpr std::size_t step = 1024;
        double best = Order::start;
        std::size_t first = 0;
        for (std::size_t i = 0; i < n; i += step) {
            const double here = extreme_of<V, Order>(x + i, std::min(step, n - i));
            if (Order::better(here, best)) {
                best = here;
                first = i;
            }
        }
        for (std::size_t i = first; i < n; ++i) {
            if (x[i] == best) {
                return i;
            }
        }
        return 0;
    }
};

struct NearKernel {
    template <class V>
    static NRN_INLINE bool run(const double* x, const double* y, double tolerance, std::size_t n) noexcept {
        constexpr std::size_t step = 1024;
        for (std::size_t i = 0; i < n; i += step) {
            const std::size_t end = std::min(i + step, n);
            double far = 0;
            for (std::size_t j = i; j < end; ++j) {
                far = __builtin_fabs(x[j] - y[j]) < tolerance ? far : 1.0;
            }
            if (far != 0) {
                return false;
            }
        }
        return true;
    }
};

template <class Term>
double sum_terms(std::span<const double> x, std::span<const double> y, double c) noexcept {
    return run_widest<SumKernel<Term>>(x.data(), y.data(), c, x.size());
}

void check_lengths(const char* what, std::span<const double> x, std::span<const double> y) {
    if (x.size() != y.size()) {
        fail(ErrorKind::Value, "%s: the arrays have %zu and %zu elements; they must have equally many", what, x.size(),
             y.size());
    }
}

void check_not_empty(const char* what, std::span<const double> x) {
    if (x.empty()) {
        fail(ErrorKind::Value, "%s: the array is empty; it needs at least one element", what);
    }
}

// NaN does not take part, so a result of Order::start may mean that there was nothing else.
template <class Order>
double extreme(std::span<const double> x) noexcept {
    const double result = run_widest<ExtremeKernel<Order>>(x.data(), x.size());
    if (result == Order::start && std::find(x.begin(), x.end(), result) == x.end()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return result;
}

}  // namespace

double sum(std::span<const double> x) noexcept {
    return sum_terms<Element>(x, x, 0);
}

double sum_squares(std::span<const double> x) noexcept {
    return sum_terms<Product>(x, x, 0);
}

double sum_squared_deviations(std::span<const double> x, double center) noexcept {
    return sum_terms<SquaredDeviation>(x, x, center);
}

double dot(std::span<const double> x, std::span<const double> y) {
    check_lengths("dot", x, y);
    return sum_terms<Product>(x, y, 0);
}

double sum_squared_differences(std::span<const double> x, std::span<const double> y) {
    check_lengths("sum_squared_differences", x, y);
    return sum_terms<SquaredDifference>(x, y, 0);
}

double mean(std::span<const double> x) {
    check_not_empty("mean", x);
    return sum(x) / static_cast<double>(x.size());
}

double minimum(std::span<const double> x) {
    check_not_empty("minimum", x);
    return extreme<Smallest>(x);
}

double maximum(std::span<const double> x) {
    check_not_empty("maximum", x);
    return extreme<Largest>(x);
}

std::size_t minimum_index(std::span<const double> x) {
    check_not_empty("minimum_index", x);
    return run_widest<ExtremeIndexKernel<Smallest>>(x.data(), x.size());
}

std::size_t maximum_index(std::span<const double> x) {
    check_not_empty("maximum_index", x);
    return run_widest<ExtremeIndexKernel<Largest>>(x.data(), x.size());
}

bool all_near(std::span<const double> x, std::span<const double> y, double tolerance) noexcept {
    if (x.size() != y.size()) {
        return false;
    }
    if (tolerance == 0) {
        return std::equal(x.begin(), x.end(), y.begin());
    }
    return run_widest<NearKernel>(x.data(), y.data(), tolerance, x.size());
}

}  // namespace nrn::numeric
