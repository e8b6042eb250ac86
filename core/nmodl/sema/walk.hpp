// Goes through what statements are made of.
#pragma once

#include "nmodl/syntax/ast.hpp"

namespace nrn::nmodl {

// visit(e) for all expressions of a statement, those in other statements left out.
template <class Visit>
void each_expression(const Stmt& s, const Visit& visit) {
    for (const ExprPtr& e : {s.target, s.value, s.from, s.to, s.by}) {
        if (e) {
            visit(e);
        }
    }
    for (const WatchCondition& w : s.watches) {
        visit(w.left);
        visit(w.right);
        visit(w.flag);
    }
    for (const std::vector<Term>* side : {&s.left, &s.right}) {
        for (const Term& term : *side) {
            visit(term.state);
        }
    }
}

// visit(e) for an expression and all its parts.
template <class Visit>
void each_part(const ExprPtr& e, const Visit& visit) {
    visit(e);
    for (const ExprPtr& part : e->parts) {
        each_part(part, visit);
    }
}

}  // namespace nrn::nmodl
