// The linear system of a tree (Hines, 1984): one unknown for each node, coupled to its parent only.
//
// Row i is d[i] x[i] + b[i] x[parent] + sum over children c of a[c] x[c] = rhs[i].
//
// Rows lie in bands: a band is `levels` rows of `width` nodes each, one level behind the other. The parents of its
// first level are `width` rows in a row from `parent` on, those of every other level the level before. So a band of
// width 1 is an unbranched stretch of cable, one of width 500 the same stretch of 500 cells; whatever its shape, its
// nodes of one level do not depend on one another and are handled side by side. Bands come in an order in which the
// parents' rows are before: rows outside every band are roots.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nrn::numeric {

struct TreeBand {
    std::uint32_t begin;  // the first row
    std::uint32_t width;  // nodes of a level
    std::uint32_t levels;
    std::uint32_t parent;  // the first row of the parents of the first level

    std::uint32_t end() const noexcept {
        return begin + width * levels;
    }
};

// Rows first … last-1, whole trees: the roots from `first` on, then the bands.
struct TreeShape {
    std::uint32_t first;
    std::uint32_t roots;
    std::span<const TreeBand> bands;
};

struct TreeSystem {
    const double* a;  // of the parent's equation to this node
    const double* b;  // of this node's equation to the parent
    double* d;        // is changed
    double* rhs;      // becomes x
};

// The solution: elimination towards the roots, then substitution back. A tree gets the same numbers to the last bit
// whatever trees lie beside it. In between the equation of a root is d x = rhs, and x = rhs - d x[parent] elsewhere.
void eliminate_tree(const TreeShape& shape, const TreeSystem& system) noexcept;
void substitute_tree(const TreeShape& shape, const TreeSystem& system) noexcept;

// rhs += what flows along the couplings at the values x: for each node rhs[i] -= b[i] (x[parent] - x[i]) and
// rhs[parent] += a[i] (x[parent] - x[i]).
void add_tree_flow(const TreeShape& shape, const TreeSystem& system, const double* x) noexcept;

// What stands at the nodes in a step: n capacitances, 0 where there is none.
struct TreeStorage {
    std::size_t n;
    const double* c;
    double factor;  // of c, for the length of the step
};

// d += coupled + factor c
void add_tree_storage(const TreeStorage& storage, const double* coupled, double* d) noexcept;
// x += times change, and flow = factor c change unless flow is null. False when some x is no finite number.
bool apply_tree_change(const TreeStorage& storage, const double* change, double times, double* x,
                       double* flow) noexcept;

// A whole step of these rows, as the calls above one after another: the flow at x, d += coupled + factor c, the
// solution, and x += times the solution. False when some x is no finite number.
struct TreeStep {
    TreeStorage storage;    // of the rows from shape.first on
    const double* coupled;  // the same
    double times;
    double* flow;  // or null
};
bool advance_tree(const TreeShape& shape, const TreeSystem& system, const TreeStep& step, double* x) noexcept;

}  // namespace nrn::numeric
