// Symbolic mathematics on expressions: simplification, derivatives, linear forms.
#pragma once

#include <functional>
#include <optional>

#include "nmodl/syntax/ast.hpp"

namespace nrn::nmodl {

// Folds numbers and drops what has no effect: x*1, x+0, 0/x, --x.
ExprPtr simplify(const ExprPtr& e);

// The derivative of a name or array element, or nothing for what has none in it (then 0 is taken).
using DerivativeOfName = std::function<ExprPtr(const ExprPtr& name)>;

// The derivative of e, simplified; null where it is not known: a function of the file, or a comparison, that depends on
// what is derived by.
ExprPtr differentiate(const ExprPtr& e, const DerivativeOfName& of_name);
ExprPtr differentiate(const ExprPtr& e, const ExprPtr& by);

bool contains(const ExprPtr& e, const ExprPtr& part);
ExprPtr substitute(const ExprPtr& e, const ExprPtr& part, const ExprPtr& with);

// e as constant + slope * x, when it is linear in x.
struct LinearForm {
    ExprPtr constant, slope;
};
std::optional<LinearForm> linear_form(const ExprPtr& e, const ExprPtr& x);

// a / b with equal factors cancelled, also in terms of a sum.
ExprPtr quotient(const ExprPtr& a, const ExprPtr& b);

// As NMODL text, for tests and messages.
std::string text_of(const ExprPtr& e);

}  // namespace nrn::nmodl
