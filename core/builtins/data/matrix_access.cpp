// Matrix members on elements: single ones, rows, columns, diagonals, blocks, and the size.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/matrix.hpp"
#include "builtins/data/vector.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

using numeric::Dense;
using numeric::Sparse;

Matrix& matrix_of(Object* object) {
    return payload<Matrix>(object);
}

Value whole(std::size_t n) {
    return Value::integer(static_cast<double>(n));
}

// ---- m.x[i][j] ----

[[noreturn]] void no_such_element(const Object* object, double i, double j) {
    const Matrix& matrix = payload<Matrix>(const_cast<Object*>(object));
    fail(ErrorKind::Index, "%s.x[%.17g][%.17g]: the Matrix has %zu x %zu elements", object->name().c_str(), i, j,
         matrix.rows(), matrix.columns());
}

// The place that the first two arguments of an access name.
struct Place {
    std::size_t i;
    std::size_t j;
};
Place place_arg(Call& call) {
    const Matrix& matrix = self_matrix(call);
    const double i = std::trunc(call.number(0));
    const double j = std::trunc(call.number(1));
    if (!(i >= 0.0 && i < static_cast<double>(matrix.rows()) && j >= 0.0 &&
          j < static_cast<double>(matrix.columns()))) {
        no_such_element(call.self, i, j);
    }
    return {static_cast<std::size_t>(i), static_cast<std::size_t>(j)};
}

Value get_element(Call& call) {
    const Place at = place_arg(call);
    return Value::number(self_matrix(call).get(at.i, at.j));
}

Value set_element(Call& call) {
    const Place at = place_arg(call);
    if (!call.is_number(2)) {
        fail(ErrorKind::Type, "%s.x[%zu][%zu] holds a number and cannot take %s", call.self->name().c_str(), at.i, at.j,
             kind_name(call.args[2].kind()));
    }
    self_matrix(call).set(at.i, at.j, call.number(2));
    return {};
}

std::size_t extent(Object* object, int axis) {
    return axis == 0 ? matrix_of(object).rows() : matrix_of(object).columns();
}

std::size_t count_rows(Object* object) {
    return matrix_of(object).rows();
}

class MatrixRef final : public Ref {
  public:
    MatrixRef(Object* matrix, Place at) : matrix_(Value::object(matrix)), at_(at) {
    }

    Value get() const override {
        return Value::number(*checked());
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s holds a number and cannot take %s", name().c_str(), kind_name(value.kind()));
        }
        *checked() = value.as_number();
    }
    std::string describe() const override {
        const double* there = pointer();
        return there != nullptr ? format("<pointer to %s %g>", name().c_str(), *there)
                                : "<pointer to removed " + name() + ">";
    }
    double* pointer() const override {
        Matrix& matrix = matrix_of(matrix_.as_object());
        return at_.i < matrix.rows() && at_.j < matrix.columns() ? matrix.element(at_.i, at_.j) : nullptr;
    }
    bool same(const Ref& other) const override {
        const auto* that = dynamic_cast<const MatrixRef*>(&other);
        return that != nullptr && that->matrix_.as_object() == matrix_.as_object() && that->at_.i == at_.i &&
               that->at_.j == at_.j;
    }

  private:
    double* checked() const {
        double* there = pointer();
        if (there == nullptr) {
            fail(ErrorKind::Reference, "%s: the Matrix has become too small for this element", name().c_str());
        }
        return there;
    }
    std::string name() const {
        return format("%s.x[%zu][%zu]", matrix_.as_object()->name().c_str(), at_.i, at_.j);
    }

    Value matrix_;
    Place at_;
};

Ref* element_ref(Object* object, std::size_t place) {
    const std::size_t columns = matrix_of(object).columns();
    const Place at{place / columns, place % columns};
    if (at.i >= matrix_of(object).rows()) {
        no_such_element(object, static_cast<double>(at.i), static_cast<double>(at.j));
    }
    return new MatrixRef(object, at);
}

Value getval_(Call& call) {
    const Matrix& self = self_matrix(call);
    const std::size_t i = row_arg(call, 0, self);
    return Value::number(self.get(i, column_arg(call, 1, self)));
}

Value setval_(Call& call) {
    Matrix& self = self_matrix(call);
    const std::size_t i = row_arg(call, 0, self);
    self.set(i, column_arg(call, 1, self), call.number(2));
    return Value::number(call.number(2));
}

// ---- size ----

Value nrow_(Call& call) {
    return whole(self_matrix(call).rows());
}
Value ncol_(Call& call) {
    return whole(self_matrix(call).columns());
}

