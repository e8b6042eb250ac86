// Sparse matrices: the elements that were set, row by row in ascending columns. An element keeps its place in memory
// until it is removed.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace nrn::numeric {

class Sparse {
  public:
    using Row = std::map<std::size_t, double>;  // by column

    Sparse(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns) {
    }

    std::size_t rows() const noexcept {
        return rows_.size();
    }
    std::size_t columns() const noexcept {
        return columns_;
    }
    const Row& row(std::size_t i) const noexcept {
        return rows_[i];
    }
    double get(std::size_t i, std::size_t j) const {
        const auto found = rows_[i].find(j);
        return found == rows_[i].end() ? 0.0 : found->second;
    }
    double& element(std::size_t i, std::size_t j) {  // made when it is not there
        return rows_[i][j];
    }
    void resize(std::size_t rows, std::size_t columns);  // elements outside are removed
    void zero();                                         // elements stay, with the value 0
    void scale(double factor);
    Sparse transposed() const;
    void multiply(std::span<const double> x, std::span<double> y) const;  // y = this x

  private:
    std::vector<Row> rows_;
    std::size_t columns_;
};

// Factors of a square sparse matrix (supernodal LU with column ordering), for many right-hand sides.
class SparseFactors {
  public:
    explicit SparseFactors(const Sparse& a);
    ~SparseFactors();
    SparseFactors(const SparseFactors&) = delete;
    SparseFactors& operator=(const SparseFactors&) = delete;

    std::size_t size() const noexcept;
    bool singular() const noexcept;
    void solve(std::span<const double> b, std::span<double> x) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace nrn::numeric
