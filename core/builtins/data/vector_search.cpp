// Vector members: elements that fulfil a condition.
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "numeric/search.hpp"

namespace nrn {
namespace {

double tolerance_of(Call& call) {
    const double epsilon = epsilon_of(call);
    return std::isfinite(epsilon) && epsilon > 0.0 ? epsilon : 0.0;
}

// Arguments i and after: a comparison, and the one or two numbers that it needs.
numeric::Condition condition_args(Call& call, std::size_t i) {
    const auto comparison = numeric::comparison(call.text(i));
    if (!comparison) {
        call.bad(ErrorKind::Value, i,
                 format("is '%s'; the comparisons are == != < <= > >= and the intervals [] [) (] ()",
                        std::string(call.text(i)).c_str()));
    }
    if (numeric::is_interval(*comparison) && !call.has(i + 2)) {
        call.bad(ErrorKind::Type, i, "is an interval, which needs two numbers after it");
    }
    return {*comparison, call.number(i + 1), call.number_or(i + 2, 0.0), tolerance_of(call)};
}

Value contains_(Call& call) {
    const auto x = self_vector(call).span();
    const double value = call.number(0);
    if (!std::isfinite(value)) {  // the difference of two infinities is no number
        return Value::boolean(false);
    }
    const numeric::Condition equal{numeric::Comparison::Equal, value, 0.0, tolerance_of(call)};
    return Value::boolean(numeric::find_first(x, equal) < x.size());
}

Value indwhere_(Call& call) {
    const auto x = self_vector(call).span();
    const std::size_t i = numeric::find_first(x, condition_args(call, 0));
    return Value::integer(i < x.size() ? static_cast<double>(i) : -1.0);
}

using Find = std::size_t (*)(std::span<const double>, const numeric::Condition&, std::span<double>);

// self = what `find` collects from the source, which is argument 0 if that is a Vector, else self.
Value collect(Call& call, Find find) {
    Vector& self = self_vector(call);
    const bool from_other = call.is(0, Kind::Object);
    Vector& source = from_other ? vector_arg(call, 0) : self;
    const numeric::Condition condition = condition_args(call, from_other ? 1 : 0);
    if (&source == &self) {
        self.detach();
        const std::span<double> x = self.mutable_span();
        self.resize_for_overwrite(find(x, condition, x));
    } else {
        self.resize_for_overwrite(numeric::count_where(source.span(), condition));
        const std::span<double> out = self.mutable_span();
        find(source.span(), condition, out);
    }
    return call.self_value();
}

Value where_(Call& call) {
    return collect(call, numeric::find_values);
}
Value indvwhere_(Call& call) {
    return collect(call, numeric::find_indices);
}

// ---- the table ----

constexpr const char* kCollectForms =
    "(op: str, value: float) -> self ; (op: str, low: float, high: float) -> self ; "
    "(source: Vector, op: str, value: float) -> self ; (source: Vector, op: str, low: float, high: float) -> self";

const Member kRows[] = {
    {"contains", MemberKind::Method, "(value: float) -> bool", "",
     "Whether an element equals value, give or take h.float_epsilon.\n\n"
     "Never True for nan and infinities. See indwhere() for the place of the element.",
     contains_},
    {"indwhere", MemberKind::Method, "(op: str, value: float) -> int ; (op: str, low: float, high: float) -> int", "",
     "Index of the first element that fulfils a condition, -1 when none does.\n\n"
     "op is '==', '!=', '<', '<=', '>' or '>=' with one number, or an interval with two: '[]', '[)', '(]' or '()',\n"
     "where a square bracket includes the bound. Numbers closer than h.float_epsilon count as equal.\n"
     "ValueError for another op.",
     indwhere_},
    {"indvwhere", MemberKind::Method, kCollectForms, "",
     "The indices of all elements that fulfil a condition; the Vector is resized to their number.\n\n"
     "Looks in source, by default in the Vector itself. The conditions are those of indwhere().",
     indvwhere_},
    {"where", MemberKind::Method, kCollectForms, "",
     "All elements that fulfil a condition, in their order; the Vector is resized to their number.\n\n"
     "Looks in source, by default in the Vector itself. The conditions are those of indwhere().",
     where_},
};

}  // namespace

void add_vector_search(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
