// BREAKPOINT is divided: its SOLVE statements are the state kernel, the rest is the current kernel. Without a current
// all of it is the state kernel, SOLVE first.
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

bool has_solve(const Statements& list) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Solve || has_solve(s.body) || has_solve(s.otherwise)) {
            return true;
        }
    }
    return false;
}

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
        if (routine->kind != Routine::Kind::Derivative) {
            Stmt called;
            called.kind = Stmt::Kind::Call;
            called.place = s.place;
            called.value = call(s.name, {}, s.place);
            into.push_back(std::move(called));
            return;
        }
        into.push_back(block(by_method(s, *routine)));
    }

    Statements by_method(const Stmt& s, const Routine& routine) {
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
        return derivimplicit(routine, out_.systems, sources_);
    }

    const Mechanism& m_;
    Lowered& out_;
    Sources& sources_;
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
    Statements result;
    for (Stmt s : breakpoint) {
        if (s.kind != Stmt::Kind::Solve) {
            s.body = without_solve(s.body);
            s.otherwise = without_solve(s.otherwise);
            result.push_back(std::move(s));
        }
    }
    return result;
}

Lowered lower(const Mechanism& m, Sources& sources) {
    Lowered result;
    if (m.mod.breakpoint) {
        result.solve = Solver(m, result, sources).statements(only_solve(m.mod.breakpoint->body));
        const Statements rest = without_solve(m.mod.breakpoint->body);
        if (m.currents.empty()) {
            result.solve.insert(result.solve.end(), rest.begin(), rest.end());
        } else {
            result.current = conductance(m, rest);
        }
    }
    return result;
}

}  // namespace nrn::nmodl
