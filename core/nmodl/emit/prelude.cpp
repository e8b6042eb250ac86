#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {

const char kPrelude[] =
    "#include <math.h>\n#include <nrn/mech_abi.h>\n"
    R"(
#if defined(__GNUC__)
#define NRN_INLINE inline __attribute__((always_inline, unused))
#define NRN_UNUSED __attribute__((unused))
#define NRN_RESTRICT __restrict
#else
#define NRN_INLINE inline
#define NRN_UNUSED
#define NRN_RESTRICT
#endif
#if defined(__GNUC__) && !defined(__clang__)
#define NRN_INDEPENDENT _Pragma("GCC ivdep")
#else
#define NRN_INDEPENDENT
#endif

namespace {

// Instances are worked on in blocks of this many, whose gathered values stay in the first-level cache.
constexpr int32_t kBlock = 128;

// Rows rise. Where no two are the same, eight of them often are neighbours: then they are moved as one.
constexpr int32_t kNear = 8;
template <bool kApart>
NRN_INLINE void nrn_gather(double* NRN_RESTRICT to, const double* NRN_RESTRICT from, const int32_t* row,
                           int32_t count) {
    int32_t k = 0;
    for (; kApart && k + kNear <= count; k += kNear) {
        if (row[k + kNear - 1] - row[k] == kNear - 1) {
            __builtin_memcpy(to + k, from + row[k], kNear * sizeof(double));
        } else {
            for (int32_t j = k; j < k + kNear; ++j) {
                to[j] = from[row[j]];
            }
        }
    }
    for (; k < count; ++k) {
        to[k] = from[row[k]];
    }
}
enum class Spread { Add, Subtract, Put };
template <Spread kHow>
NRN_INLINE void nrn_combine(double& to, double x) {
    to = kHow == Spread::Put ? x : (kHow == Spread::Add ? to + x : to - x);
}
template <Spread kHow, bool kApart>
NRN_INLINE void nrn_spread(double* NRN_RESTRICT to, const int32_t* row, const double* NRN_RESTRICT x, int32_t count) {
    int32_t k = 0;
    for (; kApart && k + kNear <= count; k += kNear) {
        if (row[k + kNear - 1] - row[k] == kNear - 1) {
            double* NRN_RESTRICT near = to + row[k];
            for (int32_t j = 0; j < kNear; ++j) {
                nrn_combine<kHow>(near[j], x[k + j]);
            }
        } else {
            for (int32_t j = k; j < k + kNear; ++j) {
                nrn_combine<kHow>(to[row[j]], x[j]);
            }
        }
    }
    for (; k < count; ++k) {
        nrn_combine<kHow>(to[row[k]], x[k]);
    }
}

// Values of a table, interpolated between two rows of kRow numbers of which kCount mean something, at all x of a block:
// clamped at both ends; what is not a number stays so. Rows are read whole, so no processor needs to gather.
template <int kCount, int kRow>
NRN_INLINE void nrn_look_up(double (*NRN_RESTRICT to)[kBlock], const double* NRN_RESTRICT rows, double first,
                            double per_step, double intervals, const double* NRN_RESTRICT x, int32_t count) {
    int32_t low[kBlock];
    double part[kBlock];
    for (int32_t k = 0; k < count; ++k) {
        const double place = (x[k] - first) * per_step;
        const double inside = place < 0.0 ? 0.0 : (place > intervals ? intervals : place);
        const double start = inside > 0.0 ? inside : 0.0;
        const int32_t row = (int32_t)(start < intervals - 1.0 ? start : intervals - 1.0);
        part[k] = inside - row;
        low[k] = row * kRow;
    }
    for (int32_t k = 0; k < count; ++k) {
        const double* below = rows + low[k];
        double found[kRow];
        for (int32_t j = 0; j < kRow; ++j) {
            found[j] = below[j] + part[k] * (below[kRow + j] - below[j]);
        }
        for (int32_t j = 0; j < kCount; ++j) {
            to[j][k] = found[j];
        }
    }
}

// exp as NMODL has it: 0 below -700, and above 700 the value at 700. Without a call, so that loops with it are vectorised:
// x = n log 2 + r, |r| <= log(2)/2, and exp(r) by its series to r^13, whose rest is below 5e-18. Within 1 ulp.
NRN_INLINE double nrn_exp(double x) {
    const double y = x > 700.0 ? 700.0 : (x < -700.0 ? -700.0 : x);
    const double kShift = 6755399441055744.0;  // 1.5 * 2^52: a sum with it has the nearest whole number in its low bits
    const double shifted = y * 1.4426950408889634074 + kShift;
    const double n = shifted - kShift;
    const double r = (y - n * 6.93145751953125e-1) - n * 1.42860682030941723212e-6;
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double a = 1.0 / 2 + r * (1.0 / 6);
    const double b = 1.0 / 24 + r * (1.0 / 120);
    const double c = 1.0 / 720 + r * (1.0 / 5040);
    const double d = 1.0 / 40320 + r * (1.0 / 362880);
    const double e = 1.0 / 3628800 + r * (1.0 / 39916800);
    const double f = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
    const double tail = ((a + r2 * b) + r4 * (c + r2 * d)) + (r4 * r4) * (e + r2 * f);
    int64_t bits;
    __builtin_memcpy(&bits, &shifted, sizeof bits);
    bits = (int64_t)((uint64_t)(bits + 1023) << 52);
    double power;
    __builtin_memcpy(&power, &bits, sizeof power);
    const double value = (1.0 + (r + r2 * tail)) * power;
    return x < -700.0 ? 0.0 : value;
}
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
    return fabs(x) < 1e-300 ? 1.0 : x / expm1(x);
}
NRN_INLINE int32_t nrn_element(const NrnMechRun* run, int32_t i, double index, int32_t count) {
    if (index >= 0.0 && index < count) {
        return (int32_t)index;
    }
    run->services->error(run, i, "an array index is out of range");
    return 0;
}
)";

}  // namespace nrn::nmodl
