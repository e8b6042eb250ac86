// Sums against long double, extremes against the standard library.
#include "numeric/reduce.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "base/error.hpp"
#include "levels.hpp"

using namespace nrn::numeric;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> normal_numbers(std::size_t n, unsigned seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal(3, 2);
    std::vector<double> x(n);
    for (double& v : x) {
        v = normal(random);
    }
    return x;
}

}  // namespace

TEST_CASE("sums are accurate and the same on every level") {
    for (const std::size_t n : {0, 1, 5, 15, 16, 17, 255, 256, 257, 1000, 4096, 100003}) {
        const auto x = normal_numbers(n, 1), y = normal_numbers(n, 2);
        long double s = 0, q = 0, d = 0, v = 0, e = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const long double a = x[i], b = y[i];
            s += a;
            q += a * a;
            d += a * b;
            v += (a - 3) * (a - 3);
            e += (a - b) * (a - b);
        }
        limit_simd_level(SimdLevel::Baseline);
        const double first = sum(x), first_dot = dot(x, y);
        for_each_level([&] {
            CAPTURE(n);
            CHECK(sum(x) == first);
            CHECK(dot(x, y) == first_dot);
            CHECK(std::fabs(sum(x) - static_cast<double>(s)) <= 2e-15 * static_cast<double>(fabsl(s)));
            CHECK(std::fabs(sum_squares(x) - static_cast<double>(q)) <= 2e-15 * static_cast<double>(q));
            CHECK(std::fabs(dot(x, y) - static_cast<double>(d)) <= 4e-15 * static_cast<double>(q));
            CHECK(std::fabs(sum_squared_deviations(x, 3) - static_cast<double>(v)) <= 4e-15 * static_cast<double>(v));
            CHECK(std::fabs(sum_squared_differences(x, y) - static_cast<double>(e)) <= 4e-15 * static_cast<double>(e));
        });
    }
    CHECK(sum(std::vector<double>(1000000, 0.1)) == doctest::Approx(100000).epsilon(1e-15));
    CHECK(mean(std::vector<double>{1, 2, 6}) == 3);
    CHECK(std::isnan(sum(std::vector<double>{1, not_a_number})));
}

TEST_CASE("extremes pass over NaN and take the first of equals") {
    for_each_level([] {
        for (std::size_t n = 1; n < 3000; n = n * 3 / 2 + 1) {
            std::vector<double> x(n, 1.0);
            x[n / 2] = 5;
            x[n - 1] = 5;
            x[n / 3] = n / 3 == n / 2 ? 5 : -5;
            const std::size_t lowest = n / 3 == n / 2 || n / 3 == n - 1 ? 0 : n / 3;
            CHECK(maximum(x) == 5);
            CHECK(maximum_index(x) == n / 2);
            CHECK(minimum_index(x) == (n == 1 ? 0 : lowest));
        }
        const std::vector<double> mixed{not_a_number, -2, not_a_number, 7, 7, not_a_number};
        CHECK(maximum(mixed) == 7);
        CHECK(minimum(mixed) == -2);
        CHECK(maximum_index(mixed) == 3);
        CHECK(minimum_index(mixed) == 1);
        const std::vector<double> nothing{not_a_number, not_a_number}, lowest{not_a_number, -inf};
        CHECK(std::isnan(maximum(nothing)));
        CHECK(maximum_index(nothing) == 0);
        CHECK(maximum(lowest) == -inf);
    });
    CHECK_THROWS_AS(maximum({}), nrn::Error);
    CHECK_THROWS_AS(minimum_index({}), nrn::Error);
    CHECK_THROWS_AS(mean({}), nrn::Error);
}

TEST_CASE("all_near") {
    for_each_level([] {
        std::vector<double> x(3000, 1), y(3000, 1 + 1e-12);
        CHECK(all_near(x, y, 1e-11));
        CHECK_FALSE(all_near(x, y, 1e-13));
        CHECK_FALSE(all_near(x, y, 0));
        CHECK(all_near(x, x, 0));
        y[2999] = not_a_number;
        CHECK_FALSE(all_near(x, y, 1e-11));
    });
    CHECK(all_near({}, {}, 1e-11));
    CHECK_FALSE(all_near(std::vector<double>{1}, {}, 1e-11));
    CHECK_FALSE(all_near(std::vector<double>{inf}, std::vector<double>{inf}, 1e-11));
}
