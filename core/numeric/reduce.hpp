// One number from an array: sums, extremes, counts.
//
// Sums are formed in blocks of 256 elements with 16 partial sums each, and the blocks are added in pairs, so
// the rounding error grows with log n as in a pairwise sum. The order of additions does not depend on the
// machine: every processor gives the same bits.
#pragma once

#include <cstddef>
#include <span>

namespace nrn::numeric {

// sum of x[i]; 0 for an empty array. NaN and infinities propagate.
double sum(std::span<const double> x) noexcept;

// sum of x[i] x[i]
double sum_squares(std::span<const double> x) noexcept;

// sum of (x[i] - center)^2: the second pass of the variance, with center the mean
double sum_squared_deviations(std::span<const double> x, double center) noexcept;

// sum of x[i] y[i]; raises ErrorKind::Value if the lengths differ
double dot(std::span<const double> x, std::span<const double> y);

// sum of (x[i] - y[i])^2; raises ErrorKind::Value if the lengths differ
double sum_squared_differences(std::span<const double> x, std::span<const double> y);

// sum of x[i] / n; raises ErrorKind::Value for an empty array
double mean(std::span<const double> x);

// The smallest and the largest element. NaN elements are passed over; NaN only if all are NaN.
// Raise ErrorKind::Value for an empty array.
double minimum(std::span<const double> x);
double maximum(std::span<const double> x);

// The index of the first smallest and of the first largest element, NaN passed over (0 if all are NaN).
// Raise ErrorKind::Value for an empty array.
std::size_t minimum_index(std::span<const double> x);
std::size_t maximum_index(std::span<const double> x);

// Whether |x[i] - y[i]| < tolerance for all i, or x[i] == y[i] if the tolerance is 0. NaN is near nothing, an
// infinity near itself only without a tolerance. Arrays of different lengths are not near each other.
bool all_near(std::span<const double> x, std::span<const double> y, double tolerance) noexcept;

}  // namespace nrn::numeric
