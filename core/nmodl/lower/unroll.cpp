// Loops of reactions become reactions: FROM i = 0 TO 2 { ~ ca[i] <-> ca[i+1] (k, k) } is three of them. Then the
// elements of arrays are unknowns like others, and the matrix has a pattern that is known.
#include "nmodl/lower/unroll.hpp"

#include <algorithm>
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

// a[i + 1] in the loop of i: the element that comes after that of the round before; and in the array in all rounds.
bool goes_along(const Mechanism& m, const ExprPtr& state, const Stmt& loop) {
    const Symbol* s = m.find(state->text);
    if (s == nullptr || s->role != Symbol::Role::State) {
        return true;
    }
    if (state->parts.empty()) {
        return false;
    }
    const double from = *value_of(m, loop.from);
    const double to = *value_of(m, loop.to);
    const ExprPtr first = at_index(state->parts[0], loop.name, from);
    for (const double k : {from, from + 1, from + 7, to}) {
        const ExprPtr there = at_index(state->parts[0], loop.name, k);
        if (there->kind != Expr::Kind::Number || there->number != first->number + (k - from)) {
            return false;
        }
    }
    return first->number >= 0 && first->number + (to - from) < s->count;
}

bool is_plain(const Mechanism& m, const Statements& list, const Stmt& loop) {
    return std::all_of(list.begin(), list.end(), [&](const Stmt& s) {
        if (s.kind == Stmt::Kind::Reaction) {
            const auto along = [&](const Term& term) { return goes_along(m, term.state, loop); };
            return std::all_of(s.left.begin(), s.left.end(), along) &&
                   std::all_of(s.right.begin(), s.right.end(), along);
        }
        const bool simple = s.kind == Stmt::Kind::Assign || s.kind == Stmt::Kind::Call || s.kind == Stmt::Kind::Local ||
                            s.kind == Stmt::Kind::Block;
        return simple && is_plain(m, s.body, loop);
    });
}

// A loop of reactions between elements that lie side by side, which can stay a loop.
bool is_plain(const Mechanism& m, const Stmt& s) {
    const std::optional<double> from = value_of(m, s.from);
    const std::optional<double> to = value_of(m, s.to);
    const bool bounded = from && to && *to > *from && !s.by;
    return bounded && is_plain(m, s.body, s);
}

}  // namespace

ExprPtr at_index(const ExprPtr& e, const std::string& loop, double index) {
    return simplify(substitute(e, loop_variable(loop), number(index, e->place)));
}

Statements unrolled(const Mechanism& m, const Statements& list, bool keep_plain) {
    Statements result;
    for (Stmt s : list) {
        if (keep_plain && s.kind == Stmt::Kind::From && has_reactions(s.body) && is_plain(m, s)) {
            s.from = number(*value_of(m, s.from));
            s.to = number(*value_of(m, s.to));
            result.push_back(std::move(s));
            continue;
        }
        s.body = unrolled(m, s.body, keep_plain);
        s.otherwise = unrolled(m, s.otherwise, keep_plain);
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
            result.push_back(block(
                unrolled(m, changed(s.body, [&](const ExprPtr& e) { return at_index(e, s.name, k); }), keep_plain)));
        }
    }
    return result;
}

}  // namespace nrn::nmodl
