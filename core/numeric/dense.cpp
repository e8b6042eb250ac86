#include "numeric/dense.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <unsupported/Eigen/MatrixFunctions>

#include "base/error.hpp"

namespace nrn::numeric {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> view(const Dense& a) {
    return {a.data(), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}
Eigen::Map<RowMajor> view(Dense& a) {
    return {a.data(), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}
Eigen::Map<const Eigen::VectorXd> view(std::span<const double> x) {
    return {x.data(), static_cast<Eigen::Index>(x.size())};
}
Eigen::Map<Eigen::VectorXd> view(std::span<double> x) {
    return {x.data(), static_cast<Eigen::Index>(x.size())};
}

template <class Expression>
Dense dense_of(const Expression& a) {
    Dense out(static_cast<std::size_t>(a.rows()), static_cast<std::size_t>(a.cols()));
    view(out) = a;
    return out;
}

}  // namespace

Dense::Dense(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns) {
    const bool fits = columns == 0 || rows <= std::numeric_limits<std::size_t>::max() / sizeof(double) / 2 / columns;
    data_.reset(fits ? static_cast<double*>(std::calloc(std::max<std::size_t>(rows * columns, 1), sizeof(double)))
                     : nullptr);
    if (!data_) {
        fail(ErrorKind::Memory, "no memory for a matrix of %zu x %zu numbers", rows, columns);
    }
}

Dense Dense::copy() const {
    Dense out(rows_, columns_);
    std::memcpy(out.data(), data(), size() * sizeof(double));
    return out;
}

void multiply(const Dense& a, std::span<const double> x, std::span<double> y) {
    view(y).noalias() = view(a) * view(x);
}

Dense multiply(const Dense& a, const Dense& b) {
    Dense out(a.rows(), b.columns());
    view(out).noalias() = view(a) * view(b);
    return out;
}

Dense power(const Dense& a, unsigned long exponent) {
    Dense out(a.rows(), a.columns());
    view(out).setIdentity();
    Dense square = a.copy();
    for (; exponent != 0; exponent /= 2) {
        if (exponent % 2 == 1) {
            out = multiply(out, square);
        }
        if (exponent > 1) {
            square = multiply(square, square);
        }
    }
    return out;
}

Dense exponential(const Dense& a) {
    const Eigen::MatrixXd source = view(a);
    const Eigen::MatrixXd result = source.exp();
    return dense_of(result);
}

// ---- factors ----

struct LuFactors::Parts {
    Eigen::PartialPivLU<Eigen::MatrixXd> lu;
};

LuFactors::LuFactors(const Dense& a)
    : parts_(std::make_unique<Parts>(Parts{Eigen::PartialPivLU<Eigen::MatrixXd>(view(a))})) {
}

LuFactors::~LuFactors() = default;

std::size_t LuFactors::size() const noexcept {
    return static_cast<std::size_t>(parts_->lu.rows());
}

bool LuFactors::singular() const {
    const auto pivots = parts_->lu.matrixLU().diagonal();
    for (Eigen::Index i = 0; i < pivots.size(); ++i) {
        if (pivots[i] == 0.0 || !std::isfinite(pivots[i])) {
            return true;
        }
    }
    return false;
}

void LuFactors::solve(std::span<const double> b, std::span<double> x) const {
    view(x) = parts_->lu.solve(view(b));
}

Dense LuFactors::inverse() const {
    return dense_of(parts_->lu.inverse());
}

double LuFactors::determinant(int& exponent) const {
    exponent = 0;
    const auto pivots = parts_->lu.matrixLU().diagonal();
    double mantissa = static_cast<double>(parts_->lu.permutationP().determinant());
    for (Eigen::Index i = 0; i < pivots.size(); ++i) {
        mantissa *= pivots[i];
        if (mantissa == 0.0 || !std::isfinite(mantissa)) {
            return mantissa == 0.0 ? 0.0 : mantissa;
        }
        const int shift = static_cast<int>(std::floor(std::log10(std::fabs(mantissa))));
        if (std::abs(shift) > 100 || i + 1 == pivots.size()) {  // before it leaves the range of doubles
            mantissa /= std::pow(10.0, shift / 2);
            mantissa /= std::pow(10.0, shift - shift / 2);
            exponent += shift;
        }
    }
    while (std::fabs(mantissa) >= 10.0) {
        mantissa /= 10.0;
        ++exponent;
    }
    while (std::fabs(mantissa) < 1.0) {
        mantissa *= 10.0;
        --exponent;
    }
    return mantissa;
}

// ---- eigenvalues and singular values ----

void symmetric_eigen(const Dense& a, std::vector<double>& values, Dense& vectors) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(view(a));  // ascending, with orthonormal vectors
    const Eigen::EigenSolver<Eigen::MatrixXd> ordering(view(a), false);
    if (solver.info() != Eigen::Success || ordering.info() != Eigen::Success) {
        fail(ErrorKind::Value, "the eigenvalues of this matrix were not found: the iteration does not end");
    }
    const std::size_t n = a.rows();
    std::vector<std::size_t> places(n);  // of the eigenvalues in ascending order
    std::iota(places.begin(), places.end(), 0);
    const Eigen::VectorXd keys = ordering.eigenvalues().real();
    std::stable_sort(places.begin(), places.end(), [&](std::size_t i, std::size_t j) {
        return keys[static_cast<Eigen::Index>(i)] < keys[static_cast<Eigen::Index>(j)];
    });
    values.resize(n);
    vectors = Dense(n, n);
    for (std::size_t k = 0; k < n; ++k) {
        const auto source = static_cast<Eigen::Index>(k);
        values[places[k]] = solver.eigenvalues()[source];
        view(vectors).col(static_cast<Eigen::Index>(places[k])) = solver.eigenvectors().col(source);
    }
}

void singular_values(const Dense& a, std::vector<double>& values, Dense& u, Dense& v) {
    const Eigen::JacobiSVD<Eigen::MatrixXd> solver(view(a), Eigen::ComputeFullU | Eigen::ComputeFullV);
    const auto& found = solver.singularValues();
    values.assign(found.data(), found.data() + found.size());
    u = dense_of(solver.matrixU().transpose());
    v = dense_of(solver.matrixV().transpose());
}

}  // namespace nrn::numeric
