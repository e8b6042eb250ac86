// Matrix members of linear algebra. Results are complete before they are stored: every `out` may be the Matrix itself
// or one of the arguments, and an error leaves all as it was.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/matrix.hpp"
#include "builtins/data/vector.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

using numeric::Dense;
using numeric::LuFactors;
using numeric::SparseFactors;

// ---- sums and products ----

Value mulv_(Call& call) {
    Matrix& self = self_matrix(call);
    const auto x = vector_arg(call, 0).span();
    if (x.size() != self.columns()) {
        call.bad(ErrorKind::Value, 0, format("has %zu elements where %zu are needed", x.size(), self.columns()));
    }
    std::vector<double> made(self.rows());
    if (self.sparse() != nullptr) {
        self.sparse()->multiply(x, made);
    } else {
        numeric::multiply(*self.dense(), x, made);
    }
    return vector_result(call, 1, made);
}

Value mulm_(Call& call) {
    const Matrix& self = self_matrix(call);
    const Matrix& other = matrix_arg(call, 0);
    if (self.columns() != other.rows()) {
        call.bad(ErrorKind::Value, 0, format("has %zu rows where %zu are needed", other.rows(), self.columns()));
    }
    return matrix_result(call, 1, numeric::multiply(self.to_dense(), other.to_dense()));
}

// The last argument, or this Matrix: muls and add work in place.
Value in_place_result(Call& call, std::size_t i, Dense made) {
    if (call.has(i)) {
        return matrix_result(call, i, std::move(made));
    }
    self_matrix(call).assign(std::move(made));
    return call.self_value();
}

Value muls_(Call& call) {
    Matrix& self = self_matrix(call);
    const double factor = call.number(0);
    if (self.sparse() != nullptr) {
        numeric::Sparse made(*self.sparse());
        made.scale(factor);
        if (call.has(1)) {
            return matrix_result(call, 1, std::move(made));
        }
        self.assign(std::move(made));
        return call.self_value();
    }
    Dense made = self.dense()->copy();
    std::for_each(made.data(), made.data() + made.size(), [factor](double& x) { x *= factor; });
    return in_place_result(call, 1, std::move(made));
}

Value add_(Call& call) {
    const Matrix& self = self_matrix(call);
    const Matrix& other = matrix_arg(call, 0);
    if (self.rows() != other.rows() || self.columns() != other.columns()) {
        call.bad(ErrorKind::Value, 0,
                 format("has %zu x %zu elements where %zu x %zu are needed", other.rows(), other.columns(), self.rows(),
                        self.columns()));
    }
    Dense made = self.to_dense();
    const Dense second = other.to_dense();
    std::transform(made.data(), made.data() + made.size(), second.data(), made.data(), std::plus<>());
    return in_place_result(call, 1, std::move(made));
}

// ---- functions of a square matrix ----

// For iterations that would never end on them.
void require_finite(Call& call, const Dense& a) {
    if (!std::all_of(a.data(), a.data() + a.size(), [](double x) { return std::isfinite(x); })) {
        call.refuse(ErrorKind::Value, "the Matrix has elements that are no finite numbers");
    }
}

Dense square_self(Call& call) {
    require_square(call, self_matrix(call));
    return self_matrix(call).to_dense();
}

Value pow_(Call& call) {
    constexpr long kLargest = 1000000000L;
    const long exponent = call.integer(0, 0, kLargest);
    return matrix_result(call, 1, numeric::power(square_self(call), static_cast<unsigned long>(exponent)));
}

Value exp_(Call& call) {
    const Dense self = square_self(call);
    require_finite(call, self);
    return matrix_result(call, 0, numeric::exponential(self));
}

Value inverse_(Call& call) {
    const LuFactors factors(square_self(call));
    if (factors.singular()) {
        call.refuse(ErrorKind::Value, "the Matrix is singular: it has no inverse");
    }
    return matrix_result(call, 0, factors.inverse());
}

Value det_(Call& call) {
    const LuFactors factors(square_self(call));
    int exponent = 0;
    const double mantissa = factors.determinant(exponent);
    call.args[0].as_ref()->set(Value::number(exponent));
    return Value::number(mantissa);
}

// ---- equations ----

// The factors of this Matrix; `again`: those of the last call, if there were any.
template <class Factors, class Elements>
const Factors& factors_of(Call& call, std::unique_ptr<Factors>& kept, const Elements& elements, bool again) {
    if (!again || !kept || kept->size() != elements.rows()) {
        auto made = std::make_unique<Factors>(elements);
        if (made->singular()) {
            call.refuse(ErrorKind::Value, "the Matrix is singular: the equations have no solution, or many");
        }
        kept = std::move(made);
    }
    return *kept;
}

