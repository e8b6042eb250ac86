// cnexp: each equation x' = a + b x, with a and b taken as constant during the step, has the solution
//   x(t + dt) = x + (1 - exp(b dt)) (-a/b - x).
// Equations are solved in the order of the block, each with the values that those before it have left.
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

ExprPtr step_of(const LinearForm& form, const ExprPtr& x) {
    const ExprPtr dt = variable("dt", x->place);
    if (form.slope->is_number(0)) {
        return binary("+", x, simplify(binary("*", dt, form.constant)));
    }
    const ExprPtr rest = simplify(unary("-", quotient(form.constant, form.slope)));
    const ExprPtr fraction = binary("-", number(1), call("exp", {simplify(binary("*", dt, form.slope))}, x->place));
    return binary("+", x, binary("*", fraction, simplify(binary("-", rest, x))));
}

bool solve(const Statements& list, Statements& into) {
    for (Stmt s : list) {
        if (s.kind == Stmt::Kind::Derivative) {
            const std::optional<LinearForm> form = linear_form(s.value, s.target);
            if (!form) {
                return false;
            }
            into.push_back(assign(s.target, step_of(*form, s.target)));
            continue;
        }
        Statements body;
        Statements otherwise;
        if (!solve(s.body, body) || !solve(s.otherwise, otherwise)) {
            return false;
        }
        s.body = std::move(body);
        s.otherwise = std::move(otherwise);
        into.push_back(std::move(s));
    }
    return true;
}

}  // namespace

std::optional<Statements> cnexp(const Routine& derivative) {
    Statements result;
    if (!solve(derivative.body, result)) {
        return std::nullopt;
    }
    return result;
}

}  // namespace nrn::nmodl
