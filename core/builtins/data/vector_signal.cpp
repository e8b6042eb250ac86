// Vector members that look at neighbouring elements: deriv, integral, interpolate, resample, rebin, medfltr;
// and those that put a Gaussian on each element: smhist, sumgauss.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "numeric/fft.hpp"
#include "numeric/search.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

// A source and a result. When they are the same Vector, the source is copied first.
class Source {
  public:
    Source(Call& call, const Vector& vector) {
        if (&vector == &self_vector(call)) {
            copy_.assign(vector.span());
            span_ = copy_.span();
        } else {
            span_ = vector.span();
        }
    }
    std::span<const double> span() const noexcept {
        return span_;
    }

  private:
    Vector copy_;
    std::span<const double> span_;
};

// Argument 0 if it is a Vector, else self.
const Vector& source_of(Call& call) {
    return call.is(0, Kind::Object) ? vector_arg(call, 0) : self_vector(call);
}

// Argument i, or `otherwise`: a whole number, Error(Value) below `low`.
std::size_t count_arg(Call& call, std::size_t i, std::size_t low, std::size_t otherwise) {
    if (!call.has(i)) {
        return otherwise;
    }
    const double x = std::trunc(call.number(i));
    if (!(x >= static_cast<double>(low)) || x > static_cast<double>(kLargestVector)) {
        call.bad(ErrorKind::Value, i, format("must be a whole number of at least %zu, not %.17g", low, call.number(i)));
    }
    return static_cast<std::size_t>(x);
}

// ---- differences and sums ----

void euler_differences(std::span<const double> x, double dx, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = (x[i + 1] - x[i]) / dx;
    }
}

void central_differences(std::span<const double> x, double dx, std::span<double> out) {
    const std::size_t last = x.size() - 1;
    out[0] = (x[1] - x[0]) / dx;
    for (std::size_t i = 1; i < last; ++i) {
        out[i] = ((x[i + 1] - x[i - 1]) / 2.0) / dx;
    }
    out[last] = (x[last] - x[last - 1]) / dx;
}

Value deriv_(Call& call) {
    const std::size_t first = call.is(0, Kind::Object) ? 1 : 0;
    const double dx = call.number_or(first, 1.0);
    const double method = std::trunc(call.number_or(first + 1, 2.0));
    if (method != 1.0 && method != 2.0) {
        call.bad(ErrorKind::Value, first + 1,
                 format("must be 1 (Euler) or 2 (central), not %g", call.number(first + 1)));
    }
    const Source source(call, source_of(call));
    const auto x = source.span();
    if (x.size() < 2) {
        call.refuse(ErrorKind::Value, format("needs at least 2 elements, not %zu", x.size()));
    }
    Vector& self = self_vector(call);
    if (method == 1.0) {
        self.resize_for_overwrite(x.size() - 1);
        euler_differences(x, dx, self.mutable_span());
    } else {
        self.resize_for_overwrite(x.size());
        central_differences(x, dx, self.mutable_span());
    }
    return call.self_value();
}

Value integral_(Call& call) {
    Vector& self = self_vector(call);
    const Vector& source = source_of(call);
    const double dx = call.number_or(call.is(0, Kind::Object) ? 1 : 0, 1.0);
    const std::size_t n = source.size();
    self.resize_for_overwrite(n);
    double* out = self.data();  // may move the storage: before looking at the source
    const double* x = source.view();
    double total = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        total = i == 0 ? x[0] : total + x[i] * dx;
        out[i] = total;
    }
    return call.self_value();
}

Value rebin_(Call& call) {
    const std::size_t factor = count_arg(call, call.count - 1, 1, 1);
    Vector& self = self_vector(call);
    const Source source(call, source_of(call));
    const double* x = source.span().data();
    const std::size_t n = source.span().size() / factor;
    self.resize_for_overwrite(n);
    double* out = self.data();
    for (std::size_t k = 0; k < n; ++k, x += factor) {
        double total = 0.0;
        for (std::size_t j = 0; j < factor; ++j) {
            total += x[j];
        }
        out[k] = total;
    }
    return call.self_value();
}

