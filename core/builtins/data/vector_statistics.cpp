// Vector members: sums, moments, extremes, histograms and order.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "numeric/elementwise.hpp"
#include "numeric/reduce.hpp"
#include "numeric/search.hpp"
#include "numeric/sort.hpp"

namespace nrn {
namespace {

// The elements in the range of arguments 0 and 1, all of them without arguments.
std::span<const double> part_of(Call& call) {
    const Vector& self = self_vector(call);
    const Range range = range_args(call, 0, self.size());
    return self.span().subspan(range.begin, range.end - range.begin);
}

void require_elements(Call& call, std::size_t have, std::size_t wanted) {
    if (have < wanted) {
        call.refuse(ErrorKind::Value, format("needs at least %zu element%s, there %s %zu", wanted,
                                             wanted == 1 ? "" : "s", have == 1 ? "is" : "are", have));
    }
}

// ---- sums and moments ----

Value sum_(Call& call) {
    return Value::number(numeric::sum(part_of(call)));
}
Value sumsq_(Call& call) {
    return Value::number(numeric::sum_squares(part_of(call)));
}
Value mean_(Call& call) {
    const auto x = part_of(call);
    require_elements(call, x.size(), 1);
    return Value::number(numeric::mean(x));
}

double variance(Call& call, std::span<const double> x) {
    require_elements(call, x.size(), 2);
    return numeric::sum_squared_deviations(x, numeric::mean(x)) / static_cast<double>(x.size() - 1);
}

Value var_(Call& call) {
    return Value::number(variance(call, part_of(call)));
}
Value stdev_(Call& call) {
    return Value::number(std::sqrt(variance(call, part_of(call))));
}
Value stderr_(Call& call) {
    const auto x = part_of(call);
    return Value::number(std::sqrt(variance(call, x) / static_cast<double>(x.size())));
}

Value median_(Call& call) {
    const auto x = self_vector(call).span();
    require_elements(call, x.size(), 1);
    return Value::number(numeric::median(x));
}

Value meansqerr_(Call& call) {
    const auto x = self_vector(call).span();
    require_elements(call, x.size(), 1);
    for (std::size_t i = 0; i < call.count; ++i) {
        if (vector_arg(call, i).size() < x.size()) {
            call.bad(ErrorKind::Value, i,
                     format("has %zu elements where %zu are needed", vector_arg(call, i).size(), x.size()));
        }
    }
    const auto y = vector_arg(call, 0).span().first(x.size());
    double total = 0.0;
    if (call.count == 1) {
        total = numeric::sum_squared_differences(x, y);
    } else {
        const double* weight = vector_arg(call, 1).view();
        for (std::size_t i = 0; i < x.size(); ++i) {
            total += weight[i] * (x[i] - y[i]) * (x[i] - y[i]);
        }
    }
    return Value::number(total / static_cast<double>(x.size()));
}

// ---- extremes ----

Value min_(Call& call) {
    const auto x = part_of(call);
    return Value::number(x.empty() ? 0.0 : numeric::minimum(x));
}
Value max_(Call& call) {
    const auto x = part_of(call);
    return Value::number(x.empty() ? 0.0 : numeric::maximum(x));
}

// The place in the whole Vector of an extreme of a part of it.
Value place_of(Call& call, std::size_t (*find)(std::span<const double>)) {
    const auto x = part_of(call);
    if (x.empty()) {
        return Value::integer(-1.0);
    }
    return Value::integer(static_cast<double>(x.data() - self_vector(call).view()) + static_cast<double>(find(x)));
}

Value min_ind_(Call& call) {
    return place_of(call, numeric::minimum_index);
}
Value max_ind_(Call& call) {
    return place_of(call, numeric::maximum_index);
}

// ---- histograms ----

double width_arg(Call& call, std::size_t i) {
    const double width = call.number(i);
    if (!(width > 0.0) || std::isinf(width)) {
        call.bad(ErrorKind::Value, i, format("must be a width above 0, not %g", width));
    }
    return width;
}

double finite_arg(Call& call, std::size_t i) {
    if (!std::isfinite(call.number(i))) {
        call.bad(ErrorKind::Value, i, format("must be finite, not %g", call.number(i)));
    }
    return call.number(i);
}

// n bins, all 0.
void clear_bins(Vector& bins, std::size_t n) {
    bins.resize_for_overwrite(n);
    numeric::fill(bins.mutable_span(), 0.0);
}

Value hist_(Call& call) {
    const double low = finite_arg(call, 1);
    const std::size_t n = size_arg(call, 2);
    const double width = width_arg(call, 3);
    Vector made;
    clear_bins(made, n);
    numeric::count_in_bins(vector_arg(call, 0).span(), low, width, made.mutable_span());
    self_vector(call).take(made);
    return call.self_value();
}

Value histogram_(Call& call) {
    const double low = finite_arg(call, 0);
    const double high = finite_arg(call, 1);
    const double width = width_arg(call, 2);
    if (!(width <= high - low)) {
        call.bad(ErrorKind::Value, 2, format("is %g, wider than the range from %g to %g", width, low, high));
    }
    const double bins = std::floor((high - low) / width) + 2.0;
    if (bins > static_cast<double>(kLargestVector)) {
        call.bad(ErrorKind::Memory, 2, format("asks for %g bins: there is no memory for that", bins));
    }
    Value made = Value::adopt_object(new_vector(call.context));
    clear_bins(vector_of(made.as_object()), static_cast<std::size_t>(bins));
    const auto counts = vector_of(made.as_object()).mutable_span();
    const auto x = self_vector(call).span();
    if (numeric::count_in_bins(x, low, width, counts.subspan(1)).below != 0) {
        counts[0] = static_cast<double>(numeric::count_where(x, {numeric::Comparison::InClosedOpen, low - width, low}));
    }
    return made;
}

// ---- order ----

Value sort_(Call& call) {
    numeric::sort(self_vector(call).mutable_span());
    return call.self_value();
}

Value sortindex_(Call& call) {
    Vector& self = self_vector(call);
    if (call.count == 0) {
        Value made = Value::adopt_object(new_vector(call.context, self.size()));
        numeric::sort_indices(self.span(), vector_of(made.as_object()).mutable_span());
        return made;
    }
    Vector order;
    order.resize_for_overwrite(self.size());
    numeric::sort_indices(self.span(), order.mutable_span());
    vector_arg(call, 0).take(order);
    return call.args[0].copy();
}

// ---- the table ----

constexpr const char* kRangeForms = "() -> float ; (start: int, end: int) -> float";
constexpr const char* kRangePlaceForms = "() -> int ; (start: int, end: int) -> int";

const Member kRows[] = {
    {"sum", MemberKind::Method, kRangeForms, "",
     "Sum of the elements, or of those from start to end, both included.\n\n"
     "0 for an empty Vector. Partial sums keep the rounding error small.",
     sum_},
    {"sumsq", MemberKind::Method, kRangeForms, "",
     "Sum of the squares of the elements, or of those from start to end, both included.\n\n"
     "0 for an empty Vector.",
     sumsq_},
    {"mean", MemberKind::Method, kRangeForms, "",
     "Mean of the elements, or of those from start to end, both included.\n\n"
     "ValueError for an empty Vector.",
     mean_},
    {"var", MemberKind::Method, kRangeForms, "",
     "Variance of the elements, or of those from start to end, both included.\n\n"
     "The sum of (x - mean)^2 divided by n - 1. ValueError for fewer than 2 elements.",
     var_},
    {"stdev", MemberKind::Method, kRangeForms, "",
     "Standard deviation of the elements, or of those from start to end, both included.\n\n"
     "The square root of var(). ValueError for fewer than 2 elements.",
     stdev_},
    {"stderr", MemberKind::Method, kRangeForms, "",
     "Standard error of the mean of the elements, or of those from start to end, both included.\n\n"
     "The square root of var()/n. ValueError for fewer than 2 elements.",
     stderr_},
    {"median", MemberKind::Method, "() -> float", "",
     "The middle one of the elements in order; the mean of the two middle ones for an even number.\n\n"
     "The Vector is not changed. ValueError for an empty Vector.",
     median_},
    {"meansqerr", MemberKind::Method, "(vector: Vector) -> float ; (vector: Vector, weight: Vector) -> float", "",
     "Mean of the squared differences to another Vector, each weighted when weight is given.\n\n"
     "The sum of weight[i]*(x[i] - vector[i])^2 divided by the size of this Vector.\n"
     "ValueError for an empty Vector, and when vector or weight has fewer elements.",
     meansqerr_},
    {"min", MemberKind::Method, kRangeForms, "",
     "Smallest element, or that of those from start to end, both included.\n\n"
     "nan is passed over. 0 for an empty Vector.",
     min_},
    {"max", MemberKind::Method, kRangeForms, "",
     "Largest element, or that of those from start to end, both included.\n\n"
     "nan is passed over. 0 for an empty Vector.",
     max_},
    {"min_ind", MemberKind::Method, kRangePlaceForms, "",
     "Index of the first smallest element, or of that among those from start to end, both included.\n\n"
     "The index counts from the beginning of the Vector. -1 for an empty Vector.",
     min_ind_},
    {"max_ind", MemberKind::Method, kRangePlaceForms, "",
     "Index of the first largest element, or of that among those from start to end, both included.\n\n"
     "The index counts from the beginning of the Vector. -1 for an empty Vector.",
     max_ind_},
    {"hist", MemberKind::Method, "(source: Vector, low: float, size: int, width: float) -> self", "",
     "Counts the elements of source in size bins of a width each, the first of which begins at low.\n\n"
     "The Vector is resized to size; element k is the number of x with low + k*width <= x < low + (k+1)*width.\n"
     "What lies outside is not counted. ValueError unless width > 0 and size >= 0.",
     hist_},
    {"histogram", MemberKind::Method, "(low: float, high: float, width: float) -> Vector", "",
     "A new Vector with the numbers of elements in bins between low and high, and in one beyond each end.\n\n"
     "It has floor((high - low)/width) + 2 elements; element k counts low + (k-1)*width <= x < low + k*width.\n"
     "ValueError unless 0 < width <= high - low.",
     histogram_},
    {"sort", MemberKind::Method, "() -> self", "",
     "Sorts the elements in ascending order.\n\n"
     "nan comes last.",
     sort_},
    {"sortindex", MemberKind::Method, "() -> Vector ; (dest: Vector) -> Vector", "",
     "The indices of the elements in ascending order, in a new Vector or in dest.\n\n"
     "v.c().index(v, v.sortindex()) is sorted. Equal elements keep their order; nan comes last. dest is resized.",
     sortindex_},
};

}  // namespace

void add_vector_statistics(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
