// Which transform serves which length n:
//   - n with small prime factors: kissfft, through Eigen's FFT class (which has a fast path for real data
//     when 4 divides n);
//   - n with a large prime factor, where kissfft needs n times that factor steps: Bluestein's algorithm,
//     which writes the transform as a convolution with a chirp,
//         X[k] = w[k] sum over j of (x[j] w[j]) conj(w[k - j]),     w[j] = exp(-pi i j^2 / n),
//     computed by transforms of a fast length m >= 2 n - 1 (L. Bluestein, IEEE Trans. Audio Electroacoust.
//     18 (1970) 451).
#include "numeric/fft.hpp"

#include <unsupported/Eigen/FFT>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numbers>
#include <unordered_set>
#include <vector>

#include "base/error.hpp"

namespace nrn::numeric {

namespace {

using Complex = std::complex<double>;

constexpr std::size_t longest = std::size_t{1} << 28;  // kissfft counts with int, and Bluestein triples n
constexpr std::size_t most_lengths = 64;               // tables for more lengths are forgotten

// The sum of the prime factors for which kissfft has no code of its own.
std::size_t sum_of_large_factors(std::size_t n) noexcept {
    std::size_t sum = 0;
    for (std::size_t p = 2; p * p <= n; ++p) {
        while (n % p == 0) {
            n /= p;
            sum += p > 5 ? p : 0;
        }
    }
    return sum + (n > 5 ? n : 0);
}

bool needs_chirp(std::size_t n) noexcept {
    constexpr std::size_t worthwhile = 60;  // measured: a chirp costs about 6 transforms of a fast length
    return sum_of_large_factors(n) > worthwhile;
}

void check_length(const char* what, std::size_t n) {
    if (n == 0 || n > longest) {
        fail(ErrorKind::Value, "%s: a transform of length %zu is not possible; give 1 to %zu elements", what, n,
             longest);
    }
}

void check_sizes(const char* what, std::size_t got, std::size_t want) {
    if (got != want) {
        fail(ErrorKind::Value, "%s: the other array has %zu elements and must have %zu", what, got, want);
    }
}

struct Chirp {
    std::vector<Complex> weights;   // w[j], n of them
    std::vector<Complex> spectrum;  // the transform of conj(w), m terms, divided by m
};

}  // namespace

struct FftWorkspace::Plans {
    Eigen::FFT<double> kiss;
    std::map<std::size_t, Chirp> chirps;
    std::unordered_set<std::size_t> lengths;
    std::vector<Complex> scratch;
    std::vector<Complex> padded, padded_spectrum;

    Plans() {
        kiss.SetFlag(Eigen::FFT<double>::HalfSpectrum);
        kiss.SetFlag(Eigen::FFT<double>::Unscaled);
    }

    void clear() noexcept {
        kiss.impl().clear();
        chirps.clear();
        lengths.clear();
        scratch = padded = padded_spectrum = {};
    }

    void remember(std::size_t n) {
        if (lengths.size() >= most_lengths && !lengths.contains(n)) {
            clear();
        }
        lengths.insert(n);
    }

