// The functions of mathematics that kernels use: written out, so that loops with them are vectorised. Bounds were
// measured against long double over the whole range of each (tests/unit/nmodl/mathematics_test.cpp).
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {

const char kMathematics[] = R"(
NRN_INLINE int64_t nrn_bits(double x) {
    int64_t bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}
NRN_INLINE double nrn_from_bits(int64_t bits) {
    double x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}
// condition ? a : b without a jump: compilers turn jumps in these functions into loops that they cannot vectorise.
NRN_INLINE double nrn_select(bool condition, double a, double b) {
#if defined(__x86_64__) && !defined(__AVX__)  // without comparisons of 64 bits
    return condition ? a : b;
#else
    const int64_t mask = -(int64_t)condition;
    return nrn_from_bits((nrn_bits(a) & mask) | (nrn_bits(b) & ~mask));
#endif
}
constexpr double kShift = 6755399441055744.0;  // 1.5 * 2^52: a sum with it has the nearest whole number in its low bits
constexpr double kLog2High = 6.93145751953125e-1, kLog2Low = 1.42860682030941723212e-6;  // log 2; high: 21 bits
// 2^n for a whole n of -1022 to 1023, given as n + kShift.
NRN_INLINE double nrn_power_of_two(double shifted) {
    return nrn_from_bits((int64_t)((uint64_t)(nrn_bits(shifted) + 1023) << 52));
}
// (exp(r) - 1 - r) / r^2 for |r| <= log(2)/2: the series of exp to r^13, whose rest is below 5e-18.
NRN_INLINE double nrn_exp_tail(double r) {
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double a = 1.0 / 2 + r * (1.0 / 6);
    const double b = 1.0 / 24 + r * (1.0 / 120);
    const double c = 1.0 / 720 + r * (1.0 / 5040);
    const double d = 1.0 / 40320 + r * (1.0 / 362880);
    const double e = 1.0 / 3628800 + r * (1.0 / 39916800);
    const double f = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
    return ((a + r2 * b) + r4 * (c + r2 * d)) + (r4 * r4) * (e + r2 * f);
}
// exp as NMODL has it: 0 below -700, and above 700 the value at 700. x = n log 2 + r. Within 1.1 ulp.
NRN_INLINE double nrn_exp(double x) {
    const double shifted = x * 1.4426950408889634074 + kShift;
    const double n = shifted - kShift;
    const double r = (x - n * kLog2High) - n * kLog2Low;
    const double value = (1.0 + (r + r * r * nrn_exp_tail(r))) * nrn_power_of_two(shifted);
    return nrn_select(x > 700.0, 1.0142320547350045e304, nrn_select(x < -700.0, 0.0, value));
}
// exp(x) - 1, without loss near 0. Within 2 ulp.
NRN_INLINE double nrn_expm1(double x) {
    const double shifted = x * 1.4426950408889634074 + kShift;
    const double n = shifted - kShift;
    const double r = (x - n * kLog2High) - n * kLog2Low;
    const double near = r + r * r * nrn_exp_tail(r);
    const double half = nrn_power_of_two(shifted - 1.0);  // 2^1024 would be too large
    const double value = nrn_select(n == 0.0, near, (near * half + (half - 0.5)) * 2.0);
    return nrn_select(x > 709.782712893384, HUGE_VAL, nrn_select(x < -40.0, -1.0, value));
}

// x = 2^k m with m from sqrt(1/2) to sqrt(2), for x > 0.
struct Scaled {
    double m, k;
};
NRN_INLINE Scaled nrn_scaled(double x) {
    const bool small = x < 2.2250738585072014e-308;
    const int64_t bits = nrn_bits(x * nrn_select(small, 18014398509481984.0, 1.0));  // 2^54
    const uint64_t biased = ((uint64_t)bits - 0x3fe6a09e667f3bcdU + ((uint64_t)1023 << 52)) >> 52;  // k + 1023
    const double k = nrn_from_bits((int64_t)(biased | 0x4330000000000000U)) - (4503599627370496.0 + 1023.0);
    return {nrn_from_bits((int64_t)((uint64_t)bits - ((biased - 1023U) << 52))), k - nrn_select(small, 54.0, 0.0)};
}
// log(m) = 2 s (1 + z/3 + z^2/5 + …) for z = s^2, s = (m - 1) / (m + 1): the sum from z^2/5 to z^11/23.
NRN_INLINE double nrn_log_tail(double z) {
    const double z2 = z * z;
    const double z4 = z2 * z2;
    const double a = 1.0 / 5 + z * (1.0 / 7);
    const double b = 1.0 / 9 + z * (1.0 / 11);
    const double c = 1.0 / 13 + z * (1.0 / 15);
    const double d = 1.0 / 17 + z * (1.0 / 19);
    const double e = 1.0 / 21 + z * (1.0 / 23);
    return z2 * ((a + z2 * b) + z4 * ((c + z2 * d) + z4 * e));
}
// The natural logarithm. Within 1 ulp.
NRN_INLINE double nrn_log(double x) {
    const Scaled scaled = nrn_scaled(x);
    const double f = scaled.m - 1.0;
    const double s = f / (2.0 + f);
    const double half_square = 0.5 * f * f;  // log(m) = f - (f^2/2 - s (f^2/2 + R)), in which only f is large
    const double z = s * s;
    const double rest = 2.0 * (z * (1.0 / 3) + nrn_log_tail(z));
    const double value =
        scaled.k * kLog2High - ((half_square - (s * (half_square + rest) + scaled.k * kLog2Low)) - f);
    const double edge = nrn_select(x == 0.0, -HUGE_VAL, nrn_select(x > 0.0, x, (double)NAN));
    return nrn_select((x > 0.0) & (x < HUGE_VAL), value, edge);
}

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
// x^y = exp(y log x), with log x as a sum of two numbers: log m = 2 s + 2 s^3/3 + 2 s^5/5 + …, of which two terms have
// low parts. Within 1.5 ulp.
NRN_INLINE double nrn_pow(double x, double y) {
    const double size = fabs(x);
    const Scaled scaled = nrn_scaled(size);
    const double f = scaled.m - 1.0;
    const double below = 2.0 + f;
    const double inverse = 1.0 / below;
    const double s = f * inverse;
    const double s_low = (__builtin_fma(-s, below, f) - s * (f - (below - 2.0))) * inverse;
    const double z = s * s;
    const double z_low = __builtin_fma(s, s, -z) + 2.0 * s * s_low;
    const double kThird = 1.0 / 3, kThirdLow = 1.850371707708594e-17;
    const double third = z * kThird;
    const double third_low = __builtin_fma(z, kThird, -third) + (z * kThirdLow + z_low * kThird);
    const double cubic = 2.0 * s * third;
    const double cubic_low = __builtin_fma(2.0 * s, third, -cubic) + 2.0 * (s * third_low + s_low * third);
    const double whole = scaled.k * kLog2High;
    const double first = whole + 2.0 * s;
    const double sum = first + cubic;
    const double sum_low = (((whole - first) + 2.0 * s) + ((first - sum) + cubic)) +
                           ((2.0 * s_low + cubic_low) + (2.0 * s * nrn_log_tail(z) + scaled.k * kLog2Low));
    const double high = sum + sum_low;
    const double low = (sum - high) + sum_low;
    const double product = y * high;
    const double product_low = __builtin_fma(y, high, -product) + y * low;
    const double n = (product * 1.4426950408889634074 + kShift) - kShift;
    const double r = ((product - n * kLog2High) - n * kLog2Low) + product_low;
    const double half = (0.5 * n + kShift) - kShift;
    const double normal = (1.0 + (r + r * r * nrn_exp_tail(r))) * nrn_power_of_two(half + kShift) *
                          nrn_power_of_two((n - half) + kShift);
    const double value = nrn_select(product > 800.0, HUGE_VAL, nrn_select(product < -800.0, 0.0, normal));
    // What is no product of finite numbers: a base of 0, below 0, or too large, and exponents that are.
    const bool is_whole = __builtin_floor(y) == y;
    const bool odd = is_whole & (__builtin_floor(0.5 * y) * 2.0 != y);
    const bool rises = (size > 1.0) == (y > 0.0);
    const bool plain = (size > 0.0) & (size < HUGE_VAL) & (fabs(y) < HUGE_VAL);
    const double edge = nrn_select((x != x) | (y != y), x + y, nrn_select(rises, HUGE_VAL, 0.0));
    const double found = nrn_select(plain, value, edge);
    const double without_sign = nrn_select((x < 0.0) & !is_whole & (size < HUGE_VAL), (double)NAN, found);
    const double with_sign = nrn_select((nrn_bits(x) < 0) & odd, -without_sign, without_sign);
    return nrn_select((y == 0.0) | (x == 1.0) | ((size == 1.0) & (fabs(y) == HUGE_VAL)), 1.0, with_sign);
}
#else
NRN_INLINE double nrn_pow(double x, double y) {
    return pow(x, y);
}
#endif

NRN_INLINE double nrn_square(double x) {
    return x * x;
}
NRN_INLINE double nrn_cube(double x) {
    return x * x * x;
}
NRN_INLINE double nrn_fourth(double x) {
    return (x * x) * (x * x);
}
// x / (exp(x) - 1)
NRN_INLINE double nrn_exprelr(double x) {
    return nrn_select(fabs(x) < 1e-300, 1.0, x / nrn_expm1(x));
}
)";

}  // namespace nrn::nmodl