// ---- values between and instead of elements ----

Value interpolate_(Call& call) {
    const bool has_ordinates = call.count == 3;
    const Source at(call, vector_arg(call, 0));
    const Source abscissae(call, vector_arg(call, 1));
    const Source ordinates(call, has_ordinates ? vector_arg(call, 2) : self_vector(call));
    const auto xs = abscissae.span();
    if (xs.empty()) {
        call.bad(ErrorKind::Value, 1, "is empty: there are no points to interpolate between");
    }
    if (xs.size() > ordinates.span().size()) {
        call.bad(ErrorKind::Value, 1,
                 format("has %zu elements, and there are only %zu ordinates", xs.size(), ordinates.span().size()));
    }
    const auto back = std::adjacent_find(xs.begin(), xs.end(), std::greater<>());
    if (back != xs.end()) {
        call.bad(
            ErrorKind::Value, 1,
            format("must ascend: element %td is %.17g and the next one %.17g", back - xs.begin(), back[0], back[1]));
    }
    Vector& self = self_vector(call);
    self.resize_for_overwrite(at.span().size());
    numeric::interpolate(at.span(), xs, ordinates.span().first(xs.size()), self.mutable_span());
    return call.self_value();
}

Value resample_(Call& call) {
    const double rate = call.number(1);
    const Vector& given = vector_arg(call, 0);
    const double wanted = static_cast<double>(given.size()) * rate;
    if (!(rate >= 0.0) || wanted > static_cast<double>(kLargestVector)) {
        call.bad(ErrorKind::Value, 1, format("must be a rate of 0 or more that gives a possible size, not %g", rate));
    }
    const auto n = static_cast<std::size_t>(wanted);
    const Source source(call, given);
    const auto x = source.span();
    Vector& self = self_vector(call);
    self.resize_for_overwrite(n);
    double* out = self.data();
    for (std::size_t i = 0; i < n; ++i) {
        const auto from = static_cast<std::size_t>(static_cast<double>(i) / rate);
        out[i] = x[std::min(from, x.size() - 1)];
    }
    return call.self_value();
}

// ---- moving median ----

// Numbers in ascending order, NaN last.
inline bool before(double a, double b) {
    return a < b || (std::isnan(b) && !std::isnan(a));
}

// The elements of a window, kept in order while it moves.
class OrderedWindow {
  public:
    void insert(double x) {
        ordered_.insert(std::upper_bound(ordered_.begin(), ordered_.end(), x, before), x);
    }
    void remove(double x) {
        ordered_.erase(std::lower_bound(ordered_.begin(), ordered_.end(), x, before));
    }
    double median() const {
        const std::size_t n = ordered_.size();
        const double upper = ordered_[n / 2];
        return n % 2 != 0 ? upper : (ordered_[n / 2 - 1] + upper) / 2.0;
    }

  private:
    std::vector<double> ordered_;
};

constexpr std::size_t kLookAtSignals = std::size_t{1} << 12;  // elements from one look to the next

