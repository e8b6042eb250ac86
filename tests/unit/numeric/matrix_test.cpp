#include <doctest/doctest.h>

#include <cmath>

#include "base/error.hpp"
#include "numeric/dense.hpp"
#include "numeric/sparse.hpp"

using namespace nrn;
using namespace nrn::numeric;

namespace {

// Numbers without a pattern that a wrong index could keep.
Dense some(std::size_t n) {
    Dense out(n, n);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out.data()[i] = std::sin(static_cast<double>(i * i + 1));
    }
    return out;
}

}  // namespace

TEST_CASE("dense and sparse factors solve the same equations") {
    constexpr std::size_t n = 7;
    const Dense a = some(n);
    Sparse s(n, n);
    std::vector<double> b(n);
    for (std::size_t i = 0; i < n; ++i) {
        b[i] = static_cast<double>(i) - 2.0;
        for (std::size_t j = 0; j < n; ++j) {
            s.element(i, j) = a.at(i, j);
        }
    }
    std::vector<double> x(n);
    std::vector<double> y(n);
    std::vector<double> back(n);
    LuFactors(a).solve(b, x);
    SparseFactors(s).solve(b, y);
    s.multiply(x, back);
    for (std::size_t i = 0; i < n; ++i) {
        CHECK(x[i] == doctest::Approx(y[i]));
        CHECK(back[i] == doctest::Approx(b[i]));
    }
}

TEST_CASE("powers agree with repeated products") {
    const Dense a = some(4);
    Dense product = some(4);
    for (int k = 0; k < 6; ++k) {
        product = multiply(product, a);
    }
    const Dense power7 = power(a, 7);
    for (std::size_t i = 0; i < power7.size(); ++i) {
        CHECK(power7.data()[i] == doctest::Approx(product.data()[i]));
    }
}

TEST_CASE("determinants do not overflow") {
    Dense a(3, 3);
    a.at(0, 0) = 1e300;
    a.at(1, 1) = -2e300;
    a.at(2, 2) = 3e300;
    int exponent = 0;
    CHECK(LuFactors(a).determinant(exponent) == doctest::Approx(-6.0));
    CHECK(exponent == 900);
}

TEST_CASE("sparse elements keep their place") {
    Sparse s(3, 3);
    const double* where = &s.element(1, 1);
    for (std::size_t i = 0; i < 3; ++i) {
        s.element(1, i) = 4.0;
    }
    CHECK(where == &s.element(1, 1));
    s.resize(3, 2);
    CHECK(s.row(1).size() == 2);
    CHECK(s.transposed().get(1, 1) == 4.0);
}

TEST_CASE("a matrix that does not fit into memory is refused") {
    CHECK_THROWS_AS(Dense(std::size_t{1} << 40, std::size_t{1} << 40), Error);
}
