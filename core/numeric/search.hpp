// Finding elements by a condition, counting into bins, interpolating, reordering.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace nrn::numeric {

// A condition on a number x. Comparisons with NaN are false, but NotEqual is true.
//
// With a tolerance t > 0 the bounds are taken with that much play, as hoc does with float_epsilon: Equal is
// |x - a| < t (NotEqual the opposite), <= and >= accept what is beyond the bound by at most t, < and >
// only what is before the bound by more than t; the intervals likewise at each end.
enum class Comparison : int {
    Equal,         // "=="  x == a
    NotEqual,      // "!="  x != a
    Less,          // "<"   x < a
    LessEqual,     // "<="  x <= a
    Greater,       // ">"   x > a
    GreaterEqual,  // ">="  x >= a
    InClosed,      // "[]"  a <= x <= b
    InClosedOpen,  // "[)"  a <= x < b
    InOpenClosed,  // "(]"  a < x <= b
    InOpen,        // "()"  a < x < b
};

struct Condition {
    Comparison comparison;
    double a = 0;
    double b = 0;          // used by the four intervals only
    double tolerance = 0;  // finite and >= 0
};

// The comparison written so, or nothing.
std::optional<Comparison> comparison(std::string_view text) noexcept;

// Whether the comparison is an interval, which needs both a and b.
constexpr bool is_interval(Comparison c) noexcept {
    return c >= Comparison::InClosed;
}

bool holds(const Condition& condition, double x) noexcept;

// How many elements fulfil the condition.
std::size_t count_where(std::span<const double> x, const Condition& condition) noexcept;

// The index of the first element that fulfils the condition; x.size() if none does.
std::size_t find_first(std::span<const double> x, const Condition& condition) noexcept;

// Writes the indices (or the elements themselves) that fulfil the condition, in order, to the start of out,
// and returns how many there are. Nothing is written past them. out must have room for them:
// ErrorKind::Value otherwise, with out partly written. It may be x itself, but may not overlap it otherwise.
// Typical use: resize the result to x.size() or to count_where(), fill it, shrink it to the returned number.
std::size_t find_indices(std::span<const double> x, const Condition& condition, std::span<double> out);
std::size_t find_values(std::span<const double> x, const Condition& condition, std::span<double> out);

// out[i] = 1 where x[i] fulfils the condition, else 0; raises ErrorKind::Value if the lengths differ.
void mark_where(std::span<const double> x, const Condition& condition, std::span<double> out);

// What fell outside of the bins.
struct OutsideBins {
    std::size_t below = 0;
    std::size_t above = 0;
    std::size_t nan = 0;
};

// Adds to counts[k] the number of elements with k = floor((x - low) / width). counts is not cleared first.
// Raises ErrorKind::Value unless low and width are finite and width > 0.
OutsideBins count_in_bins(std::span<const double> x, double low, double width, std::span<double> counts);

// Linear interpolation: out[i] = the value at x[i] of the line through the points (xs[k], ys[k]), xs
// ascending. Before the first point and after the last, the value there. At equal abscissae: the first of these
// points. A NaN in x gives NaN. Ascending x costs one walk along xs, others a binary search each. out may be
// x itself, and may not overlap xs or ys. Raises ErrorKind::Value if xs is empty or lengths differ.
void interpolate(std::span<const double> x, std::span<const double> xs, std::span<const double> ys,
                 std::span<double> out);

// x[i] <-> x[n - 1 - i]
void reverse(std::span<double> x) noexcept;

// Moves every element k places to the right, those beyond the end to the start; negative k: to the left.
void rotate(std::span<double> x, std::ptrdiff_t k) noexcept;

// out[i] = x[floor(indices[i])], the gather of Vector.index; elements with an index outside of x get
// `missing`. out may not overlap x or indices, except that it may be indices itself.
void gather(std::span<const double> x, std::span<const double> indices, double missing, std::span<double> out);

}  // namespace nrn::numeric
