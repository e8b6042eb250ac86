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

NRN_INLINE int32_t nrn_element(const NrnMechRun* run, int32_t i, double index, int32_t count) {
    if (index >= 0.0 && index < count) {
        return (int32_t)index;
    }
    run->services->error(run, i, "an array index is out of range");
    return 0;
}

// Of a FROM loop; an error ends the loop.
NRN_INLINE int32_t nrn_step(const NrnMechRun* run, int32_t i, int32_t step) {
    if (step > 0) {
        return step;
    }
    run->services->error(run, i, "the step of a FROM loop is not above 0");
    return 1 << 30;
}
)";

}  // namespace nrn::nmodl
