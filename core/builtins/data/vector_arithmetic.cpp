// Vector members: arithmetic, mathematical functions, and functions of the user applied to elements.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/math/math.hpp"
#include "builtins/math/user_function.hpp"
#include "numeric/elementwise.hpp"
#include "numeric/reduce.hpp"
#include "numeric/search.hpp"
#include "object/host.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

// Work of several passes goes part by part, so that the later passes find the elements in the cache.
constexpr std::size_t kPart = 2048;  // elements, 16 KB

// Calls work(part) for one part of x after the other.
template <class Work>
void by_parts(std::span<double> x, Work&& work) {
    for (std::size_t i = 0; i < x.size(); i += kPart) {
        work(x.subspan(i, std::min(kPart, x.size() - i)));
    }
}

// ---- with a number or a Vector ----

using WithNumber = void (*)(std::span<double>, double) noexcept;
using WithArray = void (*)(std::span<double>, std::span<const double>);

Value combine(Call& call, WithNumber with_number, WithArray with_array) {
    Vector& self = self_vector(call);
    if (call.is_number(0)) {
        with_number(self.mutable_span(), call.number(0));
        return call.self_value();
    }
    Vector& other = vector_arg(call, 0);
    require_same_size(call, 0, self, other);
    const std::span<double> x = self.mutable_span();  // may move the storage: before looking at `other`
    with_array(x, other.span());
    return call.self_value();
}

Value add_(Call& call) {
    return combine(call, numeric::add, numeric::add);
}
Value sub_(Call& call) {
    return combine(call, numeric::sub, numeric::sub);
}
Value mul_(Call& call) {
    return combine(call, numeric::mul, numeric::mul);
}
Value div_(Call& call) {
    if (call.is_number(0) && call.number(0) == 0.0) {
        call.bad(ErrorKind::Value, 0, "is 0: division by zero");
    }
    return combine(call, numeric::div, numeric::div);
}

// ---- functions of one number ----

// self = f of the source (argument i, or self when it is left out), where f(part) works in place.
template <class Function>
Value map_from(Call& call, std::size_t i, Function&& f) {
    Vector& self = self_vector(call);
    Vector& source = call.is(i, Kind::Object) ? vector_arg(call, i) : self;
    if (&source == &self) {
        by_parts(self.mutable_span(), f);
        return call.self_value();
    }
    self.resize_for_overwrite(source.size());
    const std::span<double> x = self.mutable_span();
    const double* from = source.view();
    by_parts(x, [&](std::span<double> part) {
        std::memcpy(part.data(), from + (part.data() - x.data()), part.size() * sizeof(double));
        f(part);
    });
    return call.self_value();
}

template <numeric::MathFunction kFunction>
Value map_function(Call& call) {
    return map_from(call, 0, [](std::span<double> part) { numeric::apply_function(kFunction, part); });
}

Vector& source_arg(Call& call, std::size_t i) {
    return call.is(i, Kind::Object) ? vector_arg(call, i) : self_vector(call);
}

// Refuses elements that fulfil the condition.
void refuse_elements(Call& call, std::span<const double> x, numeric::Comparison comparison, const char* what) {
    const std::size_t i = numeric::find_first(x, {comparison, 0.0});
    if (i < x.size()) {
        call.refuse(ErrorKind::Value, format("element %zu is %.17g: %s", i, x[i], what));
    }
}

Value abs_(Call& call) {
    return map_from(call, 0, numeric::absolute);
}
Value sqrt_(Call& call) {
    refuse_elements(call, source_arg(call, 0).span(), numeric::Comparison::Less, "no square root of a negative number");
    return map_function<numeric::MathFunction::Sqrt>(call);
}

