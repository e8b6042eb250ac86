// Conditions against the comparisons of the language, bins and interpolation against their formulas.
#include "numeric/search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
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

bool plainly(Comparison c, double x, double a, double b) {
    switch (c) {
        case Comparison::Equal:
            return x == a;
        case Comparison::NotEqual:
            return x != a;
        case Comparison::Less:
            return x < a;
        case Comparison::LessEqual:
            return x <= a;
        case Comparison::Greater:
            return x > a;
        case Comparison::GreaterEqual:
            return x >= a;
        case Comparison::InClosed:
            return a <= x && x <= b;
        case Comparison::InClosedOpen:
            return a <= x && x < b;
        case Comparison::InOpenClosed:
            return a < x && x <= b;
        case Comparison::InOpen:
            return a < x && x < b;
    }
    return false;
}

std::vector<double> numbers(std::size_t n) {
    const double specials[] = {0.0, -0.0, inf, -inf, not_a_number, 1, -1, 0.5};
    std::mt19937_64 random(n);
    std::vector<double> x(n);
    for (double& v : x) {
        v = random() % 2 ? specials[random() % std::size(specials)] : std::normal_distribution<double>()(random);
    }
    return x;
}

void check_condition(const std::vector<double>& x, const Condition& condition) {
    std::vector<double> indices, values, marks;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const bool hit = plainly(condition.comparison, x[i], condition.a, condition.b);
        CHECK(holds(condition, x[i]) == hit);
        marks.push_back(hit);
        if (hit) {
            indices.push_back(static_cast<double>(i));
            values.push_back(x[i]);
        }
    }
    const std::size_t n = indices.size();
    CHECK(count_where(x, condition) == n);
    CHECK(find_first(x, condition) == (n ? static_cast<std::size_t>(indices[0]) : x.size()));
    std::vector<double> out(n + 1, 99.0);  // the last one must stay
    CHECK(find_indices(x, condition, std::span(out).first(n)) == n);
    indices.push_back(99);
    CHECK(out == indices);
    std::vector<double> in_place = x;
    CHECK(find_values(in_place, condition, in_place) == n);
    for (std::size_t k = 0; k < n; ++k) {
        CHECK((in_place[k] == values[k] || std::isnan(values[k])));
    }
    std::vector<double> marked(x.size());
    mark_where(x, condition, marked);
    CHECK(marked == marks);
    if (n > 0) {
        CHECK_THROWS_AS(find_indices(x, condition, std::span(out).first(n - 1)), nrn::Error);
    }
}

}  // namespace

TEST_CASE("every comparison, with bounds of every kind, over lengths around a group") {
    const double bounds[][2] = {{0, 1}, {-1, 1}, {inf, inf}, {-inf, inf}, {-inf, -inf}, {not_a_number, 1}, {1, 0}};
    for_each_level([&] {
        for (const std::size_t n : {0, 1, 63, 64, 65, 200}) {
            const auto x = numbers(n);
            for (const char* text : {"==", "!=", "<", "<=", ">", ">=", "[]", "[)", "(]", "()"}) {
                const auto c = comparison(text);
                REQUIRE(c);
                CHECK(is_interval(*c) == (text[0] == '[' || text[0] == '('));
                for (const auto& [a, b] : bounds) {
                    check_condition(x, {*c, a, b});
                }
            }
        }
    });
    CHECK_FALSE(comparison("=<"));
}

TEST_CASE("a tolerance moves the bounds") {
    const std::vector<double> x{1, 1.25, 1.5, 2, 0.5, not_a_number};
    const auto hits = [&](Comparison c, double b = 0) {
        std::vector<double> out(x.size());
        out.resize(find_indices(x, {c, 1, b, 0.5}, out));
        return out;
    };
    using Indices = std::vector<double>;
    CHECK(hits(Comparison::Equal) == Indices{0, 1});
    CHECK(hits(Comparison::NotEqual) == Indices{2, 3, 4, 5});
    CHECK(hits(Comparison::Less) == Indices{});
    CHECK(hits(Comparison::LessEqual) == Indices{0, 1, 2, 4});
    CHECK(hits(Comparison::Greater) == Indices{3});
    CHECK(hits(Comparison::GreaterEqual) == Indices{0, 1, 2, 3, 4});
    CHECK(hits(Comparison::InClosed, 1.5) == Indices{0, 1, 2, 3, 4});
    CHECK(hits(Comparison::InClosedOpen, 2) == Indices{0, 1, 4});
    CHECK(hits(Comparison::InOpenClosed, 2) == Indices{3});
    CHECK(hits(Comparison::InOpen, 2.25) == Indices{});
}

TEST_CASE("bins") {
    const std::vector<double> x{-1, 0, 0.5, 1, 1.5, 2, 2.5, 9.99, 10, not_a_number, inf, -inf};
    std::vector<double> counts(3);
    const OutsideBins outside = count_in_bins(x, 0, 1, counts);
    CHECK(counts == std::vector<double>{2, 2, 2});
    CHECK(outside.below == 2);
    CHECK(outside.above == 3);
    CHECK(outside.nan == 1);
    CHECK_THROWS_AS(count_in_bins(x, 0, 0, counts), nrn::Error);
    CHECK_THROWS_AS(count_in_bins(x, not_a_number, 1, counts), nrn::Error);
}

TEST_CASE("interpolation, in and out of order") {
    const std::vector<double> xs{0, 1, 1, 2, 5}, ys{10, 20, 30, 40, 70};
    const std::vector<double> x{-1, 0, 0.5, 1, 1.5, 2, 3, 5, 6, 0.25, not_a_number, 4};
    std::vector<double> out(x.size());
    interpolate(x, xs, ys, out);
    const std::vector<double> expected{10, 10, 15, 20, 35, 40, 50, 70, 70, 12.5, not_a_number, 60};
    for (std::size_t i = 0; i < x.size(); ++i) {
        CAPTURE(i);
        CHECK((out[i] == doctest::Approx(expected[i]).epsilon(1e-15) || (std::isnan(out[i]) && i == 10)));
    }
    const std::vector<double> none;
    CHECK_THROWS_AS(interpolate(x, none, none, out), nrn::Error);
    CHECK_THROWS_AS(interpolate(x, xs, none, out), nrn::Error);
}

TEST_CASE("interpolation over long tables jumps far both ways") {
    std::vector<double> xs(1000), x(5000);
    for (std::size_t k = 0; k < xs.size(); ++k) {
        xs[k] = static_cast<double>(k * k);
    }
    std::mt19937_64 random(4);
    for (double& v : x) {
        v = std::uniform_real_distribution<double>(-100, 1.1e6)(random);
    }
    std::vector<double> out(x.size());
    interpolate(x, xs, xs, out);  // the identity between the ends
    for (std::size_t i = 0; i < x.size(); ++i) {
        CHECK(out[i] == doctest::Approx(std::clamp(x[i], 0.0, 998001.0)).epsilon(1e-12));
    }
}

TEST_CASE("reverse, rotate, gather") {
    std::vector<double> x{1, 2, 3, 4, 5};
    reverse(x);
    CHECK(x == std::vector<double>{5, 4, 3, 2, 1});
    rotate(x, 2);
    CHECK(x == std::vector<double>{2, 1, 5, 4, 3});
    rotate(x, -7);
    CHECK(x == std::vector<double>{5, 4, 3, 2, 1});
    rotate({}, 3);
    std::vector<double> indices{0, 4.9, -1, 5, not_a_number, -0.5};
    gather(x, indices, -9, indices);
    CHECK(indices == std::vector<double>{5, 1, -9, -9, -9, -9});
}
