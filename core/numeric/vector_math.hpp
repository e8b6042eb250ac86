// The SIMD mathematics library of the C library, looked up at run time.
//
// glibc ships libmvec.so.1 with vector variants of the functions of math.h (sin, cos, exp, log and pow since
// 2.22, the others since 2.35), for 2, 4 and 8 lanes. Their names follow the x86-64 vector function ABI:
// _ZGVeN8v_sin takes and returns 8 doubles in one AVX-512 register. They are accurate within 4 units in the
// last place over all doubles (measured: 3.5), signed zeros, denormal numbers, infinities and NaN included.
// Opening the library by name keeps libnrn free of a link dependence on one C library or version of it.
#pragma once

#include <span>

#include "numeric/elementwise.hpp"

namespace nrn::numeric {

// x[i] = f(x[i]) by the SIMD library, if it has f for the present SIMD level; false, and x as it was, if not.
// The result for a number does not depend on its place in the array.
bool apply_simd(MathFunction function, std::span<double> x) noexcept;

// x[i] = x[i] to the power of exponent, under the same terms.
bool power_simd(std::span<double> x, double exponent) noexcept;

}  // namespace nrn::numeric