// part^exponent. Whole powers of negative numbers are formed from |x|: power functions are slow for these.
void raise_part(std::span<double> part, double exponent) {
    const bool whole = std::isfinite(exponent) && std::trunc(exponent) == exponent;
    if (!whole || numeric::find_first(part, {numeric::Comparison::Less, 0.0}) == part.size()) {
        numeric::power(part, exponent);
        return;
    }
    double before[kPart];
    std::copy(part.begin(), part.end(), before);
    numeric::absolute(part);
    numeric::power(part, exponent);
    if (std::fmod(exponent, 2.0) != 0.0) {
        for (std::size_t i = 0; i < part.size(); ++i) {
            part[i] = std::copysign(part[i], before[i]);
        }
    }
}

Value pow_(Call& call) {
    const std::size_t last = call.count - 1;
    const double exponent = call.number(last);
    const std::span<const double> x = source_arg(call, 0).span();
    if (exponent == -1.0) {
        refuse_elements(call, x, numeric::Comparison::Equal, "division by zero");
    } else if (exponent == 0.5) {
        refuse_elements(call, x, numeric::Comparison::Less, "no square root of a negative number");
    }
    return map_from(call, 0, [exponent](std::span<double> part) { raise_part(part, exponent); });
}

Value sin_(Call& call) {
    constexpr double kTwoPi = 6.28318530717958647692;
    constexpr double kPerSecond = 1000.0;                         // ms/s
    const double omega = kTwoPi * (call.number(0) / kPerSecond);  // [rad/ms]
    const double phase = call.number(1);
    const double dt = call.number_or(2, 1.0);
    const std::span<double> x = self_vector(call).mutable_span();
    by_parts(x, [&](std::span<double> part) {
        const auto first = static_cast<std::size_t>(part.data() - x.data());
        for (std::size_t i = 0; i < part.size(); ++i) {
            part[i] = omega * static_cast<double>(first + i) * dt + phase;
        }
        numeric::apply_function(numeric::MathFunction::Sin, part);
    });
    return call.self_value();
}

// ---- scale ----

Value scale_(Call& call) {
    Vector& self = self_vector(call);
    const double low = call.number(0);
    const double high = call.number(1);
    if (self.size() == 0) {
        call.refuse(ErrorKind::Value, "the Vector is empty: it has no smallest and largest element");
    }
    const double min = numeric::minimum(self.span());
    const double max = numeric::maximum(self.span());
    if (min == max) {
        return Value::number(0.0);
    }
    const double factor = (high - low) / (max - min);
    for (double& x : self.mutable_span()) {
        x = (x - min) * factor + low;
    }
    return Value::number(factor);
}

// ---- apply and reduce ----

// The largest argument of hoc's exp(), which does not go to infinity.
constexpr double kLargestExponent = 700.0;

// x[i] = function(x[i]) for a mathematical function of hoc. Its errors of domain come first.
void apply_builtin(Call& call, std::string_view name, ScalarFunction function, std::span<double> x) {
    const auto known = numeric::math_function(name);
    if (!known) {
        std::transform(x.begin(), x.end(), x.begin(), function);
        return;
    }
    using numeric::MathFunction;
    if (*known == MathFunction::Sqrt || *known == MathFunction::Log || *known == MathFunction::Log10) {
        refuse_elements(call, x, numeric::Comparison::Less,
                        format("%s() takes no negative number", std::string(name).c_str()).c_str());
    }
    by_parts(x, [&](std::span<double> part) {
        if (*known == MathFunction::Exp && numeric::maximum(part) > kLargestExponent) {
            std::transform(part.begin(), part.end(), part.begin(),
                           [](double e) { return e > kLargestExponent ? kLargestExponent : e; });
        }
        numeric::apply_function(*known, part);
    });
}

// out[k] = function(element begin + k of self), function being hoc's or the host's. It may change the Vector.
void call_for_each(Call& call, Range range, std::span<double> out, const UserFunction& function) {
    Vector& self = self_vector(call);
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (i >= self.size()) {
            call.refuse(ErrorKind::Index, "the function has made the Vector shorter");
        }
        const Value element = Value::number(self.view()[i]);
        out[i - range.begin] = function.number(&element, 1);
    }
}

