#include "numeric/sparse.hpp"

#include <Eigen/SparseLU>

namespace nrn::numeric {

void Sparse::resize(std::size_t rows, std::size_t columns) {
    rows_.resize(rows);
    if (columns < columns_) {
        for (Row& row : rows_) {
            row.erase(row.lower_bound(columns), row.end());
        }
    }
    columns_ = columns;
}

void Sparse::zero() {
    for (Row& row : rows_) {
        for (auto& [column, value] : row) {
            value = 0.0;
        }
    }
}

void Sparse::scale(double factor) {
    for (Row& row : rows_) {
        for (auto& [column, value] : row) {
            value *= factor;
        }
    }
}

Sparse Sparse::transposed() const {
    Sparse out(columns_, rows());
    for (std::size_t i = 0; i < rows(); ++i) {
        for (const auto& [column, value] : rows_[i]) {
            out.rows_[column].emplace_hint(out.rows_[column].end(), i, value);
        }
    }
    return out;
}

void Sparse::multiply(std::span<const double> x, std::span<double> y) const {
    for (std::size_t i = 0; i < rows(); ++i) {
        double sum = 0.0;
        for (const auto& [column, value] : rows_[i]) {
            sum += value * x[column];
        }
        y[i] = sum;
    }
}

// ---- factors ----

struct SparseFactors::Parts {
    Eigen::SparseLU<Eigen::SparseMatrix<double>> lu;
};

SparseFactors::SparseFactors(const Sparse& a) : parts_(std::make_unique<Parts>()) {
    std::vector<Eigen::Triplet<double>> elements;
    for (std::size_t i = 0; i < a.rows(); ++i) {
        for (const auto& [column, value] : a.row(i)) {
            if (value != 0.0) {
                elements.emplace_back(static_cast<int>(i), static_cast<int>(column), value);
            }
        }
    }
    const auto n = static_cast<Eigen::Index>(a.rows());
    Eigen::SparseMatrix<double> matrix(n, n);
    matrix.setFromTriplets(elements.begin(), elements.end());
    parts_->lu.compute(matrix);
}

SparseFactors::~SparseFactors() = default;

std::size_t SparseFactors::size() const noexcept {
    return static_cast<std::size_t>(parts_->lu.rows());
}

bool SparseFactors::singular() const noexcept {
    return parts_->lu.info() != Eigen::Success;
}

void SparseFactors::solve(std::span<const double> b, std::span<double> x) const {
    const Eigen::Map<const Eigen::VectorXd> right(b.data(), static_cast<Eigen::Index>(b.size()));
    Eigen::Map<Eigen::VectorXd>(x.data(), static_cast<Eigen::Index>(x.size())) = parts_->lu.solve(right);
}

}  // namespace nrn::numeric