Value solv_(Call& call) {
    Matrix& self = self_matrix(call);
    require_square(call, self);
    const auto b = vector_arg(call, 0).span();
    if (b.size() != self.rows()) {
        call.bad(ErrorKind::Value, 0, format("has %zu elements where %zu are needed", b.size(), self.rows()));
    }
    const std::size_t last = call.count - 1;
    const bool again = call.is_number(last) && call.number(last) != 0.0;
    std::vector<double> x(b.size());
    if (self.sparse() != nullptr) {
        factors_of(call, self.sparse_factors, *self.sparse(), again).solve(b, x);
    } else {
        factors_of(call, self.dense_factors, *self.dense(), again).solve(b, x);
    }
    if (!call.is(1, Kind::Object)) {
        Value out = Value::adopt_object(new_vector(call.context));
        vector_of(out.as_object()).assign(x);
        return out;
    }
    return vector_result(call, 1, x);
}

// ---- eigenvalues and singular values ----

void require_symmetric(Call& call, const Dense& a) {
    constexpr double kRounding = 1e-9;
    double largest = 0.0;
    for (std::size_t n = 0; n < a.size(); ++n) {
        largest = std::max(largest, std::fabs(a.data()[n]));
    }
    for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (std::fabs(a.at(i, j) - a.at(j, i)) > kRounding * largest) {
                call.refuse(ErrorKind::Value,
                            format("needs a symmetric Matrix: [%zu][%zu] is %.17g, [%zu][%zu] is %.17g", i, j,
                                   a.at(i, j), j, i, a.at(j, i)));
            }
        }
    }
}

Value symmeig_(Call& call) {
    const Dense self = square_self(call);
    require_finite(call, self);
    require_symmetric(call, self);
    std::vector<double> values;
    Dense vectors;
    numeric::symmetric_eigen(self, values, vectors);
    matrix_arg(call, 0).assign(std::move(vectors));
    return vector_result(call, call.count, values);
}

Value svd_(Call& call) {
    const Dense self = self_matrix(call).to_dense();
    require_finite(call, self);
    std::vector<double> values;
    Dense u;
    Dense v;
    numeric::singular_values(self, values, u, v);
    if (call.has(0)) {
        matrix_arg(call, 0).assign(std::move(u));
        matrix_arg(call, 1).assign(std::move(v));
    }
    return vector_result(call, call.count, values);
}

// ---- the table ----

const Member kRows[] = {
    {"mulv", MemberKind::Method, "(v: Vector) -> Vector ; (v: Vector, out: Vector) -> Vector", "",
     "The product of the Matrix and a Vector.\n\nValueError unless the Vector has ncol() elements.", mulv_},
    {"mulm", MemberKind::Method, "(m: Matrix) -> Matrix ; (m: Matrix, out: Matrix) -> Matrix", "",
     "The product of two matrices.\n\nValueError unless m has ncol() rows.", mulm_},
    {"muls", MemberKind::Method, "(factor: float) -> Matrix ; (factor: float, out: Matrix) -> Matrix", "",
     "Multiplies all elements by a number: in place, or into out.", muls_},
    {"add", MemberKind::Method, "(m: Matrix) -> Matrix ; (m: Matrix, out: Matrix) -> Matrix", "",
     "Adds the elements of another Matrix: in place, or into out.\n\nValueError for another size.", add_},
    {"pow", MemberKind::Method, "(n: int) -> Matrix ; (n: int, out: Matrix) -> Matrix", "",
     "The n-th power of a square Matrix, by repeated multiplication; n is truncated to a whole number.\n\n"
     "ValueError when it is not square, IndexError for n below 0 or above 1e9.",
     pow_},
    {"exp", MemberKind::Method, "() -> Matrix ; (out: Matrix) -> Matrix", "",
     "The exponential function of a square Matrix, the sum of its powers over n!.\n\nValueError when it is not square.",
     exp_},
    {"inverse", MemberKind::Method, "() -> Matrix ; (out: Matrix) -> Matrix", "",
     "The inverse of a square Matrix.\n\nValueError when it is not square or singular.", inverse_},
    {"det", MemberKind::Method, "(exponent: ref) -> float", "",
     "The determinant as m * 10^e: the result is m, 1 <= |m| < 10, and exponent refers to a number that gets e.\n\n"
     "Both are 0 for a singular Matrix. ValueError when it is not square.",
     det_},
    {"solv", MemberKind::Method,
     "(b: Vector) -> Vector ; (b: Vector, use_lu: int) -> Vector ; (b: Vector, out: Vector) -> Vector ; "
     "(b: Vector, out: Vector, use_lu: int) -> Vector",
     "",
     "The solution x of the equations m x = b.\n\n"
     "With use_lu 1 the factors of the Matrix from the last call serve again, even if elements changed since. A "
     "sparse\n"
     "Matrix has sparse factors. ValueError when it is not square or singular, or b has not nrow() elements.",
     solv_},
    {"symmeig", MemberKind::Method, "(vectors: Matrix) -> Vector", "",
     "The eigenvalues of a symmetric Matrix; its eigenvectors become the columns of `vectors`, in the same order.\n\n"
     "ValueError when it is not square or not symmetric.",
     symmeig_},
    {"svd", MemberKind::Method, "() -> Vector ; (u: Matrix, v: Matrix) -> Vector", "",
     "The singular values d, the largest first, and in u and v the orthogonal matrices with m = u^T d v.", svd_},
};

}  // namespace

void add_matrix_algebra(std::vector<Member>& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