// out = the function in argument 0 of the elements of self in the range.
void evaluate_function(Call& call, Range range, Vector& out) {
    out.resize_for_overwrite(range.end - range.begin);
    if (call.is(0, Kind::Text)) {
        if (ScalarFunction builtin = find_scalar_function(call.text(0))) {
            const auto x = self_vector(call).span().subspan(range.begin, range.end - range.begin);
            std::copy(x.begin(), x.end(), out.data());
            apply_builtin(call, call.text(0), builtin, out.mutable_span());
            return;
        }
    }
    const UserFunction function(call, 0);
    call_for_each(call, range, out.mutable_span(), function);
}

Value apply_(Call& call) {
    Vector& self = self_vector(call);
    const Range range = range_args(call, 1, self.size());
    if (call.is(0, Kind::Text)) {
        if (ScalarFunction builtin = find_scalar_function(call.text(0))) {  // in place: fails before the first change
            apply_builtin(call, call.text(0), builtin,
                          self.mutable_span().subspan(range.begin, range.end - range.begin));
            return call.self_value();
        }
    }
    Vector results;
    evaluate_function(call, range, results);
    if (range.end > self.size()) {
        call.refuse(ErrorKind::Index, "the function has made the Vector shorter");
    }
    std::copy(results.span().begin(), results.span().end(), self.data() + range.begin);
    return call.self_value();
}

Value reduce_(Call& call) {
    const Range range = range_args(call, 2, self_vector(call).size());
    Vector results;
    evaluate_function(call, range, results);
    return Value::number(call.number_or(1, 0.0) + numeric::sum(results.span()));
}

// ---- two Vectors, one number ----

Value dot_(Call& call) {
    const auto x = self_vector(call).span();
    const auto y = vector_arg(call, 0).span();
    if (y.size() < x.size()) {
        call.bad(ErrorKind::Value, 0, format("has %zu elements where %zu are needed", y.size(), x.size()));
    }
    return Value::number(numeric::dot(x, y.first(x.size())));
}

Value mag_(Call& call) {
    return Value::number(std::sqrt(numeric::sum_squares(self_vector(call).span())));
}

Value eq_(Call& call) {
    const auto x = self_vector(call).span();
    const auto y = vector_arg(call, 0).span();
    const double epsilon = epsilon_of(call);
    bool equal = x.size() == y.size();
    for (std::size_t i = 0; equal && i < x.size(); ++i) {
        const double difference = std::fabs(x[i] - y[i]);
        equal = difference < epsilon || difference == 0.0;
    }
    return Value::number(equal ? 1.0 : 0.0);
}

// ---- the table ----

constexpr const char* kCombineForms = "(value: float) -> self ; (vector: Vector) -> self";
constexpr const char* kMapForms = "() -> self ; (source: Vector) -> self";
constexpr const char* kApplyForms =
    "(function: str|callable) -> self ; (function: str|callable, start: int, end: int) -> self";
constexpr const char* kReduceForms =
    "(function: str|callable, base: float = 0) -> float ; "
    "(function: str|callable, base: float, start: int, end: int) -> float";