Value medfltr_(Call& call) {
    const Vector& source = source_of(call);
    const auto x = source.span();
    const std::size_t n = x.size();
    const std::size_t points = std::min(count_arg(call, call.is(0, Kind::Object) ? 1 : 0, 0, 1), n);
    Vector made;
    made.resize_for_overwrite(n);
    double* out = made.data();
    OrderedWindow window;
    for (std::size_t i = 0; i < std::min(points, n); ++i) {
        window.insert(x[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (i + points < n) {
            window.insert(x[i + points]);
        }
        if (i > points) {
            window.remove(x[i - points - 1]);
        }
        out[i] = window.median();
        if (i % kLookAtSignals == kLookAtSignals - 1) {
            host_of(call.context).check_signals();
        }
    }
    self_vector(call).take(made);
    return call.self_value();
}

// ---- sums of Gaussians ----

// The data as counts (or weights) in bins of one width, and the Gaussian at multiples of it.
struct Smoothing {
    std::vector<double> bins;    // bin -reach first
    std::vector<double> kernel;  // at 0, 1, ..., reach steps
    std::size_t reach;           // [steps] beyond it the Gaussian counts as 0
};

struct GaussianSum {
    double start;
    double step;
    double variance;
    std::size_t size;
    double cutoff;      // at the distance d, the Gaussian counts while d^2/(2 variance) is below
    bool at_cutoff;     // whether it counts when equal
    bool before_start;  // whether data before `start` count

    bool counts(double steps) const {
        const double exponent = steps * step * steps * step / (2.0 * variance);
        return exponent < cutoff || (at_cutoff && exponent == cutoff);
    }
};

constexpr double kLargestReach = 1 << 26;  // steps

Smoothing prepare(Call& call, const GaussianSum& wanted) {
    double reach = std::floor(std::sqrt(2.0 * wanted.cutoff * wanted.variance) / wanted.step) + 1.0;
    while (reach > 0.0 && !wanted.counts(reach)) {
        reach -= 1.0;
    }
    if (!(reach <= kLargestReach)) {
        call.refuse(ErrorKind::Value, format("the Gaussians would reach over %g steps: use a larger step", reach));
    }
    Smoothing out;
    out.reach = static_cast<std::size_t>(reach);
    out.bins.assign(wanted.size + 2 * out.reach, 0.0);
    out.kernel.assign(out.reach + 1, 0.0);
    if (wanted.variance > 0.0) {
        const double height = 1.0 / std::sqrt(2.0 * std::numbers::pi * wanted.variance);
        for (std::size_t k = 0; k <= out.reach; ++k) {
            const double d = static_cast<double>(k) * wanted.step;
            out.kernel[k] = height * std::exp(-d * d / (2.0 * wanted.variance));
        }
    }
    return out;
}

void bin(Smoothing& smoothing, const GaussianSum& wanted, std::span<const double> x, const double* weights) {
    const auto reach = static_cast<double>(smoothing.reach);
    const auto end = static_cast<double>(wanted.size) + reach;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double place = std::trunc((x[i] - wanted.start) / wanted.step);
        const bool counts = place >= -reach && place < end && (wanted.before_start || x[i] >= wanted.start);
        if (counts) {
            smoothing.bins[static_cast<std::size_t>(place + reach)] += weights == nullptr ? 1.0 : weights[i];
        }
    }
}

// out += each bin that is not 0 times the Gaussian around it.
void add_gaussians(Call& call, const Smoothing& s, std::span<double> out) {
    const auto n = static_cast<std::ptrdiff_t>(out.size());
    const auto reach = static_cast<std::ptrdiff_t>(s.reach);
    for (std::size_t b = 0; b < s.bins.size(); ++b) {
        const double weight = s.bins[b];
        if (weight == 0.0) {
            continue;
        }
        const std::ptrdiff_t centre = static_cast<std::ptrdiff_t>(b) - reach;
        for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, centre - reach); i < std::min(n, centre); ++i) {
            out[static_cast<std::size_t>(i)] += weight * s.kernel[static_cast<std::size_t>(centre - i)];
        }
        for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, centre); i < std::min(n, centre + reach + 1); ++i) {
            out[static_cast<std::size_t>(i)] += weight * s.kernel[static_cast<std::size_t>(i - centre)];
        }
        if (b % kLookAtSignals == kLookAtSignals - 1) {
            host_of(call.context).check_signals();
        }
    }
}

// The same by a transform.
void convolve_gaussian(const Smoothing& s, std::span<double> out) {
    const std::size_t n = numeric::next_fast_length(s.bins.size() + s.reach);
    std::vector<double> padded(n);
    std::vector<std::complex<double>> bins(n / 2 + 1), kernel(n / 2 + 1);
    padded[0] = s.kernel[0];
    for (std::size_t k = 1; k <= s.reach; ++k) {
        padded[k] = padded[n - k] = s.kernel[k];
    }
    numeric::rfft(padded, kernel);
    std::fill(padded.begin(), padded.end(), 0.0);
    std::copy(s.bins.begin(), s.bins.end(), padded.begin());
    numeric::rfft(padded, bins);
    for (std::size_t k = 0; k < bins.size(); ++k) {
        bins[k] *= kernel[k].real();  // the kernel is symmetric
    }
    numeric::irfft(bins, padded);
    std::copy_n(padded.begin() + static_cast<std::ptrdiff_t>(s.reach), out.size(), out.begin());
}

