// SOLVE statements become what their methods make of the blocks that they name.
//
// BREAKPOINT is divided: its SOLVE statements are the state kernel, the rest is the current kernel. Without a current
// all of it is the state kernel, SOLVE first.
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

// The statements, at any depth, but those of a kind.
Statements without(const Statements& list, Stmt::Kind kind) {
    Statements result;
    for (Stmt s : list) {
        if (s.kind != kind) {
            s.body = without(s.body, kind);
            s.otherwise = without(s.otherwise, kind);
            result.push_back(std::move(s));
        }
    }
    return result;
}

bool has_solve(const Statements& list) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Solve || has_solve(s.body) || has_solve(s.otherwise)) {
            return true;
        }
    }
    return false;
}

constexpr double kSteadyStep = 1e9;  // [ms] STEADYSTATE is one step as long as this

// Fills SOLVE statements in with what the method makes of the block.
class Solver {
  public:
    Solver(const Mechanism& m, Lowered& out, Sources& sources) : m_(m), out_(out), sources_(sources) {
    }

    Statements statements(const Statements& list) {
        Statements result;
        for (Stmt s : list) {
            if (s.kind == Stmt::Kind::Solve) {
                solved(s, result);
            } else {
                s.body = statements(s.body);
                s.otherwise = statements(s.otherwise);
                result.push_back(std::move(s));
            }
        }
        return result;
    }

  private:
    void solved(const Stmt& s, Statements& into) {
        const Routine* routine = m_.mod.routine(s.name);
        if (routine == nullptr) {
            return;
        }
        if (routine->kind == Routine::Kind::Procedure) {
            Stmt called;
            called.kind = Stmt::Kind::Call;
            called.place = s.place;
            called.value = call(s.name, {}, s.place);
            into.push_back(std::move(called));
            return;
        }
        // A block may be solved at several places; inside it, others may be.
        Routine expanded = *routine;
        if (!open_.insert(s.name).second) {
            sources_.error(s.place, "SOLVE of " + s.name + " leads back to itself: remove the circle.");
            return;
        }
        expanded.body = statements(expanded.body);
        open_.erase(s.name);
        into.push_back(block(by_kind(s, expanded)));
    }

    Statements by_kind(const Stmt& s, const Routine& routine) {
        switch (routine.kind) {
            case Routine::Kind::Kinetic:
                return by_method_of_kinetic(s, routine);
            case Routine::Kind::Linear:
                return linear_equations(m_, routine, sources_);
            case Routine::Kind::Nonlinear:
                return nonlinear_equations(m_, routine, out_.systems, sources_);
            case Routine::Kind::Discrete:
                return routine.body;
            default:
                return by_method(s, routine);
        }
    }

    static ExprPtr step_of(const Stmt& s) {
        return s.steady ? number(kSteadyStep, s.place) : variable("dt", s.place);
    }
    static Routine at_step_of(const Stmt& s, Routine routine) {
        if (s.steady) {
            routine.body = changed(routine.body, [&](const ExprPtr& e) {
                return substitute(e, variable("dt"), number(kSteadyStep, s.place));
            });
        }
        return routine;
    }

    Statements by_method_of_kinetic(const Stmt& s, const Routine& routine) {
        if (s.method == "euler") {
            return euler(rates_of_kinetic(m_, routine, sources_), sources_);
        }
        if (s.method == "runge") {
            return runge(rates_of_kinetic(m_, routine, sources_), sources_);
        }
        return kinetic(m_, at_step_of(s, routine), step_of(s), sources_);
    }

    // As in NEURON, where only methods with variable steps solve such a block.
    Statements no_method(const Stmt& s, const Routine& routine) {
        sources_.warn(s.place, "Nothing solves the states of " + s.name +
                                   " in fixed steps, as in NEURON: add METHOD cnexp or another one.");
        return without(routine.body, Stmt::Kind::Derivative);
    }
    Statements by_method(const Stmt& s, const Routine& routine) {
        if (s.method.empty() || s.method == "after_cvode") {
            return no_method(s, routine);
        }
        if (s.method == "euler") {
            return euler(routine, sources_);
        }
        if (s.method == "runge") {
            return runge(routine, sources_);
        }
        if (s.method == "cnexp") {
            if (std::optional<Statements> result = cnexp(routine)) {
                return std::move(*result);
            }
            sources_.warn(s.place, "An equation of " + s.name +
                                       " is not linear in its state, so cnexp cannot solve it: "
                                       "derivimplicit is used.");
        }
        return derivimplicit(at_step_of(s, routine), step_of(s), out_.systems, sources_);
    }

    const Mechanism& m_;
    Lowered& out_;
    Sources& sources_;
    std::set<std::string> open_;  // blocks whose SOLVE is being filled in
};

}  // namespace

Statements only_solve(const Statements& breakpoint) {
    Statements result;
    for (Stmt s : breakpoint) {
        if (s.kind == Stmt::Kind::Solve) {
            result.push_back(std::move(s));
        } else if (has_solve(s.body) || has_solve(s.otherwise)) {
            s.body = only_solve(s.body);
            s.otherwise = only_solve(s.otherwise);
            result.push_back(std::move(s));
        }
    }
    return result;
}

Statements without_solve(const Statements& breakpoint) {
    return without(breakpoint, Stmt::Kind::Solve);
}

Lowered lower(Mechanism& m, Sources& sources) {
    Lowered result;
    diffusion(m, result, sources);
    Solver solver(m, result, sources);
    ModFile& mod = m.mod;
    for (std::optional<Block>* block : {&mod.initial, &mod.constructor, &mod.destructor}) {
        if (*block) {
            (*block)->body = solver.statements((*block)->body);
        }
    }
    for (auto& [name, block] : mod.hooks) {
        block.body = solver.statements(block.body);
    }
    if (mod.net_receive) {
        mod.net_receive->body = solver.statements(mod.net_receive->body);
        if (mod.net_receive->initial) {
            mod.net_receive->initial = solver.statements(*mod.net_receive->initial);
        }
    }
    for (Routine& routine : mod.routines) {
        if (routine.callable()) {
            routine.body = solver.statements(routine.body);
        }
    }
    if (mod.breakpoint) {
        result.solve = solver.statements(only_solve(mod.breakpoint->body));
        const Statements rest = without_solve(mod.breakpoint->body);
        if (m.currents.empty()) {
            result.solve.insert(result.solve.end(), rest.begin(), rest.end());
        } else {
            result.current = conductance(m, rest, sources);
        }
    }
    return result;
}

}  // namespace nrn::nmodl
