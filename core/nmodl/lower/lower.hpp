// The passes between reading and writing: what NMODL says in the language of models becomes plain statements.
//
// Each pass is one file: solve (SOLVE), cnexp, explicit_methods (euler, runge), implicit (derivimplicit), kinetic
// (reactions), elimination (its linear equations), diffusion (along sections), equations (LINEAR, NONLINEAR),
// conductance (currents and their derivative by v).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "nmodl/sema/symbols.hpp"

namespace nrn::nmodl {

// A system for Newton's method: the body computes the derivatives of the states, or the residues, into locals.
struct NewtonSystem {
    std::vector<ExprPtr> states;
    std::vector<std::string> rates;  // locals that `body` assigns
    Statements body;
    ExprPtr dt;  // of backward Euler; null when `rates` are the residues
    std::string what;
};

// BREAKPOINT without SOLVE, with the slope of each current.
struct CurrentKernel {
    Statements body;
    bool exact = true;                          // else by a finite difference in v
    std::map<std::string, std::string> slopes;  // current -> local that holds its derivative by v [per mV]
    std::vector<std::string> slope_locals;
};

// A state of LONGITUDINAL_DIFFUSION: one number, so an element of an array.
struct Diffusing {
    std::string state;
    int element = 0;
    std::string rate, volume;  // hidden variables that hold them
    bool renew = false;        // they depend on states that diffuse before this one
};

struct Lowered {
    std::optional<CurrentKernel> current;
    Statements solve;
    std::vector<NewtonSystem> systems;
    std::vector<Diffusing> diffusing;
    Statements diffusion;  // assigns rates and volumes
};

// SOLVE statements of the mechanism's blocks are replaced in place.
Lowered lower(Mechanism& mechanism, Sources& sources);

// ---- the passes

// The part of BREAKPOINT that is solved once a step, and the part that gives currents.
Statements only_solve(const Statements& breakpoint);
Statements without_solve(const Statements& breakpoint);

// x' = a + b x becomes x = x + (1 - exp(dt b)) (-a/b - x). Nothing when an equation is not linear in its own state.
std::optional<Statements> cnexp(const Routine& derivative);
Statements euler(const Routine& derivative, Sources& sources);
Statements runge(const Routine& derivative, Sources& sources);
// Backward Euler; in closed form when each equation is linear in its own state and knows no other.
Statements derivimplicit(const Routine& derivative, const ExprPtr& dt, std::vector<NewtonSystem>& systems,
                         Sources& sources);

// Reactions: backward Euler, and the derivatives of the states for the explicit methods.
Statements kinetic(const Mechanism& mechanism, const Routine& routine, const ExprPtr& dt, Sources& sources);
Routine rates_of_kinetic(const Mechanism& mechanism, const Routine& routine, Sources& sources);

// LONGITUDINAL_DIFFUSION: the simulator solves it, with rates and volumes that the mechanism computes.
void diffusion(Mechanism& mechanism, Lowered& lowered, Sources& sources);

Statements linear_equations(const Mechanism& mechanism, const Routine& routine, Sources& sources);
Statements nonlinear_equations(const Mechanism& mechanism, const Routine& routine, std::vector<NewtonSystem>& systems,
                               Sources& sources);

CurrentKernel conductance(const Mechanism& mechanism, const Statements& body, Sources& sources);

// ---- linear equations without a choice of pivots

// Where a matrix has numbers that may differ from 0.
using Pattern = std::set<std::pair<int, int>>;
// An order of the unknowns that keeps the elimination sparse; those of `late` come last.
std::vector<int> elimination_order(const Pattern& pattern, int size, const std::set<int>& late);
// Of the elimination in this order; `pattern` grows by what it fills in.
struct Elimination {
    struct Step {
        int pivot;
        std::vector<int> rows;     // below it, in the order of the elimination
        std::vector<int> columns;  // behind it
    };
    std::vector<Step> steps;
    std::size_t products = 0;
};
Elimination plan_elimination(Pattern& pattern, const std::vector<int>& order);

// ---- helpers

// The states that a DERIVATIVE block has equations for, in order; and the block with rates as plain locals.
std::vector<ExprPtr> states_of(const Statements& body);
std::string rate_name(const ExprPtr& state);
Statements with_rates(const Statements& body);
// All expressions of the statements, those inside other statements too, changed by f.
template <class F>
Statements changed(const Statements& list, const F& f) {
    const auto side = [&](std::vector<Term>& terms) {
        for (Term& term : terms) {
            term.state = f(term.state);
        }
    };
    Statements result;
    for (Stmt s : list) {
        for (ExprPtr* e : {&s.target, &s.value, &s.from, &s.to, &s.by}) {
            *e = *e ? f(*e) : *e;
        }
        side(s.left);
        side(s.right);
        s.body = changed(s.body, f);
        s.otherwise = changed(s.otherwise, f);
        result.push_back(std::move(s));
    }
    return result;
}

}  // namespace nrn::nmodl
