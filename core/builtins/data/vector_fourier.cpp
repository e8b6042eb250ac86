// Vector members on Fourier transforms: fft, spctrm, correl, convlv, filter.
//
// A length is padded with zeros to N, the next power of two. With theta = 2 pi k j / N, the spectrum of x is
//     C[k] = sum over j of x[j] cos(theta),   S[k] = sum over j of x[j] sin(theta),   k = 0 ... N/2
// and a Vector holds it as C[0], C[N/2], C[1], S[1], C[2], S[2], ..., C[N/2-1], S[N/2-1]: N numbers, as S[0]
// and S[N/2] are 0. The terms of numeric/fft.hpp are C[k] - i S[k]; here they are called terms.
//
// Convolutions are circular. A kernel of m elements is in wrap-around order: the weights of the present and
// the past, (m+1)/2 of them, then those of the future, the farthest first.
#include <algorithm>
#include <cmath>
#include <complex>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "numeric/fft.hpp"

namespace nrn {
namespace {

using Complex = std::complex<double>;
using Terms = std::vector<Complex>;

constexpr std::size_t kLongestTransform = std::size_t{1} << 28;

// ---- transforms ----

// std::complex multiplies with a detour for infinities that costs a factor of 3.
inline Complex product(const Complex& a, const Complex& b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

std::size_t padded_length(Call& call, std::size_t n) {
    if (n > kLongestTransform) {
        call.refuse(ErrorKind::Value, format("transforms at most %zu elements, not %zu", kLongestTransform, n));
    }
    return numeric::next_power_of_two(n);
}

// terms = those of x, padded with zeros to n.
void find_terms(std::span<const double> x, std::size_t n, Terms& terms) {
    terms.resize(n / 2 + 1);
    if (x.size() == n) {
        numeric::rfft(x, terms);
        return;
    }
    std::vector<double> padded(n);
    std::copy(x.begin(), x.end(), padded.begin());
    numeric::rfft(padded, terms);
}

Terms terms_of(std::span<const double> x, std::size_t n) {
    Terms terms;
    find_terms(x, n, terms);
    return terms;
}

// The terms of the last transform: memory that the next one of fft() need not clear again.
struct LastTerms {
    static constexpr std::size_t kKept = std::size_t{1} << 18;  // terms, 4 MB
    Terms terms;
};

// self = the n numbers that have these terms. No argument of the call is looked at after that.
Value set_from_terms(Call& call, const Terms& terms, std::size_t n) {
    Vector& self = self_vector(call);
    self.resize_for_overwrite(n);
    numeric::irfft(terms, self.mutable_span());
    return call.self_value();
}

// self = the packed spectrum that has these terms.
void set_packed(Vector& self, const Terms& terms, std::size_t n) {
    self.resize_for_overwrite(n);
    double* out = self.data();
    out[0] = terms[0].real();
    if (n > 1) {
        out[1] = terms[n / 2].real();
    }
    for (std::size_t k = 1; k < n / 2; ++k) {
        out[2 * k] = terms[k].real();
        out[2 * k + 1] = -terms[k].imag();
    }
}

// The terms, times `factor`, of a packed spectrum that is padded with zeros to n.
Terms unpacked(std::span<const double> packed, std::size_t n, double factor) {
    const auto at = [&](std::size_t i) { return i < packed.size() ? factor * packed[i] : 0.0; };
    Terms terms(n / 2 + 1);
    for (std::size_t k = 1; k < n / 2; ++k) {
        terms[k] = {at(2 * k), -at(2 * k + 1)};
    }
    terms[0] = at(0);
    if (n > 1) {
        terms[n / 2] = at(1);
    }
    return terms;
}

Value fft_(Call& call) {
    const bool has_source = call.is(0, Kind::Object);
    const long sign = call.integer_or(has_source ? 1 : 0, 1, -1, 1);
    const auto source = has_source ? vector_arg(call, 0).span() : self_vector(call).span();
    const std::size_t n = padded_length(call, source.size());
    if (sign == -1) {
        return set_from_terms(call, unpacked(source, n, static_cast<double>(n) / 2.0), n);
    }
    Terms& terms = call.context.state<LastTerms>().terms;
    find_terms(source, n, terms);
    set_packed(self_vector(call), terms, n);
    if (terms.size() > LastTerms::kKept) {
        Terms().swap(terms);
    }
    return call.self_value();
}

// ---- convolution ----

void require_kernel(Call& call, std::size_t i) {
    if (vector_arg(call, i).size() == 0) {
        call.bad(ErrorKind::Value, i, "is empty: there is nothing to filter with");
    }
}

// The kernel as n elements of circular time. The middle one of an even number belongs to no side.
std::vector<double> unwrapped(std::span<const double> kernel, std::size_t n) {
    const std::size_t side = (kernel.size() - 1) / 2;
    std::vector<double> response(n);
    std::copy_n(kernel.begin(), side + 1, response.begin());
    std::copy_n(kernel.end() - static_cast<std::ptrdiff_t>(side), side,
                response.end() - static_cast<std::ptrdiff_t>(side));
    return response;
}

// terms /= divisor. A divisor that is 0 but for rounding is refused.
void divide(Call& call, Terms& terms, const Terms& divisor, std::span<const double> response) {
    double total = 0.0;
    for (const double x : response) {
        total += std::fabs(x);
    }
    const double rounding = 4.0 * std::numeric_limits<double>::epsilon() * total;
    for (std::size_t k = 0; k < terms.size(); ++k) {
        const double power = std::norm(divisor[k]);
        if (power <= rounding * rounding) {
            call.bad(ErrorKind::Value, 1,
                     format("cannot be undone: its spectrum is 0 at %zu waves in %zu elements", k, response.size()));
        }
        terms[k] = product(terms[k], std::conj(divisor[k])) / power;
    }
}

Value convlv_(Call& call) {
    require_kernel(call, 1);
    const auto source = vector_arg(call, 0).span();
    const auto kernel = vector_arg(call, 1).span();
    const double sign = call.number_or(2, 1.0);
    if (sign != 1.0 && sign != -1.0) {
        call.bad(ErrorKind::Value, 2, format("must be 1 (convolve) or -1 (deconvolve), not %g", sign));
    }
    const std::size_t n = padded_length(call, std::max(source.size(), kernel.size()));
    const std::vector<double> response = unwrapped(kernel, n);
    const Terms factors = terms_of(response, n);
    Terms terms = terms_of(source, n);
    if (sign == -1.0) {
        divide(call, terms, factors, response);
    } else {
        std::transform(terms.begin(), terms.end(), factors.begin(), terms.begin(), product);
    }
    return set_from_terms(call, terms, n);
}

Value correl_(Call& call) {
    const Vector& source = vector_arg(call, 0);
    const Vector& other = call.has(1) ? vector_arg(call, 1) : source;
    const std::size_t n = padded_length(call, std::max(source.size(), other.size()));
    Terms terms = terms_of(source.span(), n);
    if (&source == &other) {
        std::transform(terms.begin(), terms.end(), terms.begin(),
                       [](const Complex& c) { return Complex(std::norm(c)); });
    } else {
        const Terms others = terms_of(other.span(), n);
        std::transform(terms.begin(), terms.end(), others.begin(), terms.begin(),
                       [](const Complex& a, const Complex& b) { return product(a, std::conj(b)); });
    }
    return set_from_terms(call, terms, n);
}

// The transform of a filter in half-complex order: C[0] ... C[n/2], then -S[n/2-1] ... -S[1].
std::vector<double> half_complex(std::span<const double> filter, std::size_t n) {
    const Terms terms = terms_of(filter, n);
    std::vector<double> out(n);
    for (std::size_t k = 0; k < n; ++k) {
        out[k] = 2 * k <= n ? terms[k].real() : terms[n - k].imag();
    }
    return out;
}

Value filter_(Call& call) {
    const std::size_t last = call.count - 1;
    require_kernel(call, last);
    const auto source = last == 1 ? vector_arg(call, 0).span() : self_vector(call).span();
    const auto filter = vector_arg(call, last).span();
    const std::size_t n = padded_length(call, std::max(source.size(), filter.size()));
    const std::vector<double> kernel = half_complex(filter, n);
    const Terms factors = terms_of(unwrapped(std::span(kernel).first(filter.size()), n), n);
    Terms terms = terms_of(source, n);
    std::transform(terms.begin(), terms.end(), factors.begin(), terms.begin(), product);
    return set_from_terms(call, terms, n);
}

// ---- power spectrum ----

// Welch's estimate: the mean over `count` segments of 2m elements, each beginning m after the one before, of
// the power of the segment times a triangular window.
std::vector<double> mean_power(std::span<const double> x, std::size_t m, std::size_t count) {
    std::vector<double> power(m), window(2 * m), segment(2 * m);
    double window_power = 0.0;
    for (std::size_t j = 0; j < 2 * m; ++j) {
        window[j] = 1.0 - std::fabs(static_cast<double>(j) - static_cast<double>(m)) / static_cast<double>(m);
        window_power += window[j] * window[j];
    }
    Terms terms(m + 1);
    for (std::size_t s = 0; s < count; ++s) {
        for (std::size_t j = 0; j < 2 * m; ++j) {
            const std::size_t i = s * m + j;
            segment[j] = i < x.size() ? window[j] * x[i] : 0.0;
        }
        numeric::rfft(segment, terms);
        power[0] += std::norm(terms[0]);
        for (std::size_t k = 1; k < m; ++k) {  // both k and -k
            power[k] += 2.0 * std::norm(terms[k]);
        }
    }
    const double scale = 1.0 / (static_cast<double>(2 * m) * window_power * static_cast<double>(count));
    for (double& p : power) {
        p *= scale;
    }
    return power;
}

Value spctrm_(Call& call) {
    const auto source = vector_arg(call, 0).span();
    const std::size_t n = source.size();
    if (n < 2) {
        call.bad(ErrorKind::Value, 0, format("needs at least 2 elements, not %zu", n));
    }
    const std::size_t m = padded_length(call, n / 8);
    const std::size_t pairs = (n + m - 1) / (2 * m);  // n/(2m) rounded, halves down
    const std::vector<double> power = mean_power(source, m, 2 * pairs);
    Vector& self = self_vector(call);
    if (self.size() < m) {
        self.resize_for_overwrite(m);
    }
    std::copy(power.begin(), power.end(), self.data());
    return call.self_value();
}

// ---- the table ----

const Member kRows[] = {
    {"fft", MemberKind::Method, "(sign: int) -> self ; (source: Vector, sign: int = 1) -> self", "",
     "Fast Fourier transform of the Vector, or of source: sign 1 forward, -1 inverse.\n\n"
     "The data are padded with zeros to N elements, the next power of two, and the Vector gets this size. The\n"
     "spectrum is C[0], C[N/2], C[1], S[1], C[2], S[2], …, C[N/2-1], S[N/2-1], where C[k] is the sum over j of\n"
     "x[j] cos(2 pi k j/N) and S[k] that of x[j] sin(2 pi k j/N). The inverse adds up the waves with these\n"
     "amplitudes: x[j] = C[0]/2 + (-1)^j C[N/2]/2 + sum over k of C[k] cos(2 pi k j/N) + S[k] sin(2 pi k j/N).\n"
     "Forward and then inverse gives N/2 times the data. IndexError for another sign.",
     fft_},
    {"convlv", MemberKind::Method, "(source: Vector, filter: Vector, sign: int = 1) -> self", "",
     "Convolution of source with a filter in the time domain; with sign -1, deconvolution.\n\n"
     "Both are padded with zeros to N elements, the next power of two of the longer, and the Vector gets this size;\n"
     "the convolution is circular. The filter is in wrap-around order, an odd number m of elements: the weight of\n"
     "the present, (m-1)/2 of the past, the nearest first, and (m-1)/2 of the future, the farthest first. Of an even\n"
     "number the middle element is not used. Deconvolution finds the Vector whose convolution is source.\n"
     "ValueError for an empty filter, another sign, or a deconvolution with a filter that takes a frequency away.",
     convlv_},
    {"correl", MemberKind::Method, "(source: Vector) -> self ; (source: Vector, vector: Vector) -> self", "",
     "Circular correlation of source with a Vector, or with itself.\n\n"
     "Both are padded with zeros to N elements, the next power of two of the longer, and the Vector gets this size:\n"
     "x[k] = sum over j of source[(j + k) mod N] vector[j], not normalised.",
     correl_},
    {"filter", MemberKind::Method, "(filter: Vector) -> self ; (source: Vector, filter: Vector) -> self", "",
     "Convolution of the Vector, or of source, with the transform of a filter.\n\n"
     "The filter is padded with zeros to N elements, the next power of two of the longer of the two, and transformed\n"
     "to C[0], …, C[N/2], -S[N/2-1], …, -S[1] (see fft). Of this, the first filter.size() elements are the filter of\n"
     "convlv(). That is what NEURON computes; it is no choice of frequencies. To weight frequencies, multiply the\n"
     "spectrum that fft() gives and transform it back. ValueError for an empty filter.",
     filter_},
    {"spctrm", MemberKind::Method, "(source: Vector) -> self", "",
     "Power spectral density of source, at m frequencies k/(2m), k = 0 … m-1, in waves per element.\n\n"
     "Welch's method: m is the next power of two of an eighth of the elements; segments of 2m elements that\n"
     "overlap by half are multiplied by a triangular window, and the squared amplitudes of their transforms, those\n"
     "of k and -k added, are averaged. A Vector of fewer than m elements gets m; further ones stay as they are.\n"
     "ValueError for fewer than 2 elements.",
     spctrm_},
};

}  // namespace

void add_vector_fourier(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
