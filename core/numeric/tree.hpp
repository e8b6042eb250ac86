// The linear system of a tree (Hines, 1984): one unknown for each node, coupled to its parent only.
//
// Rows are ordered so that a parent comes before its children; parent[i] < i, or -1 for a root. Row i is
//     d[i] x[i] + b[i] x[parent] + sum over children c of a[c] x[c] = rhs[i].
#pragma once

#include <cstdint>
#include <span>

namespace nrn::numeric {

struct TreeSystem {
    std::span<const std::int32_t> parent;
    const double* a;  // of the parent's equation to this node
    const double* b;  // of this node's equation to the parent
    double* d;        // is changed
    double* rhs;      // becomes x
};

// Elimination towards the roots, then substitution back: of rows first … last-1, which hold whole trees.
void solve_tree(const TreeSystem& system, std::size_t first, std::size_t last) noexcept;

}  // namespace nrn::numeric
