// derivimplicit: backward Euler, x1 = x0 + dt f(x1).
//
// When each equation is x' = a + b x with a, b free of all states of the block, x1 = (x0 + dt a) / (1 - dt b). All
// other systems go to Newton's method.
#include <algorithm>

#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

bool reads_states(const ExprPtr& e, const std::vector<ExprPtr>& states) {
    return std::any_of(states.begin(), states.end(), [&](const ExprPtr& state) { return contains(e, state); });
}

// False when some statement couples the equations: then the closed form does not hold.
bool solve(const Statements& list, const std::vector<ExprPtr>& states, const ExprPtr& dt, Statements& into) {
    for (Stmt s : list) {
        if (s.kind == Stmt::Kind::Derivative) {
            const std::optional<LinearForm> form = linear_form(s.value, s.target);
            if (!form || reads_states(form->constant, states) || reads_states(form->slope, states)) {
                return false;
            }
            const ExprPtr above = simplify(binary("+", s.target, binary("*", dt, form->constant)));
            const ExprPtr below = simplify(binary("-", number(1), binary("*", dt, form->slope)));
            into.push_back(assign(s.target, simplify(binary("/", above, below))));
            continue;
        }
        for (const ExprPtr& e : {s.value, s.from, s.to, s.by}) {
            if (e && reads_states(e, states)) {
                return false;
            }
        }
        Statements body;
        Statements otherwise;
        if (!solve(s.body, states, dt, body) || !solve(s.otherwise, states, dt, otherwise)) {
            return false;
        }
        s.body = std::move(body);
        s.otherwise = std::move(otherwise);
        into.push_back(std::move(s));
    }
    return true;
}

bool calls(const Statements& list) {
    return std::any_of(list.begin(), list.end(),
                       [](const Stmt& s) { return s.kind == Stmt::Kind::Call || calls(s.body) || calls(s.otherwise); });
}

}  // namespace

Statements derivimplicit(const Routine& derivative, const ExprPtr& dt, std::vector<NewtonSystem>& systems,
                         Sources& sources) {
    const std::vector<ExprPtr> states = states_of(derivative.body);
    Statements result;
    if (solve(derivative.body, states, dt, result)) {
        return result;
    }
    for (const ExprPtr& state : states) {
        if (!state->parts.empty() && state->parts[0]->kind != Expr::Kind::Number) {
            sources.error(state->place, "A derivative of " + text_of(state) +
                                            " with a computed index is supported by cnexp only: "
                                            "write one equation for each element.");
        }
    }
    NewtonSystem system;
    system.dt = dt;
    system.what = "derivimplicit";
    system.states = states;
    system.body = with_rates(derivative.body);
    for (const ExprPtr& state : states) {
        system.rates.push_back(rate_name(state));
    }
    Stmt newton;
    newton.kind = Stmt::Kind::Newton;
    newton.place = derivative.place;
    newton.which = static_cast<int>(systems.size());
    newton.body = system.body;  // for the analysis of reads and writes
    for (const ExprPtr& state : states) {
        newton.body.push_back(assign(state, state));
    }
    systems.push_back(std::move(system));
    return {newton};
}

}  // namespace nrn::nmodl
