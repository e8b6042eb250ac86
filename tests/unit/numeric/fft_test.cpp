// Transforms of every kind of length against the definition and against each other.
#include "numeric/fft.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "base/error.hpp"

using namespace nrn::numeric;

namespace {

using Complex = std::complex<double>;

std::vector<Complex> by_definition(const std::vector<Complex>& x) {
    const std::size_t n = x.size();
    std::vector<Complex> terms(n);
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t j = 0; j < n; ++j) {
            const auto turns = static_cast<double>(j * k % n) / static_cast<double>(n);
            terms[k] += x[j] * std::polar(1.0, -2 * std::numbers::pi * turns);
        }
    }
    return terms;
}

double largest_difference(const std::vector<Complex>& a, const std::vector<Complex>& b) {
    double largest = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        largest = std::max(largest, std::abs(a[k] - b[k]));
    }
    return largest;
}

}  // namespace

TEST_CASE("all transforms of a length agree with the definition") {
    FftWorkspace workspace;
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    for (const std::size_t n : {1, 2, 3, 4, 5, 6, 7, 8, 12, 30, 64, 67, 97, 128, 134, 210, 268, 509, 600, 1024}) {
        CAPTURE(n);
        const double tolerance = 1e-14 * static_cast<double>(n);
        std::vector<Complex> z(n), terms(n), back(n);
        for (Complex& c : z) {
            c = {normal(random), normal(random)};
        }
        fft(z, terms, workspace);
        CHECK(largest_difference(terms, by_definition(z)) < tolerance);
        ifft(terms, back, workspace);
        CHECK(largest_difference(back, z) < tolerance);
        back = z;
        fft(back, back);
        CHECK(largest_difference(back, terms) < tolerance);
        ifft(back, back);
        CHECK(largest_difference(back, z) < tolerance);

        std::vector<double> x(n), y(n);
        std::vector<Complex> real(n), half(n / 2 + 1);
        for (std::size_t j = 0; j < n; ++j) {
            real[j] = x[j] = normal(random);
        }
        rfft(x, half, workspace);
        auto expected = by_definition(real);
        expected.resize(n / 2 + 1);
        CHECK(largest_difference(half, expected) < tolerance);
        half.front() += Complex(0, 3);  // not looked at
        if (n % 2 == 0) {
            half.back() += Complex(0, 3);
        }
        irfft(half, y, workspace);
        for (std::size_t j = 0; j < n; ++j) {
            CHECK(std::fabs(y[j] - x[j]) < tolerance);
        }
    }
}

TEST_CASE("more lengths than a workspace keeps, and a cleared one") {
    FftWorkspace workspace;
    for (std::size_t n = 1; n < 150; ++n) {
        std::vector<Complex> z(n, 1.0), terms(n);
        fft(z, terms, workspace);
        CHECK(std::abs(terms[0] - static_cast<double>(n)) < 1e-11);
    }
    workspace.clear();
    std::vector<double> x{1, 2, 3, 4};
    std::vector<Complex> half(3);
    rfft(x, half, workspace);
    CHECK(largest_difference(half, {10.0, Complex(-2, 2), -2.0}) < 1e-15);
}

TEST_CASE("lengths that are refused") {
    std::vector<double> x(4);
    std::vector<Complex> z(4), half(4);
    CHECK_THROWS_AS(rfft(x, half), nrn::Error);
    CHECK_THROWS_AS(irfft(half, x), nrn::Error);
    CHECK_THROWS_AS(rfft({}, half), nrn::Error);
    CHECK_THROWS_AS(fft(z, std::span(half).first(3)), nrn::Error);
}

TEST_CASE("fast lengths") {
    CHECK(next_fast_length(0) == 4);
    CHECK(next_fast_length(5) == 8);
    CHECK(next_fast_length(17) == 20);
    CHECK(next_fast_length(8191) == 8192);
    CHECK(next_fast_length(100001) == 102400);
    CHECK(next_power_of_two(0) == 1);
    CHECK(next_power_of_two(5) == 8);
    CHECK(next_power_of_two(8) == 8);
}
