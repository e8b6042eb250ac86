// Fourier transforms of any length.
//
//   forward:  X[k] = sum over j of x[j] exp(-2 pi i j k / n)          no factor
//   inverse:  x[j] = 1/n sum over k of X[k] exp(+2 pi i j k / n)      factor 1/n
//
// These are the conventions of numpy.fft. The work is done by Eigen's FFT module (kissfft). Lengths with a
// large prime factor go through a longer transform of a fast length (Bluestein), so that no length costs
// more than n log n. A length that is not 1 to 2^28 raises ErrorKind::Value. Tables of roots of unity are kept for each
// length used, in a workspace: one of the caller, or else one of the calling thread.
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace nrn::numeric {

// The tables and scratch memory of transforms already done. Not for two threads at once.
class FftWorkspace {
  public:
    FftWorkspace();
    ~FftWorkspace();
    FftWorkspace(FftWorkspace&&) noexcept;
    FftWorkspace& operator=(FftWorkspace&&) noexcept;

    // Forgets all tables.
    void clear() noexcept;

    struct Plans;
    Plans& plans() noexcept {
        return *plans_;
    }

  private:
    std::unique_ptr<Plans> plans_;
};

// The workspace of the calling thread, which the functions below use when none is given.
FftWorkspace& thread_fft_workspace();

// Real forward: out gets the n/2 + 1 (integer division) first terms; the others are their conjugates
// mirrored. out may not overlap x. Raises ErrorKind::Value if out.size() != n/2 + 1.
void rfft(std::span<const double> x, std::span<std::complex<double>> out,
          FftWorkspace& workspace = thread_fft_workspace());

// Real inverse of n = x.size() numbers from their n/2 + 1 first terms. The imaginary part of the first term,
// and of the last for even n, is taken as zero. Raises ErrorKind::Value if terms.size() != n/2 + 1.
void irfft(std::span<const std::complex<double>> terms, std::span<double> x,
           FftWorkspace& workspace = thread_fft_workspace());

// Complex forward and inverse; in and out may be the same array, or do not overlap. Raise ErrorKind::Value
// if the lengths differ.
void fft(std::span<const std::complex<double>> in, std::span<std::complex<double>> out,
         FftWorkspace& workspace = thread_fft_workspace());
void ifft(std::span<const std::complex<double>> in, std::span<std::complex<double>> out,
          FftWorkspace& workspace = thread_fft_workspace());

// The smallest length >= n that is a multiple of 4 and has no prime factor above 5: such lengths are the
// fastest. 4 for n = 0.
std::size_t next_fast_length(std::size_t n) noexcept;

// The smallest power of two >= n; 1 for n = 0.
std::size_t next_power_of_two(std::size_t n) noexcept;

}  // namespace nrn::numeric
