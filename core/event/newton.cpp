#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "event/services.hpp"

namespace nrn::event {

namespace {

constexpr int kMostRounds = 50;
constexpr double kStep = 1e-7;        // relative, for derivatives
constexpr double kConverged = 1e-12;  // relative change of each unknown

// a x = b by elimination with exchange of rows; the answer comes in b. False when a is singular.
bool solve(std::vector<double>& a, std::vector<double>& b) {
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

}  // namespace

int newton(const NrnMechRun* run, int i, int n, double* x,
           void (*residues)(const NrnMechRun* run, int32_t i, void* context, const double* x, double* f),
           void* context) {
    const auto size = static_cast<std::size_t>(n);
    std::vector<double> f(size);
    std::vector<double> moved(size);
    std::vector<double> jacobian(size * size);
    for (int round = 0; round < kMostRounds; ++round) {
        residues(run, i, context, x, f.data());
        for (std::size_t column = 0; column < size; ++column) {
            const double kept = x[column];
            const double step = kStep * std::max(std::fabs(kept), 1e-3);
            x[column] = kept + step;
            residues(run, i, context, x, moved.data());
            x[column] = kept;
            for (std::size_t row = 0; row < size; ++row) {
                jacobian[row * size + column] = (moved[row] - f[row]) / step;
            }
        }
        if (!solve(jacobian, f)) {
            return 1;
        }
        bool converged = true;
        for (std::size_t k = 0; k < size; ++k) {
            x[k] -= f[k];
            converged = converged && std::fabs(f[k]) <= kConverged * std::max(std::fabs(x[k]), 1e-3);
        }
        if (converged) {
            return 0;
        }
    }
    return 1;
}

}  // namespace nrn::event
