// Matrix: hoc's two-dimensional array of numbers, dense or sparse. The storage and the algebra are in
// core/numeric (dense.hpp, sparse.hpp); members are declared in matrix_*.cpp.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "numeric/dense.hpp"
#include "numeric/sparse.hpp"
#include "object/call.hpp"
#include "object/klass.hpp"

namespace nrn {

class Matrix {
  public:
    using Dense = numeric::Dense;
    using Sparse = numeric::Sparse;

    explicit Matrix(Dense elements) : elements_(std::move(elements)) {
    }
    explicit Matrix(Sparse elements) : elements_(std::move(elements)) {
    }

    std::size_t rows() const noexcept;
    std::size_t columns() const noexcept;
    bool square() const noexcept {
        return rows() == columns();
    }
    double get(std::size_t i, std::size_t j) const;
    void set(std::size_t i, std::size_t j, double x) {
        *element(i, j) = x;
    }
    double* element(std::size_t i, std::size_t j);  // of a sparse matrix: made when it is not there

    Dense* dense() noexcept {
        return std::get_if<Dense>(&elements_);
    }
    Sparse* sparse() noexcept {
        return std::get_if<Sparse>(&elements_);
    }
    const Sparse* sparse() const noexcept {
        return std::get_if<Sparse>(&elements_);
    }
    Dense to_dense() const;
    void assign(Dense made);  // a sparse matrix takes what is not 0 and stays sparse
    void assign(Sparse made);
    void resize(std::size_t rows, std::size_t columns);  // new elements are 0
    void zero();

    std::unique_ptr<numeric::LuFactors> dense_factors;  // of the last solv, for those that ask for them
    std::unique_ptr<numeric::SparseFactors> sparse_factors;

  private:
    std::variant<Dense, Sparse> elements_;
};

inline Matrix& self_matrix(Call& call) {
    return payload<Matrix>(call.self);
}
inline Matrix& matrix_arg(Call& call, std::size_t i) {
    return payload<Matrix>(call.object(i));
}
// The Matrix in argument i, or a new one when it is left out, with these elements.
Value matrix_result(Call& call, std::size_t i, numeric::Dense made);
Value matrix_result(Call& call, std::size_t i, numeric::Sparse made);
// The Vector in argument i, or a new one when it is left out, with these elements.
Value vector_result(Call& call, std::size_t i, const std::vector<double>& made);
// Error(Value) unless the Matrix is square.
void require_square(Call& call, const Matrix& matrix);
// A row or a column of the Matrix, given as argument i.
std::size_t row_arg(Call& call, std::size_t i, const Matrix& matrix);
std::size_t column_arg(Call& call, std::size_t i, const Matrix& matrix);

ClassDef matrix_class();

// The members, by kind of work.
void add_matrix_access(std::vector<Member>& members);   // x, nrow, getval, setrow, getdiag, resize, …
void add_matrix_algebra(std::vector<Member>& members);  // mulv, add, inverse, exp, solv, symmeig, …
void add_matrix_io(std::vector<Member>& members);       // printf, fprint, scanf

}  // namespace nrn
