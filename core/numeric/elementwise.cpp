#include "numeric/elementwise.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "numeric/dispatch.hpp"
#include "numeric/vector_math.hpp"

namespace nrn::numeric {

namespace {

struct Add {
    static NRN_INLINE double of(double a, double b) noexcept {
        return a + b;
    }
};
struct Sub {
    static NRN_INLINE double of(double a, double b) noexcept {
        return a - b;
    }
};
struct Mul {
    static NRN_INLINE double of(double a, double b) noexcept {
        return a * b;
    }
};
struct Div {
    static NRN_INLINE double of(double a, double b) noexcept {
        return a / b;
    }
};

// The loops below need no vector type: the compiler vectorises them for the target they are inlined into.
// ivdep: y is x itself, element for element, or apart from it.
template <class Operation>
struct ArrayKernel {
    template <class V>
    static NRN_INLINE void run(double* x, const double* y, std::size_t n) noexcept {
#pragma GCC ivdep
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = Operation::of(x[i], y[i]);
        }
    }
};

template <class Operation>
struct ScalarKernel {
    template <class V>
    static NRN_INLINE void run(double* x, double s, std::size_t n) noexcept {
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = Operation::of(x[i], s);
        }
    }
};

struct FillKernel {
    template <class V>
    static NRN_INLINE void run(double* x, double value, std::size_t n) noexcept {
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = value;
        }
    }
};

struct ScaleShiftKernel {
    template <class V>
    static NRN_INLINE void run(double* x, double a, double b, std::size_t n) noexcept {
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = a * x[i] + b;
        }
    }
};

struct Absolute {
    static NRN_INLINE double of(double x) noexcept {
        return __builtin_fabs(x);
    }
};
struct SquareRoot {
    static NRN_INLINE double of(double x) noexcept {
        return __builtin_sqrt(x);
    }
};
struct Floor {
    static NRN_INLINE double of(double x) noexcept {
        return __builtin_floor(x);
    }
};
struct Ceil {
    static NRN_INLINE double of(double x) noexcept {
        return __builtin_ceil(x);
    }
};
struct Square {
    static NRN_INLINE double of(double x) noexcept {
        return x * x;
    }
};
struct Reciprocal {
    static NRN_INLINE double of(double x) noexcept {
        return 1.0 / x;
    }
};
// pow(x, 0.5) differs from sqrt(x) for -0, where it is +0, and for -inf, where it is +inf.
struct HalfPower {
    static NRN_INLINE double of(double x) noexcept {
        const double infinity = std::numeric_limits<double>::infinity();
        const double root = __builtin_sqrt(x) + 0.0;
        return x == -infinity ? infinity : root;
    }
};

template <class Function>
struct UnaryKernel {
    template <class V>
    static NRN_INLINE void run(double* x, std::size_t n) noexcept {
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = Function::of(x[i]);
        }
    }
};

template <class Function>
void unary(std::span<double> x) noexcept {
    run_widest<UnaryKernel<Function>>(x.data(), x.size());
}

template <class Operation>
void scalar(std::span<double> x, double s) noexcept {
    run_widest<ScalarKernel<Operation>>(x.data(), s, x.size());
}

void check_lengths(const char* what, std::size_t x, std::size_t y) {
    if (x != y) {
        fail(ErrorKind::Value, "%s: the arrays have %zu and %zu elements; they must have equally many", what, x, y);
    }
}

template <class Operation>
void array(const char* what, std::span<double> x, std::span<const double> y) {
    check_lengths(what, x.size(), y.size());
    run_widest<ArrayKernel<Operation>>(x.data(), y.data(), x.size());
}

constexpr std::array<std::pair<std::string_view, MathFunction>, 19> names{{
    {"abs", MathFunction::Abs},   {"sqrt", MathFunction::Sqrt},   {"floor", MathFunction::Floor},
    {"ceil", MathFunction::Ceil}, {"exp", MathFunction::Exp},     {"expm1", MathFunction::Expm1},
    {"log", MathFunction::Log},   {"log10", MathFunction::Log10}, {"log1p", MathFunction::Log1p},
    {"sin", MathFunction::Sin},   {"cos", MathFunction::Cos},     {"tan", MathFunction::Tan},
    {"asin", MathFunction::Asin}, {"acos", MathFunction::Acos},   {"atan", MathFunction::Atan},
    {"sinh", MathFunction::Sinh}, {"cosh", MathFunction::Cosh},   {"tanh", MathFunction::Tanh},
    {"erf", MathFunction::Erf},
}};

}  // namespace

