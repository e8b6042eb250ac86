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

)";

const char kBlocks[] =
    R"(// Rows rise. Where no two are the same, eight of them often are neighbours: then they are moved as one.
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

const char kElimination[] = R"(
// Linear equations of kLanes instances without a choice of pivots, side by side: number j of instance l is [j * kLanes +
// l], for the first `count` instances. The plan says for each pivot: its place in m, its row; how many columns stand behind it, and their places in its
// row; how many rows lie below it, and for each its number, its place in the column of the pivot and those in the
// columns behind. Behind -1, for each pivot from the last on: its row, how many columns, and for each its number and
// its place. The solution takes the place of b.
template <int kLanes>
void nrn_eliminate(const int32_t* plan, double* NRN_RESTRICT m, double* NRN_RESTRICT b, double* NRN_RESTRICT inverse,
                   int32_t count) {
    const int32_t used = kLanes < 8 ? kLanes : (count + 7) / 8 * 8;  // whole registers
    while (*plan >= 0) {
        const double* pivot = m + plan[0] * kLanes;
        const double* pivot_b = b + plan[1] * kLanes;
        double* pivot_inverse = inverse + plan[1] * kLanes;
        const int32_t columns = plan[2];
        const int32_t* behind = plan + 3;
        plan = behind + columns;
        for (int32_t l = 0; l < used; ++l) {
            pivot_inverse[l] = 1.0 / pivot[l];
        }
        for (int32_t rows = *plan++; rows > 0; --rows) {
            double factor[kLanes];
            double* row_b = b + plan[0] * kLanes;
            const double* below = m + plan[1] * kLanes;
            plan += 2;
            for (int32_t l = 0; l < used; ++l) {
                factor[l] = below[l] * pivot_inverse[l];
                row_b[l] -= factor[l] * pivot_b[l];
            }
            for (int32_t c = 0; c < columns; ++c) {
                double* to = m + plan[c] * kLanes;
                const double* from = m + behind[c] * kLanes;
                NRN_INDEPENDENT
                for (int32_t l = 0; l < used; ++l) {
                    to[l] -= factor[l] * from[l];
                }
            }
            plan += columns;
        }
    }
    ++plan;
    while (*plan >= 0) {
        double* row_b = b + plan[0] * kLanes;
        const double* row_inverse = inverse + plan[0] * kLanes;
        const int32_t columns = plan[1];
        plan += 2;
        double value[kLanes];
        for (int32_t l = 0; l < used; ++l) {
            value[l] = row_b[l];
        }
        for (int32_t c = 0; c < columns; ++c, plan += 2) {
            const double* x = b + plan[0] * kLanes;
            const double* from = m + plan[1] * kLanes;
            for (int32_t l = 0; l < used; ++l) {
                value[l] -= from[l] * x[l];
            }
        }
        for (int32_t l = 0; l < used; ++l) {
            row_b[l] = value[l] * row_inverse[l];
        }
    }
}
)";

}  // namespace nrn::nmodl
