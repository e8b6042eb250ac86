// Arithmetic against plain loops, mathematical functions against long double.
#include "numeric/elementwise.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "base/error.hpp"
#include "levels.hpp"

using namespace nrn::numeric;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Any double there is, numbers of everyday size, and the special ones.
std::vector<double> samples(std::size_t n) {
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    std::vector<double> x{0.0, -0.0, inf, -inf, not_a_number, 5e-324, -5e-324, 1e-310, 1e308, -1e308, 1, -1, 0.5, -0.5};
    for (std::size_t i = 0; i < n; ++i) {
        const auto any = std::bit_cast<double>(random());
        x.push_back(std::isnan(any) ? not_a_number : any);
        x.push_back(normal(random));
        x.push_back(normal(random) * std::exp(5 * normal(random)));
        x.push_back(1 + normal(random) * std::ldexp(1.0, -static_cast<int>(random() % 52)));
    }
    return x;
}

// The error of got in units in the last place of exact; infinite where the kind of number is another one.
double error_in_ulp(double got, long double exact) {
    const auto rounded = static_cast<double>(exact);
    if (std::isnan(rounded) || std::isnan(got)) {
        return std::isnan(rounded) && std::isnan(got) ? 0 : inf;
    }
    if (got == rounded) {
        return std::signbit(got) == std::signbit(rounded) ? 0 : inf;
    }
    if (std::isinf(got) || std::isinf(rounded)) {
        const auto largest = static_cast<long double>(std::numeric_limits<double>::max());
        return fabsl(exact) >= largest * (1 - 1e-15L) ? 1 : inf;
    }
    int exponent = 0;
    std::frexp(exact, &exponent);
    return static_cast<double>(fabsl(got - exact) / std::ldexp(1.0L, std::max(exponent, -1021) - 53));
}

struct Exact {
    const char* name;
    long double (*function)(long double);
};

constexpr Exact exact_functions[] = {
    {"abs", fabsl},    {"sqrt", sqrtl}, {"floor", floorl}, {"ceil", ceill},   {"exp", expl},
    {"expm1", expm1l}, {"log", logl},   {"log10", log10l}, {"log1p", log1pl}, {"sin", sinl},
    {"cos", cosl},     {"tan", tanl},   {"asin", asinl},   {"acos", acosl},   {"atan", atanl},
    {"sinh", sinhl},   {"cosh", coshl}, {"tanh", tanhl},   {"erf", erfl},
};

}  // namespace

TEST_CASE("functions are within 4 ulp everywhere") {
    const std::vector<double> x = samples(2000);
    for_each_level([&] {
        for (const Exact& exact : exact_functions) {
            const auto function = math_function(exact.name);
            REQUIRE(function);
            std::vector<double> y = x;
            apply_function(*function, y);
            double worst = 0;
            double scalar = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                worst = std::max(worst, error_in_ulp(y[i], exact.function(x[i])));
                scalar = std::max(scalar, error_in_ulp(evaluate(*function, x[i]), exact.function(x[i])));
            }
            CAPTURE(exact.name);
            CHECK(worst <= 4);
            CHECK(scalar <= 4);
        }
    });
    CHECK_FALSE(math_function("nothing"));
}

TEST_CASE("sin is good to 1e-15 and does not depend on the place in the array") {
    const std::vector<double> x = samples(50);
    for_each_level([&] {
        for (std::size_t n = 0; n <= x.size(); n += 7) {
            std::vector<double> y(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n));
            apply_function(MathFunction::Sin, y);
            for (std::size_t i = 0; i < n; ++i) {
                double one = x[i];
                apply_function(MathFunction::Sin, {&one, 1});
                CHECK(std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(y[i]));
                CHECK((std::isnan(one) || std::fabs(one - static_cast<double>(sinl(x[i]))) < 1e-15));
            }
        }
    });
}

TEST_CASE("power follows std::pow, special exponents included") {
    const std::vector<double> x = samples(500);
    for_each_level([&] {
        for (const double e : {0.0, 0.5, 1.0, 2.0, 3.0, -1.0, -2.5, 1.7, 1e3, 1e10, inf, -inf, not_a_number}) {
            std::vector<double> y = x;
            power(y, e);
            double worst = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                worst = std::max(worst, error_in_ulp(y[i], powl(x[i], e)));
            }
            CAPTURE(e);
            CHECK(worst <= 4);
        }
    });
}

TEST_CASE("arithmetic for every length, with an array and with itself") {
    for_each_level([] {
        for (std::size_t n = 0; n < 70; ++n) {
            std::vector<double> x(n), y(n);
            for (std::size_t i = 0; i < n; ++i) {
                x[i] = 1.5 * static_cast<double>(i) - 7;
                y[i] = static_cast<double>(i % 5);  // zeros too
            }
            auto sum = x, difference = x, product = x, quotient = x, doubled = x, line = x;
            add(sum, y);
            sub(difference, y);
            mul(product, y);
            div(quotient, y);
            add(doubled, doubled);
            scale_shift(line, 3, -1);
            for (std::size_t i = 0; i < n; ++i) {
                CHECK(sum[i] == x[i] + y[i]);
                CHECK(difference[i] == x[i] - y[i]);
                CHECK(product[i] == x[i] * y[i]);
                CHECK((quotient[i] == x[i] / y[i] || std::isnan(x[i] / y[i])));
                CHECK(doubled[i] == 2 * x[i]);
                CHECK(line[i] == 3 * x[i] - 1);
            }
        }
    });
}

TEST_CASE("division by zero is IEEE, scalars work, lengths are checked") {
    std::vector<double> x{1, -1, 0}, zero(3);
    div(x, zero);
    CHECK(x[0] == inf);
    CHECK(x[1] == -inf);
    CHECK(std::isnan(x[2]));
    fill(x, 2);
    add(x, 1);
    mul(x, 4);
    sub(x, 2);
    div(x, 5);
    CHECK(x == std::vector<double>{2, 2, 2});
    copy(std::span(x).subspan(1), std::vector<double>{7, 8});
    CHECK(x == std::vector<double>{2, 7, 8});
    const std::vector<double> two(2);
    CHECK_THROWS_AS(add(x, two), nrn::Error);
    CHECK_THROWS_AS(copy(x, two), nrn::Error);
}