void sum_gaussians(Call& call, const GaussianSum& wanted, std::span<const double> x, const double* weights,
                   Vector& out) {
    Smoothing smoothing = prepare(call, wanted);
    out.resize(wanted.size);
    bin(smoothing, wanted, x, weights);
    const auto used = static_cast<double>(
        std::count_if(smoothing.bins.begin(), smoothing.bins.end(), [](double count) { return count != 0.0; }));
    const double additions = used * static_cast<double>(std::min(wanted.size, 2 * smoothing.reach + 1));
    constexpr double kTransform = 100.0;  // additions that cost as much as one element of a transform
    if (additions > kTransform * static_cast<double>(smoothing.bins.size() + smoothing.reach)) {
        convolve_gaussian(smoothing, out.mutable_span());
    } else {
        add_gaussians(call, smoothing, out.mutable_span());
    }
}

double number_arg(Call& call, std::size_t i, bool valid, const char* wanted) {
    if (!valid || !std::isfinite(call.number(i))) {
        call.bad(ErrorKind::Value, i, format("must be %s, not %g", wanted, call.number(i)));
    }
    return call.number(i);
}

// The weights in argument i, at least n of them, or null.
const double* weights_arg(Call& call, std::size_t i, std::size_t n) {
    if (!call.has(i)) {
        return nullptr;
    }
    const Vector& weights = vector_arg(call, i);
    if (weights.size() < n) {
        call.bad(ErrorKind::Value, i, format("has %zu elements where %zu are needed", weights.size(), n));
    }
    return weights.view();
}

Value smhist_(Call& call) {
    constexpr double kNoise = 1e-9;  // what is below it becomes 0
    const auto x = vector_arg(call, 0).span();
    const double start = number_arg(call, 1, true, "finite");
    const std::size_t size = size_arg(call, 2);
    const double step = number_arg(call, 3, call.number(3) > 0.0, "a step above 0");
    const double variance = number_arg(call, 4, call.number(4) >= 0.0, "a variance of 0 or more");
    if (call.has(5)) {
        require_same_size(call, 5, vector_arg(call, 0), vector_arg(call, 5));
    }
    Vector made;
    sum_gaussians(call, {start, step, variance, size, 10.0, true, false}, x, weights_arg(call, 5, x.size()), made);
    for (double& y : made.mutable_span()) {
        y = y < kNoise ? 0.0 : y;
    }
    self_vector(call).take(made);
    return call.self_value();
}

Value sumgauss_(Call& call) {
    const auto x = self_vector(call).span();
    const double low = number_arg(call, 0, true, "finite");
    const double high = number_arg(call, 1, call.number(1) > low, "above low");
    const double width = number_arg(call, 2, call.number(2) > 0.0, "a width above 0");
    const double variance = number_arg(call, 3, call.number(3) >= 0.0, "a variance of 0 or more");
    const double* weights = weights_arg(call, 4, x.size());
    const double size = (high - low) / width + 0.5;
    if (!(size <= static_cast<double>(kLargestVector))) {
        call.bad(ErrorKind::Memory, 2, format("asks for %g elements: there is no memory for that", size));
    }
    Vector made;
    sum_gaussians(call, {low, width, variance, static_cast<std::size_t>(size), 20.0, false, true}, x, weights, made);
    Object* result = new_vector(call.context);
    vector_of(result).swap(made);
    return Value::adopt_object(result);
}

// ---- the table ----

constexpr const char* kDerivForms =
    "(dx: float = 1, method: int = 2) -> self ; (source: Vector, dx: float = 1, method: int = 2) -> self";
constexpr const char* kInterpolateForms =
    "(x_dest: Vector, x_source: Vector) -> self ; (x_dest: Vector, x_source: Vector, y_source: Vector) -> self";