Value resize_(Call& call) {
    std::size_t sizes[2];
    for (std::size_t i = 0; i < 2; ++i) {
        sizes[i] = size_arg(call, i);
        if (sizes[i] == 0) {
            call.bad(ErrorKind::Value, i, "must be 1 or more");
        }
    }
    self_matrix(call).resize(sizes[0], sizes[1]);
    return call.self_value();
}

// ---- rows, columns, diagonals ----

// A line of elements through a Matrix: a row, a column or a diagonal.
struct Line {
    std::size_t i;
    std::size_t j;
    std::size_t down;   // the step to the next element: 0 or 1
    std::size_t right;  // 0 or 1
    std::size_t count;
};

Line row_line(Call& call) {
    const Matrix& self = self_matrix(call);
    return {row_arg(call, 0, self), 0, 0, 1, self.columns()};
}

Line column_line(Call& call) {
    const Matrix& self = self_matrix(call);
    return {0, column_arg(call, 0, self), 1, 0, self.rows()};
}

// Diagonal k holds the elements of column i + k in row i.
Line diagonal_line(Call& call) {
    const Matrix& self = self_matrix(call);
    const long k = call.integer(0, 1 - static_cast<long>(self.rows()), static_cast<long>(self.columns()) - 1);
    const std::size_t i = k < 0 ? static_cast<std::size_t>(-k) : 0;
    const std::size_t j = k < 0 ? 0 : static_cast<std::size_t>(k);
    return {i, j, 1, 1, std::min(self.rows() - i, self.columns() - j)};
}

std::vector<double> elements_of(const Matrix& matrix, const Line& line) {
    std::vector<double> out(line.count);
    for (std::size_t n = 0; n < line.count; ++n) {
        out[n] = matrix.get(line.i + n * line.down, line.j + n * line.right);
    }
    return out;
}

Value getrow_(Call& call) {
    return vector_result(call, 1, elements_of(self_matrix(call), row_line(call)));
}

Value getcol_(Call& call) {
    return vector_result(call, 1, elements_of(self_matrix(call), column_line(call)));
}

// The Vector has an element for each row; rows that the diagonal does not cross leave theirs as they are.
Value getdiag_(Call& call) {
    const Line line = diagonal_line(call);
    const std::vector<double> found = elements_of(self_matrix(call), line);
    std::vector<double> made(self_matrix(call).rows());
    if (call.has(1)) {
        const auto before = vector_arg(call, 1).span();
        std::copy_n(before.begin(), std::min(before.size(), made.size()), made.begin());
    }
    std::copy(found.begin(), found.end(), made.begin() + static_cast<std::ptrdiff_t>(line.i));
    return vector_result(call, 1, made);
}

// Sets the elements of a line to a number, or to those of a Vector from element `first` on; a shorter Vector sets
// fewer, one with more than `most` elements is an error.
Value set_line(Call& call, const Line& line, std::size_t first, std::size_t most) {
    Matrix& self = self_matrix(call);
    std::size_t count = line.count;
    if (!call.is_number(1)) {
        const std::size_t given = vector_arg(call, 1).size();
        if (given > most) {
            call.bad(ErrorKind::Value, 1, format("has %zu elements, there is room for %zu", given, most));
        }
        count = std::min(count, given > first ? given - first : 0);
    }
    for (std::size_t n = 0; n < count; ++n) {
        const double x = call.is_number(1) ? call.number(1) : vector_arg(call, 1).view()[first + n];
        self.set(line.i + n * line.down, line.j + n * line.right, x);
    }
    return call.self_value();
}

Value setrow_(Call& call) {
    const Line line = row_line(call);
    return set_line(call, line, 0, line.count);
}

Value setcol_(Call& call) {
    const Line line = column_line(call);
    return set_line(call, line, 0, line.count);
}

Value setdiag_(Call& call) {
    const Line line = diagonal_line(call);
    return set_line(call, line, line.i, self_matrix(call).rows());
}

// ---- all elements ----

Value zero_(Call& call) {
    self_matrix(call).zero();
    return call.self_value();
}

Value ident_(Call& call) {
    Matrix& self = self_matrix(call);
    self.zero();
    for (std::size_t i = 0; i < std::min(self.rows(), self.columns()); ++i) {
        self.set(i, i, 1.0);
    }
    return call.self_value();
}

Value set_(Call& call) {
    Matrix& self = self_matrix(call);
    if (call.count != self.rows() * self.columns()) {
        call.refuse(ErrorKind::Type, format("needs %zu numbers, row by row, for %zu x %zu elements, not %zu",
                                            self.rows() * self.columns(), self.rows(), self.columns(), call.count));
    }
    for (std::size_t n = 0; n < call.count; ++n) {
        self.set(n / self.columns(), n % self.columns(), call.number(n));
    }
    return call.self_value();
}

