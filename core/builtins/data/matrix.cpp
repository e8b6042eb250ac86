#include "builtins/data/matrix.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "object/symbol.hpp"

namespace nrn {

using numeric::Dense;
using numeric::Sparse;

// ---- storage ----

std::size_t Matrix::rows() const noexcept {
    return std::visit([](const auto& elements) { return elements.rows(); }, elements_);
}

std::size_t Matrix::columns() const noexcept {
    return std::visit([](const auto& elements) { return elements.columns(); }, elements_);
}

double Matrix::get(std::size_t i, std::size_t j) const {
    const auto* part = sparse();
    return part != nullptr ? part->get(i, j) : std::get<Dense>(elements_).at(i, j);
}

double* Matrix::element(std::size_t i, std::size_t j) {
    return sparse() != nullptr ? &sparse()->element(i, j) : &dense()->at(i, j);
}

Dense Matrix::to_dense() const {
    const auto* part = sparse();
    if (part == nullptr) {
        return std::get<Dense>(elements_).copy();
    }
    Dense out(rows(), columns());
    for (std::size_t i = 0; i < rows(); ++i) {
        for (const auto& [column, value] : part->row(i)) {
            out.at(i, column) = value;
        }
    }
    return out;
}

void Matrix::assign(Dense made) {
    if (sparse() == nullptr) {
        elements_ = std::move(made);
        return;
    }
    Sparse kept(made.rows(), made.columns());
    for (std::size_t i = 0; i < made.rows(); ++i) {
        for (std::size_t j = 0; j < made.columns(); ++j) {
            if (made.at(i, j) != 0.0) {
                kept.element(i, j) = made.at(i, j);
            }
        }
    }
    elements_ = std::move(kept);
}

void Matrix::assign(Sparse made) {
    if (sparse() != nullptr) {
        elements_ = std::move(made);
    } else {
        elements_ = Matrix(std::move(made)).to_dense();
    }
}

void Matrix::resize(std::size_t rows, std::size_t columns) {
    if (sparse() != nullptr) {
        sparse()->resize(rows, columns);
    } else {
        Dense made(rows, columns);
        const std::size_t width = std::min(columns, this->columns());
        for (std::size_t i = 0; i < std::min(rows, this->rows()); ++i) {
            std::memcpy(&made.at(i, 0), &dense()->at(i, 0), width * sizeof(double));
        }
        elements_ = std::move(made);
    }
}

void Matrix::zero() {
    if (sparse() != nullptr) {
        sparse()->zero();
    } else {
        std::fill_n(dense()->data(), dense()->size(), 0.0);
    }
}

// ---- help for the members ----

namespace {

// A new Matrix; the caller's reference.
Object* new_matrix(Context& context, bool sparse) {
    const Value sizes[] = {Value::number(1), Value::number(1), Value::number(sparse ? 2 : 1)};
    return context.state<SymbolTable>().find_class("Matrix")->create(sizes, 3);
}

template <class Elements>
Value result(Call& call, std::size_t i, Elements made, bool sparse) {
    Value out = call.has(i) ? Value::object(call.object(i)) : Value::adopt_object(new_matrix(call.context, sparse));
    payload<Matrix>(out.as_object()).assign(std::move(made));
    return out;
}

}  // namespace

Value matrix_result(Call& call, std::size_t i, Dense made) {
    return result(call, i, std::move(made), false);
}

Value matrix_result(Call& call, std::size_t i, Sparse made) {
    return result(call, i, std::move(made), true);
}

Value vector_result(Call& call, std::size_t i, const std::vector<double>& made) {
    Value out = call.has(i) ? Value::object(call.object(i)) : Value::adopt_object(new_vector(call.context));
    vector_of(out.as_object()).assign(made);
    return out;
}

void require_square(Call& call, const Matrix& matrix) {
    if (!matrix.square()) {
        call.refuse(ErrorKind::Value,
                    format("needs a square Matrix, this one has %zu x %zu elements", matrix.rows(), matrix.columns()));
    }
}

std::size_t row_arg(Call& call, std::size_t i, const Matrix& matrix) {
    return static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(matrix.rows()) - 1));
}

std::size_t column_arg(Call& call, std::size_t i, const Matrix& matrix) {
    return static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(matrix.columns()) - 1));
}

// ---- the class ----

namespace {

constexpr long kSparse = 2;

std::size_t extent_arg(Call& call, std::size_t i) {
    const double x = call.number_or(i, 1.0);
    if (!(x >= 1.0)) {
        call.bad(ErrorKind::Value, i, format("must be 1 or more, not %g", x));
    }
    if (x > static_cast<double>(kLargestVector)) {
        call.bad(ErrorKind::Memory, i, format("is %g: there is no memory for that", x));
    }
    return static_cast<std::size_t>(x);
}

void construct(Call& call, void* raw) {
    const std::size_t rows = extent_arg(call, 0);
    const std::size_t columns = extent_arg(call, 1);
    const long type = call.integer_or(2, 1);
    if (type != 1 && type != kSparse) {
        call.bad(ErrorKind::Value, 2, format("must be 1 (dense) or 2 (sparse), not %ld", type));
    }
    if (type == kSparse) {
        new (raw) Matrix(Sparse(rows, columns));
    } else {
        new (raw) Matrix(Dense(rows, columns));
    }
}

void destroy(void* raw) noexcept {
    static_cast<Matrix*>(raw)->~Matrix();
}

constexpr const char* kDoc =
    "A two-dimensional array of double precision numbers, for linear algebra.\n\n"
    "Matrix(nrow, ncol) is dense, Matrix(nrow, ncol, 2) sparse: it holds only the elements that were set. All\n"
    "elements are 0. They are read and set by m.x[i][j] or getval and setval, both indices from 0. Members that\n"
    "give a Matrix or Vector put it into one given as the last argument, or make a new one; a sparse Matrix works\n"
    "everywhere, and those of its results that have no zeros are dense.\n"
    "ValueError for sizes below 1, MemoryError for those that do not fit.";

}  // namespace

ClassDef matrix_class() {
    ClassDef def{"Matrix", "(nrow: int = 1, ncol: int = 1, type: int = 1)", kDoc, sizeof(Matrix), construct, destroy,
                 {}};
    add_matrix_access(def.members);
    add_matrix_algebra(def.members);
    add_matrix_io(def.members);
    return def;
}

}  // namespace nrn