constexpr const char* kSmhistForms =
    "(source: Vector, start: float, size: int, step: float, var: float) -> self ; "
    "(source: Vector, start: float, size: int, step: float, var: float, weight_vec: Vector) -> self";
constexpr const char* kSumgaussForms =
    "(low: float, high: float, width: float, var: float) -> Vector ; "
    "(low: float, high: float, width: float, var: float, weight_vec: Vector) -> Vector";

const Member kRows[] = {
    {"deriv", MemberKind::Method, kDerivForms, "",
     "Numerical derivative of the Vector, or of source, with respect to a variable in steps of dx.\n\n"
     "Method 1 (Euler): x[i] = (s[i+1] - s[i])/dx, one element less than the source. Method 2 (central):\n"
     "x[i] = ((s[i+1] - s[i-1])/2)/dx, and Euler's formula at both ends. dx 0 gives inf or nan.\n"
     "ValueError for fewer than 2 elements or another method.",
     deriv_},
    {"integral", MemberKind::Method, "(dx: float = 1) -> self ; (source: Vector, dx: float = 1) -> self", "",
     "Running integral of the Vector, or of source, over a variable in steps of dx.\n\n"
     "x[0] = s[0] and x[i] = x[i-1] + s[i] dx: the first element is the value to start from.",
     integral_},
    {"interpolate", MemberKind::Method, kInterpolateForms, "",
     "Linear interpolation at x_dest of the line through the points (x_source, y_source).\n\n"
     "The Vector gets the size of x_dest. Without y_source, the ordinates are the elements of the Vector itself. "
     "Before\n"
     "the first point and after the last, the value there. x_dest may be in any order.\n"
     "ValueError when x_source is empty, descends, or has more elements than there are ordinates.",
     interpolate_},
    {"resample", MemberKind::Method, "(source: Vector, rate: float) -> self", "",
     "Takes the elements of source at another rate.\n\n"
     "The Vector gets int(rate * source.size()) elements, x[i] = source[int(i/rate)]: rate 2 doubles each element, "
     "0.5\n"
     "takes every second one. ValueError for a negative rate.",
     resample_},
    {"rebin", MemberKind::Method, "(factor: int) -> self ; (source: Vector, factor: int) -> self", "",
     "Adds up groups of `factor` consecutive elements of the Vector, or of source.\n\n"
     "The size is divided by factor; a rest that fills no group is dropped. ValueError for a factor below 1.",
     rebin_},
    {"medfltr", MemberKind::Method, "(points: int = 1) -> self ; (source: Vector, points: int = 1) -> self", "",
     "Replaces each element by the median of itself and its neighbours, `points` on each side.\n\n"
     "It takes single outliers away and keeps edges. Near the ends the neighbours that exist are used; of an even\n"
     "number, the mean of the two in the middle. ValueError for negative points.",
     medfltr_},
    {"smhist", MemberKind::Method, kSmhistForms, "",
     "Smooth histogram of source: the sum of a Gaussian of area 1 and variance var on each datum.\n\n"
     "The Vector gets `size` elements, x[i] being the sum at start + i step. Data before start are not used; the\n"
     "others count as if they were at the lower end of their step. weight_vec gives each Gaussian an area.\n"
     "Gaussians are cut off at sqrt(20 var), and elements below 1e-9 are set to 0.\n"
     "ValueError for a step of 0 or less, a negative variance, or weights of another size.",
     smhist_},
    {"sumgauss", MemberKind::Method, kSumgaussForms, "",
     "A new Vector with the sum of a Gaussian of area 1 and variance var on each element.\n\n"
     "It has int((high - low)/width + 0.5) elements, element i being the sum at low + i width. Data count as if they\n"
     "were at the multiple of width before them. weight_vec gives each Gaussian an area. Gaussians are cut off at\n"
     "sqrt(40 var). ValueError for high <= low, a width of 0 or less, a negative variance, or too few weights.",
     sumgauss_},
};

}  // namespace

void add_vector_signal(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
