// The mathematical functions of hoc and the constants beside them.
//
// As in hoc, an argument out of its domain is an error, not a NaN; log(0) is -inf, and exp saturates at exp(700).
// Source of the constants: CODATA 2018, exact since the redefinition of the SI (FARADAY, R), and mathematics.
#include <cmath>
#include <iterator>

#include "builtins/math/math.hpp"
#include "object/call.hpp"

namespace nrn {
namespace {

struct Unary {
    const char* name;
    ScalarFunction function;
    const char* doc;
};

constexpr double kEpsilon = 1e-11;  // float_epsilon's default
constexpr double kLargestExponent = 700.0;

double truncate(double x, double epsilon) {
    return std::trunc(x + std::copysign(epsilon, x)) + 0.0;  // 0, never -0
}
double hoc_int(double x) {
    return truncate(x, kEpsilon);
}
Value int_(Call& call) {
    return Value::number(truncate(call.number(0), call.context.state<Tolerance>().float_epsilon));
}
double hoc_abs(double x) {
    return std::fabs(x);
}
double hoc_sin(double x) {
    return std::sin(x);
}
double hoc_cos(double x) {
    return std::cos(x);
}
double hoc_tan(double x) {
    return std::tan(x);
}
double hoc_tanh(double x) {
    return std::tanh(x);
}
double hoc_atan(double x) {
    return std::atan(x);
}
double hoc_erf(double x) {
    return std::erf(x);
}
double hoc_erfc(double x) {
    return std::erfc(x);
}
double hoc_exp(double x) {
    return std::exp(x > kLargestExponent ? kLargestExponent : x);
}
double hoc_log(double x) {
    if (x < 0.0) {
        fail(ErrorKind::Value, "log argument out of domain: %.17g, must not be negative", x);
    }
    return std::log(x);
}
double hoc_log10(double x) {
    if (x < 0.0) {
        fail(ErrorKind::Value, "log10 argument out of domain: %.17g, must not be negative", x);
    }
    return std::log10(x);
}
double hoc_sqrt(double x) {
    if (x < 0.0) {
        fail(ErrorKind::Value, "sqrt argument out of domain: %.17g, must not be negative", x);
    }
    return std::sqrt(x);
}

constexpr Unary kUnary[] = {
    Unary{"abs", hoc_abs, "Absolute value of x."},
    Unary{"atan", hoc_atan, "Arc tangent of x, in radians."},
    Unary{"cos", hoc_cos, "Cosine of x, x in radians."},
    Unary{"erf", hoc_erf, "Error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x."},
    Unary{"erfc", hoc_erfc, "Complementary error function, 1 - erf(x)."},
    Unary{"exp", hoc_exp, "e to the power x; above 700, e to the power 700."},
    Unary{"int", hoc_int,
          "x without its fraction, rounded towards 0; less than h.float_epsilon below a whole number counts as it."},
    Unary{"log", hoc_log, "Natural logarithm of x, -inf for 0. ValueError for x < 0."},
    Unary{"log10", hoc_log10, "Logarithm of x to base 10, -inf for 0. ValueError for x < 0."},
    Unary{"sin", hoc_sin, "Sine of x, x in radians."},
    Unary{"sqrt", hoc_sqrt, "Square root of x. ValueError for x < 0."},
    Unary{"tan", hoc_tan, "Tangent of x, x in radians."},
    Unary{"tanh", hoc_tanh, "Hyperbolic tangent of x."},
};

// One instance for each row: a builtin is a plain function pointer.
template <std::size_t I>
Value call_unary(Call& call) {
    return Value::number(kUnary[I].function(call.number(0)));
}

template <std::size_t... I>
void add_unary(SymbolTable& symbols, std::index_sequence<I...>) {
    constexpr const char* kForms = "(x: float) -> float";
    const auto add = [&](const Unary& row, Value (*call)(Call&)) {
        if (row.function == hoc_int) {
            symbols.add_function({row.name, kForms, row.doc, int_});
        } else {
            symbols.add_function({row.name, kForms, row.doc, call, nullptr, row.function});
        }
    };
    (add(kUnary[I], call_unary<I>), ...);
}

Value atan2_(Call& call) {
    return Value::number(std::atan2(call.number(0), call.number(1)));
}

Symbol& constant(SymbolTable& symbols, const char* name, double value, const char* units, const char* doc) {
    Symbol& symbol = symbols.add_number(name, value);
    symbol.units = units;
    symbol.doc = doc;
    return symbol;
}

}  // namespace

ScalarFunction find_scalar_function(std::string_view name) {
    for (const Unary& row : kUnary) {
        if (name == row.name) {
            return row.function;
        }
    }
    return nullptr;
}

void define_math(SymbolTable& symbols) {
    add_unary(symbols, std::make_index_sequence<std::size(kUnary)>{});
    symbols.add_function({"atan2", "(y: float, x: float) -> float",
                          "Arc tangent of y/x in radians, in the quadrant of the point (x, y).", atan2_});
}

void define_constants(SymbolTable& symbols) {
    constant(symbols, "PI", 3.14159265358979323846, "", "Ratio of a circle's circumference to its diameter.");
    constant(symbols, "E", 2.71828182845904523536, "", "Base of natural logarithms.");
    constant(symbols, "GAMMA", 0.57721566490153286060, "", "Euler's constant.");
    constant(symbols, "DEG", 57.29577951308232087680, "deg", "Degrees in a radian.");
    constant(symbols, "PHI", 1.61803398874989484820, "", "Golden ratio.");
    constant(symbols, "FARADAY", 96485.332123310014, "C/mol", "Faraday constant.");
    constant(symbols, "Avogadro_constant", 6.02214076e23, "/mol", "Number of particles in a mole.");
    constant(symbols, "R", 8.31446261815324, "J/mol/K", "Molar gas constant.");
}

}  // namespace nrn
