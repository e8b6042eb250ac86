// Loops of reactions become reactions: FROM i = 0 TO 2 { ~ ca[i] <-> ca[i+1] (k, k) } is three of them. Then the
// elements of arrays are unknowns like others, and the matrix has a pattern that is known.
#include "nmodl/lower/unroll.hpp"

#include <cmath>

#include "nmodl/lower/algebra.hpp"

namespace nrn::nmodl {
namespace {

constexpr double kMostRounds = 4096;

bool has_reactions(const Statements& list) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Reaction || s.kind == Stmt::Kind::Conserve || has_reactions(s.body) ||
            has_reactions(s.otherwise)) {
            return true;
        }
    }
    return false;
}

ExprPtr with_constants(const Mechanism& m, const ExprPtr& e) {
    if (e->kind == Expr::Kind::Variable) {
        const Symbol* s = m.find(e->text);
        return s != nullptr && s->kind == Symbol::Kind::Constant ? number(s->value, e->place) : e;
    }
    if (e->parts.empty()) {
        return e;
    }
    Expr copy = *e;
    for (ExprPtr& part : copy.parts) {
        part = with_constants(m, part);
    }
    return std::make_shared<const Expr>(std::move(copy));
}

std::optional<double> value_of(const Mechanism& m, const ExprPtr& e) {
    const ExprPtr value = simplify(with_constants(m, e));
    return value->kind == Expr::Kind::Number ? std::optional<double>(std::trunc(value->number)) : std::nullopt;
}

ExprPtr loop_variable(const std::string& name) {
    Expr e;
    e.kind = Expr::Kind::Loop;
    e.text = name;
    return std::make_shared<const Expr>(std::move(e));
}

}  // namespace

ExprPtr at_index(const ExprPtr& e, const std::string& loop, double index) {
    return simplify(substitute(e, loop_variable(loop), number(index, e->place)));
}

Statements unrolled(const Mechanism& m, const Statements& list) {
    Statements result;
    for (Stmt s : list) {
        s.body = unrolled(m, s.body);
        s.otherwise = unrolled(m, s.otherwise);
        if (s.kind != Stmt::Kind::From || !has_reactions(s.body)) {
            result.push_back(std::move(s));
            continue;
        }
        const std::optional<double> from = value_of(m, s.from);
        const std::optional<double> to = value_of(m, s.to);
        const std::optional<double> by = s.by ? value_of(m, s.by) : 1.0;
        if (!from || !to || !by || *by < 1 || (*to - *from) / *by >= kMostRounds) {
            result.push_back(std::move(s));
            continue;
        }
        for (double k = *from; k <= *to; k += *by) {
            // Bounds of loops inside may have become numbers.
            result.push_back(
                block(unrolled(m, changed(s.body, [&](const ExprPtr& e) { return at_index(e, s.name, k); }))));
        }
    }
    return result;
}

}  // namespace nrn::nmodl
