#include "numeric/tree.hpp"

namespace nrn::numeric {

namespace {

// The parent of most rows is the row before: what it needs of this one stays in registers.
void eliminate(const TreeSystem& system, std::size_t first, std::size_t last) noexcept {
    const std::int32_t* parent = system.parent.data();
    for (std::size_t i = last; i-- > first;) {
        const std::int32_t p = parent[i];
        if (p >= 0) {
            const double factor = system.a[i] / system.d[i];
            system.d[p] -= factor * system.b[i];
            system.rhs[p] -= factor * system.rhs[i];
        }
    }
}

void substitute(const TreeSystem& system, std::size_t first, std::size_t last) noexcept {
    const std::int32_t* parent = system.parent.data();
    for (std::size_t i = first; i < last; ++i) {
        const std::int32_t p = parent[i];
        double x = system.rhs[i];
        if (p >= 0) {
            x -= system.b[i] * system.rhs[p];
        }
        system.rhs[i] = x / system.d[i];
    }
}

}  // namespace

void solve_tree(const TreeSystem& system, std::size_t first, std::size_t last) noexcept {
    eliminate(system, first, last);
    substitute(system, first, last);
}

}  // namespace nrn::numeric