void fill(std::span<double> x, double value) noexcept {
    run_widest<FillKernel>(x.data(), value, x.size());
}

void copy(std::span<double> to, std::span<const double> from) {
    check_lengths("copy", to.size(), from.size());
    if (!from.empty()) {
        std::memmove(to.data(), from.data(), from.size_bytes());
    }
}

void add(std::span<double> x, double s) noexcept {
    scalar<Add>(x, s);
}
void sub(std::span<double> x, double s) noexcept {
    scalar<Sub>(x, s);
}
void mul(std::span<double> x, double s) noexcept {
    scalar<Mul>(x, s);
}
void div(std::span<double> x, double s) noexcept {
    scalar<Div>(x, s);
}

void add(std::span<double> x, std::span<const double> y) {
    array<Add>("add", x, y);
}
void sub(std::span<double> x, std::span<const double> y) {
    array<Sub>("sub", x, y);
}
void mul(std::span<double> x, std::span<const double> y) {
    array<Mul>("mul", x, y);
}
void div(std::span<double> x, std::span<const double> y) {
    array<Div>("div", x, y);
}

void scale_shift(std::span<double> x, double a, double b) noexcept {
    run_widest<ScaleShiftKernel>(x.data(), a, b, x.size());
}

void absolute(std::span<double> x) noexcept {
    unary<Absolute>(x);
}

std::optional<MathFunction> math_function(std::string_view name) noexcept {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == names.end()) {
        return std::nullopt;
    }
    return found->second;
}

double evaluate(MathFunction function, double x) noexcept {
    switch (function) {
        case MathFunction::Abs:
            return std::fabs(x);
        case MathFunction::Sqrt:
            return std::sqrt(x);
        case MathFunction::Floor:
            return std::floor(x);
        case MathFunction::Ceil:
            return std::ceil(x);
        case MathFunction::Exp:
            return std::exp(x);
        case MathFunction::Expm1:
            return std::expm1(x);
        case MathFunction::Log:
            return std::log(x);
        case MathFunction::Log10:
            return std::log10(x);
        case MathFunction::Log1p:
            return std::log1p(x);
        case MathFunction::Sin:
            return std::sin(x);
        case MathFunction::Cos:
            return std::cos(x);
        case MathFunction::Tan:
            return std::tan(x);
        case MathFunction::Asin:
            return std::asin(x);
        case MathFunction::Acos:
            return std::acos(x);
        case MathFunction::Atan:
            return std::atan(x);
        case MathFunction::Sinh:
            return std::sinh(x);
        case MathFunction::Cosh:
            return std::cosh(x);
        case MathFunction::Tanh:
            return std::tanh(x);
        case MathFunction::Erf:
            return std::erf(x);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

void apply_function(MathFunction function, std::span<double> x) noexcept {
    switch (function) {
        case MathFunction::Abs:
            return unary<Absolute>(x);
        case MathFunction::Sqrt:
            return unary<SquareRoot>(x);
        case MathFunction::Floor:
            return unary<Floor>(x);
        case MathFunction::Ceil:
            return unary<Ceil>(x);
        default:
            break;
    }
    if (!apply_simd(function, x)) {
        for (double& element : x) {
            element = evaluate(function, element);
        }
    }
}

void power(std::span<double> x, double exponent) noexcept {
    if (exponent == 0) {
        return fill(x, 1);
    }
    if (exponent == 1) {
        return;
    }
    if (exponent == 2) {
        return unary<Square>(x);
    }
    if (exponent == -1) {
        return unary<Reciprocal>(x);
    }
    if (exponent == 0.5) {
        return unary<HalfPower>(x);
    }
    if (!power_simd(x, exponent)) {
        for (double& element : x) {
            element = std::pow(element, exponent);
        }
    }
}

}  // namespace nrn::numeric
