// exp, log, powers of compiled mechanisms against long double: how many units in the last place they are off, for the
// instruction sets that have fused multiplication and those that do not.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

#include "driver.hpp"

extern const NrnMechanism nrn_mechanism_of_mathematics;
#ifdef NRN_TEST_V3
extern const NrnMechanism nrn_mechanism_of_mathematics_v3;
#endif

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr int kSamples = 200000;

std::vector<const NrnMechanism*> builds() {
    std::vector<const NrnMechanism*> all = {&nrn_mechanism_of_mathematics};
#ifdef NRN_TEST_V3
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        all.push_back(&nrn_mechanism_of_mathematics_v3);
    }
#endif
    return all;
}

// By how many units in its last place the number is wrong.
double error_of(double found, long double exact) {
    int exponent = 0;
    std::frexp(static_cast<double>(exact), &exponent);
    const long double unit = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::fabs(static_cast<long double>(found) - exact) / unit);
}

// The largest error at random points. draw(u) makes an argument of numbers from 0 to 1.
template <class Draw, class Found, class Exact>
double largest(Draw&& draw, Found&& found, Exact&& exact) {
    std::mt19937_64 generator(7);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const auto u = [&] { return unit(generator); };
    double worst = 0.0;
    for (int k = 0; k < kSamples; ++k) {
        const auto x = draw(u);
        worst = std::max(worst, error_of(found(x), exact(x)));
    }
    return worst;
}

double signed_one(double u) {
    return 2.0 * u - 1.0;
}

// Of all sizes, or very near 1.
template <class U>
double positive(U&& u) {
    return u() < 0.5 ? std::exp(signed_one(u()) * 700.0) : 1.0 + signed_one(u()) * std::exp(-36.0 * u());
}

TEST_CASE("exp, log and powers are right to the last places") {
    for (const NrnMechanism* m : builds()) {
        driver::Bench bench(*m, 1, 1);
        const auto of = [&](const char* name) { return [&bench, name](double x) { return bench.call(name, {x}); }; };
        CHECK(largest([](auto&& u) { return signed_one(u()) * 699.0; }, of("exp_of"),
                      [](double x) { return std::exp(static_cast<long double>(x)); }) < 1.1);
        CHECK(largest([](auto&& u) { return positive(u); }, of("log_of"),
                      [](double x) { return std::log(static_cast<long double>(x)); }) < 1.0);
        CHECK(largest([](auto&& u) { return signed_one(u()) * std::exp(-36.0 * u()) * 30.0; }, of("exprelr_of"),
                      [](double x) { return x / std::expm1(static_cast<long double>(x)); }) < 3.0);
        for (const char* name : {"power_of", "pow_of"}) {
            CHECK(largest(
                      [](auto&& u) {
                          const double x = positive(u);
                          const double most = x == 1.0 ? 1.0 : 700.0 / std::fabs(std::log(x));
                          return std::pair(x, signed_one(u()) * std::min(most, 1e300));
                      },
                      [&](const auto& at) { return bench.call(name, {at.first, at.second}); },
                      [](const auto& at) { return std::pow(static_cast<long double>(at.first), at.second); }) < 1.6);
        }
    }
}

TEST_CASE("at their edges they do what C's functions do") {
    const double edges[] = {0.0, -0.0, 1.0,  -1.0,  2.0, -2.0,  0.5,    -0.5,   3.0,    -3.0,
                            2.5, -2.5, kInf, -kInf, NAN, 1e300, -1e300, 1e-300, 5e-324, 4503599627370497.0};
    const auto same = [](double a, double b) {
        return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b)) ||
               std::fabs(a - b) <= 1e-15 * std::fabs(b);
    };
    for (const NrnMechanism* m : builds()) {
        driver::Bench bench(*m, 1, 1);
        for (const double x : edges) {
            CHECK_MESSAGE(same(bench.call("log_of", {x}), std::log(x)), "log(", x, ")");
            for (const double y : edges) {
                CHECK_MESSAGE(same(bench.call("pow_of", {x, y}), std::pow(x, y)), "pow(", x, ", ", y, ")");
            }
        }
        CHECK(bench.call("exp_of", {-701.0}) == 0.0);
        CHECK(bench.call("exp_of", {1e9}) == bench.call("exp_of", {700.0}));
        CHECK(std::isnan(bench.call("exp_of", {NAN})));
        CHECK(bench.call("exprelr_of", {0.0}) == 1.0);
        CHECK(bench.call("exprelr_of", {1e6}) == 0.0);
        CHECK(bench.call("exprelr_of", {-1e6}) == 1e6);
        CHECK(std::isnan(bench.call("exprelr_of", {NAN})));
    }
}

}  // namespace
