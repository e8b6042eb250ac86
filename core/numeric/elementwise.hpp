// Arithmetic and mathematical functions over whole arrays, in place.
//
// Plain loops are compiled for SSE2, AVX2 and AVX-512 and chosen at run time; every level gives the same
// bits. The functions of apply_function and power come from the SIMD mathematics library of the C library
// (glibc's libmvec) when the machine has it, and from the scalar one otherwise: see vector_math.hpp.
//
// Where two arrays are given, the second is the first itself or does not overlap it. Arrays of different
// length raise ErrorKind::Value. Exceptional values follow IEEE 754: x / 0 is an infinity or NaN, the
// logarithm of a negative number is NaN, and no error is raised.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace nrn::numeric {

// x[i] = value
void fill(std::span<double> x, double value) noexcept;

// to[i] = from[i]; raises Value if the lengths differ. Overlap is allowed.
void copy(std::span<double> to, std::span<const double> from);

// x[i] = x[i] + s, and so on.
void add(std::span<double> x, double s) noexcept;
void sub(std::span<double> x, double s) noexcept;
void mul(std::span<double> x, double s) noexcept;
void div(std::span<double> x, double s) noexcept;

// x[i] = x[i] + y[i], and so on; raises Value if the lengths differ.
void add(std::span<double> x, std::span<const double> y);
void sub(std::span<double> x, std::span<const double> y);
void mul(std::span<double> x, std::span<const double> y);
void div(std::span<double> x, std::span<const double> y);

// x[i] = a x[i] + b, with two roundings
void scale_shift(std::span<double> x, double a, double b) noexcept;

// x[i] = |x[i]|
void absolute(std::span<double> x) noexcept;

// Every function that apply_function knows; the comment is its name for math_function.
enum class MathFunction : int {
    Abs,    // "abs"
    Sqrt,   // "sqrt"
    Floor,  // "floor"
    Ceil,   // "ceil"
    Exp,    // "exp"
    Expm1,  // "expm1"
    Log,    // "log"
    Log10,  // "log10"
    Log1p,  // "log1p"
    Sin,    // "sin"
    Cos,    // "cos"
    Tan,    // "tan"
    Asin,   // "asin"
    Acos,   // "acos"
    Atan,   // "atan"
    Sinh,   // "sinh"
    Cosh,   // "cosh"
    Tanh,   // "tanh"
    Erf,    // "erf"
};

// The function of that name, or nothing.
std::optional<MathFunction> math_function(std::string_view name) noexcept;

// f(x) of one number, from the scalar C library.
double evaluate(MathFunction function, double x) noexcept;

// x[i] = f(x[i]), within 4 units in the last place of the exact value.
void apply_function(MathFunction function, std::span<double> x) noexcept;

// x[i] = x[i] to the power of exponent, as std::pow defines it, within 4 units in the last place.
// The exponents 0, 0.5, 1, 2 and -1 are exact to half a unit.
void power(std::span<double> x, double exponent) noexcept;

}  // namespace nrn::numeric
