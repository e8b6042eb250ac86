// Sorting arrays of doubles, and the permutation that would sort one.
//
// Order: ascending, -0 and +0 are equal, NaN after everything else. Index sorts are stable: equal elements
// keep ascending indices (and all NaN do), so the result is one and the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nrn::numeric {

// Sorts in place. Long arrays borrow memory of twice the size of x; after std::bad_alloc the elements
// are still there, in some order.
void sort(std::span<double> x);

// order = the indices for which x[order[0]] <= x[order[1]] <= ... Raises ErrorKind::Value if the lengths
// differ. order may be x itself. Borrows 16 bytes an element.
void sort_indices(std::span<const double> x, std::span<double> order);
void sort_indices(std::span<const double> x, std::span<std::size_t> order);

// The middle element of n, or the mean of the two middle ones for even n. NaN counts as the largest.
// Raises ErrorKind::Value for an empty array. Borrows memory of the size of x.
double median(std::span<const double> x);

// The same, with x reordered instead of a copy.
double median_in_place(std::span<double> x);

}  // namespace nrn::numeric