Value to_vector_(Call& call) {
    const Dense all = self_matrix(call).to_dense();
    std::vector<double> made;
    made.reserve(all.size());
    for (std::size_t j = 0; j < all.columns(); ++j) {
        for (std::size_t i = 0; i < all.rows(); ++i) {
            made.push_back(all.at(i, j));
        }
    }
    return vector_result(call, 0, made);
}

Value from_vector_(Call& call) {
    Matrix& self = self_matrix(call);
    const auto source = vector_arg(call, 0).span();
    const std::size_t rows = self.rows();
    if (source.size() % rows != 0 || source.size() / rows != self.columns()) {
        call.bad(ErrorKind::Value, 0,
                 format("has %zu elements where %zu x %zu are needed", source.size(), rows, self.columns()));
    }
    for (std::size_t n = 0; n < source.size(); ++n) {
        self.set(n % rows, n / rows, source[n]);
    }
    return call.self_value();
}

// ---- copies ----

Sparse copy_of(const Sparse& source) {
    Sparse out(source);
    return out;
}

Value c_(Call& call) {
    Matrix& self = self_matrix(call);
    return self.sparse() != nullptr ? matrix_result(call, 0, copy_of(*self.sparse()))
                                    : matrix_result(call, 0, self.dense()->copy());
}

Value transpose_(Call& call) {
    Matrix& self = self_matrix(call);
    if (self.sparse() != nullptr) {
        return matrix_result(call, 0, self.sparse()->transposed());
    }
    Dense made(self.columns(), self.rows());
    for (std::size_t i = 0; i < made.rows(); ++i) {
        for (std::size_t j = 0; j < made.columns(); ++j) {
            made.at(i, j) = self.dense()->at(j, i);
        }
    }
    return matrix_result(call, 0, std::move(made));
}

// bcopy(i0, j0, n, m [, i1, j1] [, out])
Value bcopy_(Call& call) {
    const Matrix& self = self_matrix(call);
    const std::size_t i0 = row_arg(call, 0, self);
    const std::size_t j0 = column_arg(call, 1, self);
    const auto n = static_cast<std::size_t>(call.integer(2, 1, static_cast<long>(self.rows() - i0)));
    const auto m = static_cast<std::size_t>(call.integer(3, 1, static_cast<long>(self.columns() - j0)));
    const bool placed = call.is_number(4);
    constexpr long kFurthest = 1L << 30;
    const auto i1 = static_cast<std::size_t>(placed ? call.integer(4, 0, kFurthest) : 0);
    const auto j1 = static_cast<std::size_t>(placed ? call.integer(5, 0, kFurthest) : 0);
    const std::size_t out = placed ? 6 : 4;
    const Matrix* target = call.has(out) ? &matrix_arg(call, out) : nullptr;
    Dense made(std::max(target != nullptr ? target->rows() : 0, i1 + n),
               std::max(target != nullptr ? target->columns() : 0, j1 + m));
    for (std::size_t i = 0; target != nullptr && i < target->rows(); ++i) {
        for (std::size_t j = 0; j < target->columns(); ++j) {
            made.at(i, j) = target->get(i, j);
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < m; ++j) {
            made.at(i1 + i, j1 + j) = self.get(i0 + i, j0 + j);
        }
    }
    return matrix_result(call, out, std::move(made));
}

// ---- sparse ----

const Sparse& sparse_self(Call& call) {
    const Sparse* part = self_matrix(call).sparse();
    if (part == nullptr) {
        call.refuse(ErrorKind::Type, "is for sparse matrices, Matrix(nrow, ncol, 2); this one is dense");
    }
    return *part;
}

Value sprowlen_(Call& call) {
    const Sparse& self = sparse_self(call);
    return whole(self.row(row_arg(call, 0, self_matrix(call))).size());
}

Value spgetrowval_(Call& call) {
    const Sparse& self = sparse_self(call);
    const auto& row = self.row(row_arg(call, 0, self_matrix(call)));
    const long n = call.integer(1, 0, static_cast<long>(row.size()) - 1);
    const auto found = std::next(row.begin(), n);
    const double value = found->second;
    if (call.has(2)) {
        call.args[2].as_ref()->set(Value::number(static_cast<double>(found->first)));
    }
    return Value::number(value);
}

// ---- the table ----