const Member kRows[] = {
    {"add", MemberKind::Method, kCombineForms, "",
     "Adds a number to each element, or a Vector element by element.\n\n"
     "x[i] = x[i] + value. ValueError when the sizes differ.",
     add_},
    {"sub", MemberKind::Method, kCombineForms, "",
     "Subtracts a number from each element, or a Vector element by element.\n\n"
     "x[i] = x[i] - value. ValueError when the sizes differ.",
     sub_},
    {"mul", MemberKind::Method, kCombineForms, "",
     "Multiplies each element by a number, or by the element of a Vector.\n\n"
     "x[i] = x[i] * value. ValueError when the sizes differ.",
     mul_},
    {"div", MemberKind::Method, kCombineForms, "",
     "Divides each element by a number, or by the element of a Vector.\n\n"
     "x[i] = x[i] / value. Division by an element that is 0 gives inf or nan; by the number 0, ValueError.\n"
     "ValueError when the sizes differ.",
     div_},
    {"scale", MemberKind::Method, "(low: float, high: float) -> float", "",
     "Scales and shifts the elements to the range from low to high, and gives the factor.\n\n"
     "x[i] = (x[i] - min)*factor + low with factor = (high - low)/(max - min). When all elements are equal, nothing\n"
     "is changed and the result is 0. ValueError for an empty Vector.",
     scale_},
    {"abs", MemberKind::Method, kMapForms, "",
     "Absolute values of the elements.\n\n"
     "With source, the Vector is resized and takes |source[i]|.",
     abs_},
    {"floor", MemberKind::Method, kMapForms, "",
     "Rounds the elements down to whole numbers.\n\n"
     "With source, the Vector is resized and takes the rounded elements of source.",
     map_function<numeric::MathFunction::Floor>},
    {"log", MemberKind::Method, kMapForms, "",
     "Natural logarithms of the elements.\n\n"
     "-inf for 0, nan for negative elements. With source, the Vector is resized and takes log(source[i]).",
     map_function<numeric::MathFunction::Log>},
    {"log10", MemberKind::Method, kMapForms, "",
     "Logarithms of the elements to base 10.\n\n"
     "-inf for 0, nan for negative elements. With source, the Vector is resized and takes log10(source[i]).",
     map_function<numeric::MathFunction::Log10>},
    {"pow", MemberKind::Method, "(exponent: float) -> self ; (source: Vector, exponent: float) -> self", "",
     "Raises the elements to a power.\n\n"
     "With source, the Vector is resized and takes source[i]^exponent. A negative element gives nan for an exponent\n"
     "that is not whole. ValueError for exponent -1 with an element 0, and 0.5 with a negative one.",
     pow_},
    {"sqrt", MemberKind::Method, kMapForms, "",
     "Square roots of the elements.\n\n"
     "With source, the Vector is resized and takes the roots of source. ValueError when an element is negative.",
     sqrt_},
    {"tanh", MemberKind::Method, kMapForms, "",
     "Hyperbolic tangents of the elements.\n\n"
     "With source, the Vector is resized and takes tanh(source[i]).",
     map_function<numeric::MathFunction::Tanh>},
    {"sin", MemberKind::Method, "(frequency: float, phase: float, dt: float = 1) -> self", "",
     "Fills the Vector with a sine wave: x[i] = sin(2 pi frequency/1000 i dt + phase).\n\n"
     "frequency in Hz, phase in radians, dt in ms. The size stays as it is.",
     sin_},
    {"apply", MemberKind::Method, kApplyForms, "",
     "Replaces each element, or those from start to end, by a function of it.\n\n"
     "function is the name of a function of hoc of one argument (\"sin\", \"exp\", \"int\", …) or a Python callable\n"
     "that takes a float and returns a number. When it fails, the Vector is unchanged.\n"
     "LookupError for an unknown name, ValueError for elements outside of the domain of log, log10 and sqrt.",
     apply_},
    {"reduce", MemberKind::Method, kReduceForms, "",
     "base plus the sum of a function of each element, or of those from start to end.\n\n"
     "function is as for apply(). An empty Vector gives base.",
     reduce_},
    {"dot", MemberKind::Method, "(vector: Vector) -> float", "",
     "Sum of the products of the elements: the inner product.\n\n"
     "Elements of vector beyond the size of this Vector are not used. ValueError when it has fewer.",
     dot_},
    {"mag", MemberKind::Method, "() -> float", "",
     "Euclidean length: the square root of the sum of squares.\n\n"
     "0 for an empty Vector.",
     mag_},
    {"eq", MemberKind::Method, "(vector: Vector) -> float", "",
     "1.0 when both Vectors have one size and equal elements, else 0.0.\n\n"
     "Elements are equal when they differ by less than h.float_epsilon; nan and infinities never are.\n"
     "The operator == asks whether two names stand for the same Vector.",
     eq_},
};

}  // namespace

void add_vector_arithmetic(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
