#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "event/services.hpp"
#include "mech/eliminate.hpp"

namespace nrn::event {

namespace {

constexpr int kMostRounds = 50;
constexpr double kStep = 1e-7;        // relative, for derivatives
constexpr double kConverged = 1e-12;  // relative change of each unknown

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
        if (!mech::eliminate(jacobian, f)) {
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
