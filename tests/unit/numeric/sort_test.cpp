// Sorts against the standard library, over data that take every path: short, long, many ties, equal top bits.
#include "numeric/sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "base/error.hpp"

using namespace nrn::numeric;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool less(double a, double b) {
    return a < b || (std::isnan(b) && !std::isnan(a));
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

void check_sorts(const std::vector<double>& x) {
    auto expected = x, sorted = x;
    std::sort(expected.begin(), expected.end(), less);
    sort(sorted);
    CHECK(std::equal(sorted.begin(), sorted.end(), expected.begin(), expected.end(), same));

    std::vector<std::size_t> stable(x.size()), order(x.size());
    std::iota(stable.begin(), stable.end(), std::size_t{0});
    std::stable_sort(stable.begin(), stable.end(), [&](auto i, auto j) { return less(x[i], x[j]); });
    sort_indices(x, std::span<std::size_t>(order));
    CHECK(order == stable);
    std::vector<double> as_doubles = x;
    sort_indices(as_doubles, std::span<double>(as_doubles));
    CHECK(std::equal(as_doubles.begin(), as_doubles.end(), stable.begin(), stable.end()));
}

std::vector<double> make(std::size_t n, const std::function<double(std::mt19937_64&)>& one) {
    std::mt19937_64 random(n);
    std::vector<double> x(n);
    for (double& v : x) {
        v = one(random);
    }
    return x;
}

}  // namespace

TEST_CASE("sort and sort_indices over kinds and lengths of data") {
    const double specials[] = {0.0, -0.0, inf, -inf, not_a_number, -not_a_number, 5e-324, -5e-324, 1, -1};
    for (const std::size_t n : {0, 1, 2, 3, 50, 199, 200, 201, 1000, 20000}) {
        CAPTURE(n);
        check_sorts(make(n, [](auto& r) { return std::normal_distribution<double>()(r); }));
        check_sorts(make(n, [](auto& r) { return std::bit_cast<double>(r()); }));
        check_sorts(make(n, [](auto& r) { return static_cast<double>(r() % 7) - 3; }));
        check_sorts(make(n, [](auto& r) { return 1 + std::ldexp(static_cast<double>(r() % 5000), -52); }));
        check_sorts(make(n, [&](auto& r) { return specials[r() % std::size(specials)]; }));
        check_sorts(
            make(n, [](auto& r) { return r() % 9 ? std::ldexp(1.0, static_cast<int>(r() % 99)) : not_a_number; }));
        check_sorts(std::vector<double>(n, 2.5));
        std::vector<double> ascending(n);
        std::iota(ascending.begin(), ascending.end(), 0.0);
        check_sorts(ascending);
        std::reverse(ascending.begin(), ascending.end());
        check_sorts(ascending);
    }
    std::vector<double> x(3), order(2);
    CHECK_THROWS_AS(sort_indices(x, std::span<double>(order)), nrn::Error);
}

TEST_CASE("median") {
    CHECK(median(std::vector<double>{3, 1, 2}) == 2);
    CHECK(median(std::vector<double>{4, 1, 3, 2}) == 2.5);
    CHECK(median(std::vector<double>{1e308, 1.5e308}) == 1.25e308);
    CHECK(median(std::vector<double>{not_a_number, 1, 2}) == 2);
    std::vector<double> x{9, 8, 7, 6};
    CHECK(median_in_place(x) == 7.5);
    CHECK_THROWS_AS(median({}), nrn::Error);
}
