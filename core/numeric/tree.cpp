#include "numeric/tree.hpp"

#include <cstddef>

#include "numeric/dispatch.hpp"

namespace nrn::numeric {

namespace {

// Levels of one width and of another are computed with the same roundings, so that a tree gets the same numbers
// whatever lies beside it.

// ---- elimination ----

// One level of n nodes at `row` with their parents at `parent`. A node's equation becomes x = rhs - d x[parent].
template <class V>
NRN_INLINE void eliminate_level(const TreeSystem& s, std::size_t row, std::size_t parent, std::size_t n) noexcept {
    constexpr std::size_t w = lanes<V>;
    const double* a = s.a + row;
    const double* b = s.b + row;
    double* d = s.d + row;
    double* rhs = s.rhs + row;
    double* up_d = s.d + parent;
    double* up_rhs = s.rhs + parent;
    V one;
    broadcast(one, 1.0);
    std::size_t k = 0;
    for (; k + w <= n; k += w) {
        V va, vb, vd, vr, vpd, vpr;
        load(vd, d + k);
        load(va, a + k);
        load(vb, b + k);
        load(vr, rhs + k);
        load(vpd, up_d + k);
        load(vpr, up_rhs + k);
        const V inverse = one / vd;
        vpd -= va * vb * inverse;
        vpr -= va * inverse * vr;
        store(d + k, vb * inverse);
        store(rhs + k, vr * inverse);
        store(up_d + k, vpd);
        store(up_rhs + k, vpr);
    }
    for (; k < n; ++k) {
        const double inverse = 1.0 / d[k];
        up_d[k] -= a[k] * b[k] * inverse;
        up_rhs[k] -= a[k] * inverse * rhs[k];
        d[k] = b[k] * inverse;
        rhs[k] *= inverse;
    }
}

// A band of few nodes a level: one level waits for the next, which goes quickest when the numbers that they hand on
// stay in registers and only one division and one product are in between.
template <std::size_t W>
NRN_INLINE void eliminate_narrow(const TreeSystem& s, const TreeBand& band) noexcept {
    double d[W];
    double r[W];
    std::size_t row = band.end() - W;
    for (std::size_t k = 0; k < W; ++k) {
        d[k] = s.d[row + k];
        r[k] = s.rhs[row + k];
    }
    for (std::size_t level = band.levels; level-- > 0; row -= W) {
        const std::size_t up = level > 0 ? row - W : band.parent;
        for (std::size_t k = 0; k < W; ++k) {
            const double a = s.a[row + k];
            const double b = s.b[row + k];
            const double inverse = 1.0 / d[k];
            d[k] = s.d[up + k] - a * b * inverse;
            s.d[row + k] = b * inverse;
            s.rhs[row + k] = r[k] * inverse;
            r[k] = s.rhs[up + k] - a * inverse * r[k];
        }
    }
    for (std::size_t k = 0; k < W; ++k) {
        s.d[band.parent + k] = d[k];
        s.rhs[band.parent + k] = r[k];
    }
}

// ---- substitution ----

template <class V>
NRN_INLINE void substitute_level(const TreeSystem& s, std::size_t row, std::size_t parent, std::size_t n) noexcept {
    constexpr std::size_t w = lanes<V>;
    const double* d = s.d + row;
    double* rhs = s.rhs + row;
    const double* up = s.rhs + parent;
    std::size_t k = 0;
    for (; k + w <= n; k += w) {
        V vd, vr, vup;
        load(vd, d + k);
        load(vr, rhs + k);
        load(vup, up + k);
        vr -= vd * vup;
        store(rhs + k, vr);
    }
    for (; k < n; ++k) {
        rhs[k] -= d[k] * up[k];
    }
}

template <std::size_t W>
NRN_INLINE void substitute_narrow(const TreeSystem& s, const TreeBand& band) noexcept {
    double x[W];
    for (std::size_t k = 0; k < W; ++k) {
        x[k] = s.rhs[band.parent + k];
    }
    std::size_t row = band.begin;
    for (std::size_t level = 0; level < band.levels; ++level, row += W) {
        for (std::size_t k = 0; k < W; ++k) {
            x[k] = s.rhs[row + k] - s.d[row + k] * x[k];
            s.rhs[row + k] = x[k];
        }
    }
}

constexpr std::size_t kNarrow = 4;

struct Eliminate {
    template <class V>
    static NRN_INLINE void run(const TreeShape* shape, const TreeSystem* system) noexcept {
        const TreeSystem s = *system;
        for (std::size_t i = shape->bands.size(); i-- > 0;) {
            const TreeBand& band = shape->bands[i];
            switch (band.levels > 1 ? band.width : 0) {
                case 1:
                    eliminate_narrow<1>(s, band);
                    break;
                case 2:
                    eliminate_narrow<2>(s, band);
                    break;
                case 3:
                    eliminate_narrow<3>(s, band);
                    break;
                case kNarrow:
                    eliminate_narrow<kNarrow>(s, band);
                    break;
                default:
                    for (std::size_t level = band.levels; level-- > 0;) {
                        const std::size_t row = band.begin + level * band.width;
                        eliminate_level<V>(s, row, level > 0 ? row - band.width : band.parent, band.width);
                    }
            }
        }
    }
};

struct Substitute {
    template <class V>
    static NRN_INLINE void run(const TreeShape* shape, const TreeSystem* system) noexcept {
        const TreeSystem s = *system;
        for (std::size_t i = shape->first; i < shape->first + shape->roots; ++i) {
            s.rhs[i] /= s.d[i];
        }
        for (const TreeBand& band : shape->bands) {
            switch (band.levels > 1 ? band.width : 0) {
                case 1:
                    substitute_narrow<1>(s, band);
                    break;
                case 2:
                    substitute_narrow<2>(s, band);
                    break;
                case 3:
                    substitute_narrow<3>(s, band);
                    break;
                case kNarrow:
                    substitute_narrow<kNarrow>(s, band);
                    break;
                default:
                    for (std::size_t level = 0; level < band.levels; ++level) {
                        const std::size_t row = band.begin + level * band.width;
                        substitute_level<V>(s, row, level > 0 ? row - band.width : band.parent, band.width);
                    }
            }
        }
    }
};

// ---- flow ----

// Of n nodes at `row` with their parents at `parent`; what the nodes get, then what the parents get. All nodes of a
// band but those of its first level can be taken at once, since each array is only added to.
template <class V>
NRN_INLINE void add_flow(const TreeSystem& s, const double* x, std::size_t row, std::size_t parent,
                         std::size_t n) noexcept {
    constexpr std::size_t w = lanes<V>;
    std::size_t k = 0;
    for (; k + w <= n; k += w) {
        V here, above, b, rhs;
        load(here, x + row + k);
        load(above, x + parent + k);
        load(b, s.b + row + k);
        load(rhs, s.rhs + row + k);
        rhs -= b * (above - here);
        store(s.rhs + row + k, rhs);
    }
    for (; k < n; ++k) {
        s.rhs[row + k] -= s.b[row + k] * (x[parent + k] - x[row + k]);
    }
    for (k = 0; k + w <= n; k += w) {
        V here, above, a, rhs;
        load(here, x + row + k);
        load(above, x + parent + k);
        load(a, s.a + row + k);
        load(rhs, s.rhs + parent + k);
        rhs += a * (above - here);
        store(s.rhs + parent + k, rhs);
    }
    for (; k < n; ++k) {
        s.rhs[parent + k] += s.a[row + k] * (x[parent + k] - x[row + k]);
    }
}

struct AddFlow {
    template <class V>
    static NRN_INLINE void run(const TreeShape* shape, const TreeSystem* system, const double* x) noexcept {
        const TreeSystem s = *system;
        for (const TreeBand& band : shape->bands) {
            add_flow<V>(s, x, band.begin, band.parent, band.width);
            if (band.levels > 1) {
                add_flow<V>(s, x, band.begin + band.width, band.begin,
                            static_cast<std::size_t>(band.width) * (band.levels - 1));
            }
        }
    }
};

// ---- storage ----

struct AddStorage {
    template <class V>
    static NRN_INLINE void run(const TreeStorage* storage, const double* coupled, double* d) noexcept {
        constexpr std::size_t w = lanes<V>;
        const TreeStorage s = *storage;
        V factor;
        broadcast(factor, s.factor);
        std::size_t i = 0;
        for (; i + w <= s.n; i += w) {
            V vd, add, c;
            load(vd, d + i);
            load(add, coupled + i);
            load(c, s.c + i);
            vd += add + factor * c;
            store(d + i, vd);
        }
        for (; i < s.n; ++i) {
            d[i] += coupled[i] + s.factor * s.c[i];
        }
    }
};

struct ApplyChange {
    template <class V>
    static NRN_INLINE bool run(const TreeStorage* storage, const double* change, double times, double* x,
                               double* flow) noexcept {
        constexpr std::size_t w = lanes<V>;
        const TreeStorage s = *storage;
        V by;
        broadcast(by, times);
        V strange{};  // the sum of x - x, which is 0 for numbers and NaN for others
        std::size_t i = 0;
        for (; i + w <= s.n; i += w) {
            V vx, moved;
            load(vx, x + i);
            load(moved, change + i);
            vx += by * moved;
            strange += vx - vx;
            store(x + i, vx);
        }
        double sum = 0.0;
        for (std::size_t k = 0; k < w; ++k) {
            sum += strange[k];
        }
        for (; i < s.n; ++i) {
            x[i] += times * change[i];
            sum += x[i] - x[i];
        }
        for (i = 0; flow != nullptr && i < s.n; ++i) {
            flow[i] = s.factor * s.c[i] * change[i];
        }
        return sum == 0.0;
    }
};

struct Advance {
    template <class V>
    static NRN_INLINE bool run(const TreeShape* shape, const TreeSystem* system, const TreeStep* step,
                               double* x) noexcept {
        AddFlow::run<V>(shape, system, x);
        AddStorage::run<V>(&step->storage, step->coupled, system->d + shape->first);
        Eliminate::run<V>(shape, system);
        Substitute::run<V>(shape, system);
        return ApplyChange::run<V>(&step->storage, system->rhs + shape->first, step->times, x + shape->first,
                                   step->flow);
    }
};

}  // namespace

bool advance_tree(const TreeShape& shape, const TreeSystem& system, const TreeStep& step, double* x) noexcept {
    return run_widest<Advance>(&shape, &system, &step, x);
}

void add_tree_storage(const TreeStorage& storage, const double* coupled, double* d) noexcept {
    run_widest<AddStorage>(&storage, coupled, d);
}

bool apply_tree_change(const TreeStorage& storage, const double* change, double times, double* x,
                       double* flow) noexcept {
    return run_widest<ApplyChange>(&storage, change, times, x, flow);
}

void eliminate_tree(const TreeShape& shape, const TreeSystem& system) noexcept {
    run_widest<Eliminate>(&shape, &system);
}

void substitute_tree(const TreeShape& shape, const TreeSystem& system) noexcept {
    run_widest<Substitute>(&shape, &system);
}

void add_tree_flow(const TreeShape& shape, const TreeSystem& system, const double* x) noexcept {
    run_widest<AddFlow>(&shape, &system, x);
}

}  // namespace nrn::numeric
