// The passes between reading and writing: what NMODL says in the language of models becomes plain statements.
//
// Each pass is one file: solve (SOLVE of BREAKPOINT), cnexp, explicit_methods (euler, runge), implicit (derivimplicit),
// conductance (currents and their derivative by v).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nmodl/sema/symbols.hpp"

namespace nrn::nmodl {

// A system for Newton's method: the body computes the derivatives of the states into locals.
struct NewtonSystem {
    std::vector<ExprPtr> states;
    std::vector<std::string> rates;  // locals that `body` assigns
    Statements body;
};

// BREAKPOINT without SOLVE, with the slope of each current.
struct CurrentKernel {
    Statements body;
    bool exact = true;                          // else by a finite difference in v
    std::map<std::string, std::string> slopes;  // current -> local that holds its derivative by v [per mV]
    std::vector<std::string> slope_locals;
};

struct Lowered {
    std::optional<CurrentKernel> current;
    Statements solve;
    std::vector<NewtonSystem> systems;
};

Lowered lower(const Mechanism& mechanism, Sources& sources);

// ---- the passes

// The part of BREAKPOINT that is solved once a step, and the part that gives currents.
Statements only_solve(const Statements& breakpoint);
Statements without_solve(const Statements& breakpoint);

// x' = a + b x becomes x = x + (1 - exp(dt b)) (-a/b - x). Nothing when an equation is not linear in its own state.
std::optional<Statements> cnexp(const Routine& derivative);
Statements euler(const Routine& derivative, Sources& sources);
Statements runge(const Routine& derivative, Sources& sources);
// Backward Euler; in closed form when each equation is linear in its own state and knows no other.
Statements derivimplicit(const Routine& derivative, std::vector<NewtonSystem>& systems, Sources& sources);

CurrentKernel conductance(const Mechanism& mechanism, const Statements& body);

// The states that a DERIVATIVE block has equations for, in order; and the block with rates as plain locals.
std::vector<ExprPtr> states_of(const Statements& body);
std::string rate_name(const ExprPtr& state);
Statements with_rates(const Statements& body);

}  // namespace nrn::nmodl