    const Chirp& chirp(std::size_t n);
    void chirp_transform(const Complex* in, Complex* out, std::size_t n);
    void forward(const Complex* in, Complex* out, std::size_t n);
    void inverse_unscaled(const Complex* in, Complex* out, std::size_t n);
};

namespace {

// w[j] for all j < n. j^2 is taken modulo 2 n first, so that the angle is exact for large j.
std::vector<Complex> chirp_weights(std::size_t n) {
    std::vector<Complex> weights(n);
    std::uint64_t square = 0;  // j^2 modulo 2 n
    for (std::size_t j = 0; j < n; ++j) {
        weights[j] = std::polar(1.0, -std::numbers::pi * static_cast<double>(square) / static_cast<double>(n));
        square = (square + 2 * j + 1) % (2 * n);
    }
    return weights;
}

}  // namespace

const Chirp& FftWorkspace::Plans::chirp(std::size_t n) {
    const auto found = chirps.find(n);
    if (found != chirps.end()) {
        return found->second;
    }
    const std::size_t m = next_fast_length(2 * n - 1);
    Chirp made{chirp_weights(n), std::vector<Complex>(m)};
    std::vector<Complex> kernel(m);
    for (std::size_t j = 0; j < n; ++j) {
        kernel[j] = kernel[(m - j) % m] = std::conj(made.weights[j]) / static_cast<double>(m);
    }
    kiss.fwd(made.spectrum.data(), kernel.data(), static_cast<Eigen::Index>(m));
    return chirps.emplace(n, std::move(made)).first->second;
}

void FftWorkspace::Plans::chirp_transform(const Complex* in, Complex* out, std::size_t n) {
    const Chirp& plan = chirp(n);
    const std::size_t m = plan.spectrum.size();
    padded.assign(m, Complex{});
    padded_spectrum.resize(m);
    for (std::size_t j = 0; j < n; ++j) {
        padded[j] = in[j] * plan.weights[j];
    }
    kiss.fwd(padded_spectrum.data(), padded.data(), static_cast<Eigen::Index>(m));
    for (std::size_t j = 0; j < m; ++j) {
        padded_spectrum[j] *= plan.spectrum[j];
    }
    kiss.inv(padded.data(), padded_spectrum.data(), static_cast<Eigen::Index>(m));
    for (std::size_t j = 0; j < n; ++j) {
        out[j] = padded[j] * plan.weights[j];
    }
}

// in and out do not overlap.
void FftWorkspace::Plans::forward(const Complex* in, Complex* out, std::size_t n) {
    remember(n);
    if (n == 1) {
        out[0] = in[0];
    } else if (needs_chirp(n)) {
        chirp_transform(in, out, n);
    } else {
        kiss.fwd(out, in, static_cast<Eigen::Index>(n));
    }
}

// The inverse is the conjugate of the forward transform of the conjugates.
void FftWorkspace::Plans::inverse_unscaled(const Complex* in, Complex* out, std::size_t n) {
    remember(n);
    if (n == 1) {
        out[0] = in[0];
    } else if (needs_chirp(n)) {
        std::vector<Complex> conjugates(n);
        std::transform(in, in + n, conjugates.begin(), [](const Complex& c) { return std::conj(c); });
        chirp_transform(conjugates.data(), out, n);
        std::transform(out, out + n, out, [](const Complex& c) { return std::conj(c); });
    } else {
        kiss.inv(out, in, static_cast<Eigen::Index>(n));
    }
}

FftWorkspace::FftWorkspace() : plans_(std::make_unique<Plans>()) {
}
FftWorkspace::~FftWorkspace() = default;
FftWorkspace::FftWorkspace(FftWorkspace&&) noexcept = default;
FftWorkspace& FftWorkspace::operator=(FftWorkspace&&) noexcept = default;

void FftWorkspace::clear() noexcept {
    plans_->clear();
}

FftWorkspace& thread_fft_workspace() {
    thread_local FftWorkspace workspace;
    return workspace;
}

void rfft(std::span<const double> x, std::span<Complex> out, FftWorkspace& workspace) {
    const std::size_t n = x.size();
    check_length("rfft", n);
    check_sizes("rfft", out.size(), n / 2 + 1);
    auto& plans = workspace.plans();
    if (n > 1 && !needs_chirp(n)) {
        plans.remember(n);
        plans.kiss.fwd(out.data(), x.data(), static_cast<Eigen::Index>(n));
        return;
    }
    std::vector<Complex> all(x.begin(), x.end()), terms(n);
    plans.forward(all.data(), terms.data(), n);
    std::copy_n(terms.begin(), out.size(), out.begin());
}

void irfft(std::span<const Complex> terms, std::span<double> x, FftWorkspace& workspace) {
    const std::size_t n = x.size();
    check_length("irfft", n);
    check_sizes("irfft", terms.size(), n / 2 + 1);
    auto& plans = workspace.plans();
    const double factor = 1.0 / static_cast<double>(n);
    if (n > 1 && !needs_chirp(n)) {
        plans.remember(n);
        plans.kiss.inv(x.data(), terms.data(), static_cast<Eigen::Index>(n));
        std::transform(x.begin(), x.end(), x.begin(), [=](double v) { return v * factor; });
        return;
    }
    std::vector<Complex> all(n), result(n);
    std::copy(terms.begin(), terms.end(), all.begin());
    for (std::size_t k = 1; k < terms.size(); ++k) {
        all[n - k] = std::conj(terms[k]);
    }
    plans.inverse_unscaled(all.data(), result.data(), n);
    std::transform(result.begin(), result.end(), x.begin(), [=](const Complex& c) { return c.real() * factor; });
}

void fft(std::span<const Complex> in, std::span<Complex> out, FftWorkspace& workspace) {
    check_length("fft", in.size());
    check_sizes("fft", out.size(), in.size());
    auto& plans = workspace.plans();
    if (in.data() != out.data()) {
        return plans.forward(in.data(), out.data(), in.size());
    }
    plans.scratch.assign(in.begin(), in.end());
    plans.forward(plans.scratch.data(), out.data(), in.size());
}

void ifft(std::span<const Complex> in, std::span<Complex> out, FftWorkspace& workspace) {
    check_length("ifft", in.size());
    check_sizes("ifft", out.size(), in.size());
    auto& plans = workspace.plans();
    const Complex* from = in.data();
    if (in.data() == out.data()) {
        plans.scratch.assign(in.begin(), in.end());
        from = plans.scratch.data();
    }
    plans.inverse_unscaled(from, out.data(), in.size());
    const double factor = 1.0 / static_cast<double>(in.size());
    std::transform(out.begin(), out.end(), out.begin(), [=](const Complex& c) { return c * factor; });
}

std::size_t next_fast_length(std::size_t n) noexcept {
    std::size_t best = std::max<std::size_t>(4, next_power_of_two(n));
    for (std::size_t fives = 4; fives < best; fives *= 5) {
        for (std::size_t threes = fives; threes < best; threes *= 3) {
            const std::size_t candidate = threes * next_power_of_two((n + threes - 1) / threes);
            best = std::min(best, candidate);
        }
    }
    return best;
}

std::size_t next_power_of_two(std::size_t n) noexcept {
    return std::bit_ceil(n);
}

}  // namespace nrn::numeric
