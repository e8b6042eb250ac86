// The functions of the voltage that rates of channels are made of.
#include <algorithm>
#include <cmath>

#include "mech/channel_design.hpp"
#include "mech/registry.hpp"

namespace nrn::mech {

namespace {

constexpr double kTableLow = -100.0, kTableHigh = 50.0;  // [mV] of a Rate that is a table

struct KindOfRate {
    std::size_t parameters;
    const char* names;
};
constexpr KindOfRate kRates[Rate::kKinds] = {
    {0, "none"},
    {1, "A"},
    {3, "A, k, d"},
    {3, "A, k, d"},
    {3, "A, k, d"},
    {5, "A, d, z, gamma, tau"},
    {5, "A, d, z, gamma, tau"},
    {2, "the values from -100 to 50 mV"},
};

// x / (1 - exp(-x)), by its series where that cancels.
double linoid(double x) noexcept {
    return std::fabs(x) > 1e-6 ? x / (1.0 - std::exp(-x)) : 1.0 + x / 2.0;
}

double interpolate(std::span<const double> values, double v) noexcept {
    const auto last = static_cast<double>(values.size() - 1);
    const double place = (v - kTableLow) / (kTableHigh - kTableLow) * last;
    if (!(place > 0.0)) {
        return values.front();
    }
    if (place >= last) {
        return values.back();
    }
    const double whole = std::floor(place);
    const auto i = static_cast<std::size_t>(whole);
    return values[i] + (place - whole) * (values[i + 1] - values[i]);
}

}  // namespace

std::size_t Rate::least_parameters(int kind) noexcept {
    return kRates[kind].parameters;
}
const char* Rate::parameter_names(int kind) noexcept {
    return kRates[kind].names;
}

double Rate::at(double v, double celsius) const noexcept {
    const std::span<const double> p = values();
    switch (complete() ? kind : kUnset) {
        case kOne:
            return 1.0;
        case kConstant:
            return p[0];
        case kExponential:
            return p[0] * std::exp(p[1] * (v - p[2]));
        case kLinoid:
            return p[0] * linoid(p[1] * (v - p[2]));
        case kSigmoid:
            return p[0] / (1.0 + std::exp(p[1] * (v - p[2])));
        case kBorgInf: {  // a gate with z charges (Borg-Graham 1991)
            const double x = p[2] * (v - p[1]) / thermal_voltage(celsius);
            return 1.0 / (1.0 + std::exp(-x));
        }
        case kBorgTau: {
            const double x = p[2] * (v - p[1]) / thermal_voltage(celsius);
            return 1.0 / (p[0] * (std::exp(p[3] * x) + std::exp((p[3] - 1.0) * x))) + p[4];
        }
        case kTable:
            return interpolate(p, v);
        default:
            return 0.0;
    }
}

}  // namespace nrn::mech