const Member kRows[] = {
    {"x", MemberKind::Array, "float", "",
     "The elements: m.x[i][j] is read and assigned, row i < m.nrow(), column j < m.ncol().\n\n"
     "m._ref_x[i][j] is a reference to an element. It keeps the Matrix alive, and stays with row i and column j when\n"
     "the Matrix is resized; ReferenceError when it has become too small for them.\n"
     "IndexError for indices outside of the Matrix.",
     get_element, set_element, count_rows, element_ref, 2, extent},
    {"getval", MemberKind::Method, "(i: int, j: int) -> float", "", "The element in row i and column j.", getval_},
    {"setval", MemberKind::Method, "(i: int, j: int, value: float) -> float", "",
     "Sets the element in row i and column j; the result is the value.", setval_},
    {"nrow", MemberKind::Method, "() -> int", "", "Number of rows.", nrow_},
    {"ncol", MemberKind::Method, "() -> int", "", "Number of columns.", ncol_},
    {"resize", MemberKind::Method, "(nrow: int, ncol: int) -> self", "",
     "Changes the size; elements inside of both sizes stay, new ones are 0.\n\nValueError for a size below 1.",
     resize_},
    {"getrow", MemberKind::Method, "(i: int) -> Vector ; (i: int, out: Vector) -> Vector", "", "The elements of row i.",
     getrow_},
    {"getcol", MemberKind::Method, "(j: int) -> Vector ; (j: int, out: Vector) -> Vector", "",
     "The elements of column j.", getcol_},
    {"getdiag", MemberKind::Method, "(k: int) -> Vector ; (k: int, out: Vector) -> Vector", "",
     "Diagonal k: element i of the Vector is that of row i and column i + k.\n\n"
     "0 is the main diagonal, positive ones lie above. The Vector gets the size nrow(); elements for rows that the\n"
     "diagonal does not cross keep their values, 0 in a new Vector.",
     getdiag_},
    {"setrow", MemberKind::Method, "(i: int, value: float|Vector) -> self", "",
     "Sets the elements of row i to a number, or to those of a Vector.\n\n"
     "A shorter Vector sets only as many. ValueError for a longer one.",
     setrow_},
    {"setcol", MemberKind::Method, "(j: int, value: float|Vector) -> self", "",
     "Sets the elements of column j to a number, or to those of a Vector.\n\n"
     "A shorter Vector sets only as many. ValueError for a longer one.",
     setcol_},
    {"setdiag", MemberKind::Method, "(k: int, value: float|Vector) -> self", "",
     "Sets diagonal k to a number, or the element in row i and column i + k to element i of a Vector.\n\n"
     "A shorter Vector sets only as many. ValueError for one with more than nrow() elements.",
     setdiag_},
    {"zero", MemberKind::Method, "() -> self", "", "Sets all elements to 0.", zero_},
    {"ident", MemberKind::Method, "() -> self", "", "Sets the elements of the main diagonal to 1 and all others to 0.",
     ident_},
    {"set", MemberKind::Method, "(*values: float) -> self", "",
     "Sets all elements to the numbers given, row by row.\n\nTypeError for another number of them.", set_},
    {"to_vector", MemberKind::Method, "() -> Vector ; (out: Vector) -> Vector", "", "All elements, column by column.",
     to_vector_},
    {"from_vector", MemberKind::Method, "(source: Vector) -> self", "",
     "Sets all elements, column by column.\n\nValueError unless the Vector has nrow() * ncol() elements.",
     from_vector_},
    {"c", MemberKind::Method, "() -> Matrix ; (out: Matrix) -> Matrix", "", "A copy.", c_},
    {"transpose", MemberKind::Method, "() -> Matrix ; (out: Matrix) -> Matrix", "",
     "Rows and columns exchanged. out may be the Matrix itself.", transpose_},
    {"bcopy", MemberKind::Method,
     "(i0: int, j0: int, n: int, m: int) -> Matrix ; (i0: int, j0: int, n: int, m: int, out: Matrix) -> Matrix ; "
     "(i0: int, j0: int, n: int, m: int, i1: int, j1: int) -> Matrix ; "
     "(i0: int, j0: int, n: int, m: int, i1: int, j1: int, out: Matrix) -> Matrix",
     "",
     "Copies the block of n rows and m columns that starts at row i0 and column j0.\n\n"
     "It goes to row i1 and column j1 of out, by default to its start. Other elements of out stay; it grows where the\n"
     "block does not fit. IndexError for a block that reaches beyond this Matrix.",
     bcopy_},
    {"sprowlen", MemberKind::Method, "(i: int) -> int", "",
     "How many elements row i of a sparse Matrix holds.\n\nTypeError for a dense one.", sprowlen_},
    {"spgetrowval", MemberKind::Method, "(i: int, n: int) -> float ; (i: int, n: int, column: ref) -> float", "",
     "Element number n of those that row i of a sparse Matrix holds.\n\n"
     "column refers to a number, which gets the column of the element. TypeError for a dense Matrix.",
     spgetrowval_},
};

}  // namespace

void add_matrix_access(std::vector<Member>& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
