// Dense matrices: storage row by row, and the algebra on it (Eigen does the work).
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

namespace nrn::numeric {

// rows x columns numbers, row by row, initially 0. Error(Memory) when there is no room.
class Dense {
  public:
    Dense() : Dense(1, 1) {
    }
    Dense(std::size_t rows, std::size_t columns);
    Dense(Dense&&) noexcept = default;
    Dense& operator=(Dense&&) noexcept = default;

    std::size_t rows() const noexcept {
        return rows_;
    }
    std::size_t columns() const noexcept {
        return columns_;
    }
    std::size_t size() const noexcept {
        return rows_ * columns_;
    }
    double* data() noexcept {
        return data_.get();
    }
    const double* data() const noexcept {
        return data_.get();
    }
    double& at(std::size_t i, std::size_t j) noexcept {
        return data_.get()[i * columns_ + j];
    }
    double at(std::size_t i, std::size_t j) const noexcept {
        return data_.get()[i * columns_ + j];
    }
    bool square() const noexcept {
        return rows_ == columns_;
    }
    Dense copy() const;

  private:
    struct Free {
        void operator()(double* data) const noexcept {
            std::free(data);
        }
    };
    std::unique_ptr<double, Free> data_;
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
};

// The sizes must fit; callers check. Square where mathematics asks for it.
void multiply(const Dense& a, std::span<const double> x, std::span<double> y);  // y = a x
Dense multiply(const Dense& a, const Dense& b);
Dense power(const Dense& a, unsigned long exponent);
Dense exponential(const Dense& a);  // scaling and squaring with Pade approximants (Higham 2005)

// Factors of a square matrix with row exchanges, for many right-hand sides.
class LuFactors {
  public:
    explicit LuFactors(const Dense& a);
    ~LuFactors();
    LuFactors(const LuFactors&) = delete;
    LuFactors& operator=(const LuFactors&) = delete;

    std::size_t size() const noexcept;
    bool singular() const;  // a pivot is 0 or not a number
    void solve(std::span<const double> b, std::span<double> x) const;
    Dense inverse() const;
    // The determinant as mantissa * 10^exponent, 1 <= |mantissa| < 10; 0 and 0 when it is 0.
    double determinant(int& exponent) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// Eigenvalues of a symmetric matrix, in the order in which the QR iteration on the Hessenberg form leaves them, and the
// eigenvectors in the columns. Error(Value) when the iteration does not end.
void symmetric_eigen(const Dense& a, std::vector<double>& values, Dense& vectors);
// Singular values, descending: a = u^T diag(values) v.
void singular_values(const Dense& a, std::vector<double>& values, Dense& u, Dense& v);

}  // namespace nrn::numeric
