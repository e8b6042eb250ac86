// Functions of SCoP, from which NMODL comes, that NEURON still compiles: rare, so they are written only into files that
// call them. Arguments as in SCoP; x or t comes first.
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {

const char* library_function(const std::string& name) {
    static const std::map<std::string, const char*> kKnown = {
        {"gauss", R"(
// The density of the normal distribution, with SCoP's value of pi.
NRN_INLINE double nrn_gauss(double x, double mean, double deviation) {
    const double z = (x - mean) / deviation;
    return nrn_exp(-0.5 * z * z) / (deviation * sqrt(2.0 * 3.14159265));
}
)"},
        {"factorial", R"(
NRN_INLINE double nrn_factorial(double n) {
    return trunc(tgamma(trunc(n) + 1.0) + 0.5);
}
)"},
        {"hyperbol", R"(
NRN_INLINE double nrn_hyperbol(double x, double most, double half) {
    return most * x / (half + x);
}
)"},
        {"revhyperbol", R"(
NRN_INLINE double nrn_revhyperbol(double x, double most, double half) {
    return most * (1.0 - x / (half + x));
}
)"},
        {"sigmoid", R"(
NRN_INLINE double nrn_sigmoid(double x, double most, double half, double exponent) {
    const double power = pow(x, exponent);
    return most * power / (pow(half, exponent) + power);
}
)"},
        {"revsigmoid", R"(
NRN_INLINE double nrn_revsigmoid(double x, double most, double half, double exponent) {
    const double power = pow(x, exponent);
    return most * (1.0 - power / (pow(half, exponent) + power));
}
)"},
        {"harmonic", R"(
// With SCoP's value of pi.
NRN_INLINE double nrn_harmonic(double t, double period, double amplitude, double phase) {
    return amplitude * sin(2.0 * 3.14159265 * (t + phase) / period);
}
)"},
        {"squarewave", R"(
NRN_INLINE double nrn_squarewave(double t, double period, double amplitude) {
    return fmod(t, period) < period / 2.0 ? amplitude : -amplitude;
}
)"},
        {"sawtooth", R"(
NRN_INLINE double nrn_sawtooth(double t, double period, double amplitude) {
    return amplitude * fmod(t, period) / period;
}
)"},
        {"revsawtooth", R"(
NRN_INLINE double nrn_revsawtooth(double t, double period, double amplitude) {
    return amplitude * (1.0 - fmod(t, period) / period);
}
)"},
        {"ramp", R"(
NRN_INLINE double nrn_ramp(double t, double lag, double height, double duration) {
    return t < lag ? 0.0 : (t > lag + duration ? height : height * (t - lag) / duration);
}
)"},
        {"pulse", R"(
NRN_INLINE double nrn_pulse(double t, double lag, double height, double duration) {
    return t < lag || t >= lag + duration ? 0.0 : height;
}
)"},
        {"step", R"(
NRN_INLINE double nrn_step(double t, double jump, double height) {
    return t < jump ? 0.0 : height;
}
)"},
        {"perstep", R"(
NRN_INLINE double nrn_perstep(double t, double lag, double period, double height) {
    return t < lag ? 0.0 : height * (floor((t - lag) / period) + 1.0);
}
)"},
        {"perpulse", R"(
NRN_INLINE double nrn_perpulse(double t, double lag, double height, double duration, double rest) {
    return t < lag || fmod(t - lag, duration + rest) >= duration ? 0.0 : height;
}
)"},
        {"nrn_ghk", R"(
// The equation of Goldman, Hodgkin and Katz [mA/cm2 for a permeability of 1 cm/s].
NRN_INLINE double nrn_ghk_current(double celsius, double v, double inside, double outside, double valence) {
    const double kFaraday = 96485.33212331001;
    const double u = v / (1e3 * 8.31446261815324 * (celsius + 273.15) / kFaraday / valence);
    const double out = fabs(u) < 1e-4 ? 1.0 - u / 2.0 : u / (exp(u) - 1.0);
    const double in = fabs(u) < 1e-4 ? 1.0 + u / 2.0 : -u / (exp(-u) - 1.0);
    return 1e-3 * valence * kFaraday * (inside * in - outside * out);
}
)"},
    };
    const auto found = kKnown.find(name);
    return found == kKnown.end() ? nullptr : found->second;
}

}  // namespace nrn::nmodl
