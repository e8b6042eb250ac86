#include "mech/eliminate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace nrn::mech {

bool eliminate(std::span<double> a, std::span<double> b) noexcept {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t best = k;
        for (std::size_t row = k + 1; row < n; ++row) {
            if (std::fabs(a[row * n + k]) > std::fabs(a[best * n + k])) {
                best = row;
            }
        }
        if (!(std::fabs(a[best * n + k]) > 0.0)) {
            return false;
        }
        if (best != k) {
            std::swap_ranges(&a[k * n], &a[k * n] + n, &a[best * n]);
            std::swap(b[k], b[best]);
        }
        for (std::size_t row = k + 1; row < n; ++row) {
            const double factor = a[row * n + k] / a[k * n + k];
            for (std::size_t column = k; column < n; ++column) {
                a[row * n + column] -= factor * a[k * n + column];
            }
            b[row] -= factor * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t column = k + 1; column < n; ++column) {
            b[k] -= a[k * n + column] * b[column];
        }
        b[k] /= a[k * n + k];
    }
    return true;
}

}  // namespace nrn::mech
