// Units of all statements: both sides of assignments and equations, derivatives per ms, rates of reactions.
//
// A LOCAL has the unit of what was assigned to it last; a plain number leaves the one that it had. In a reaction the
// amounts of all states, their unit times that of their COMPARTMENT, have one unit, and so has the flux, per ms; a rate
// is the flux by the product of the states.
#include "nmodl/sema/unit_check.hpp"

#include <algorithm>
#include <set>

#include "nmodl/sema/unit_expressions.hpp"

namespace nrn::nmodl {
namespace {

class UnitChecker {
  public:
    UnitChecker(const Mechanism& m, const std::vector<Region>& unchecked, Sources& sources)
        : m_(m), scope_(m, unchecked, sources), expressions_(m, scope_), ms_(*UnitTable().read("ms")) {
    }

    void run() {
        const ModFile& mod = m_.mod;
        for (const std::optional<Block>* block : {&mod.initial, &mod.breakpoint, &mod.constructor, &mod.destructor}) {
            if (*block) {
                alone((*block)->body);
            }
        }
        for (const auto& [name, block] : mod.hooks) {
            alone(block.body);
        }
        for (const Routine& routine : mod.routines) {
            of_routine(routine);
        }
        if (mod.net_receive) {
            receive(*mod.net_receive);
        }
    }

  private:
    void alone(const Statements& body) {
        expressions_.locals.clear();
        fixed_.clear();
        statements(body);
    }

    void of_routine(const Routine& routine) {
        expressions_.locals.clear();
        fixed_.clear();
        for (std::size_t k = 0; k < routine.arguments.size(); ++k) {
            fix(routine.arguments[k], scope_.read(routine.argument_units[k], routine.place));
        }
        if (routine.gives_value()) {
            fix(routine.name, scope_.read(routine.units, routine.place));
        }
        volumes_.clear();
        volumes(routine.body);
        statements(routine.body);
    }
    void fix(const std::string& name, const Quantity& unit) {
        expressions_.locals[name] = unit;
        fixed_.insert(name);
    }

    void receive(const NetReceive& receive) {
        for (const std::string& units : receive.argument_units) {
            expressions_.weights.push_back(scope_.read(units, receive.place));
        }
        alone(receive.body);
        alone(receive.initial.value_or(Statements{}));
    }

    void statements(const Statements& list) {
        for (const Stmt& s : list) {
            statement(s);
        }
    }

    void statement(const Stmt& s) {
        switch (s.kind) {
            case Stmt::Kind::Assign:
                assignment(s);
                break;
            case Stmt::Kind::Derivative:
                derivative(s);
                break;
            case Stmt::Kind::Local:
                for (const LocalVariable& variable : s.locals) {
                    expressions_.locals[variable.name].reset();
                }
                break;
            case Stmt::Kind::Watch:
                for (const WatchCondition& w : s.watches) {
                    expressions_.agree(w.right->place, "The left side of WATCH", expressions_.of(w.left),
                                       "the right side", expressions_.of(w.right));
                }
                break;
            case Stmt::Kind::Reaction:
                reaction(s);
                break;
            case Stmt::Kind::Conserve:
                expressions_.agree(s.value->place, "The sum of CONSERVE", amounts(s.left), "the value",
                                   expressions_.of(s.value));
                break;
            case Stmt::Kind::Equation:
                expressions_.agree(s.place, "The left side", expressions_.of(s.target), "the right side",
                                   expressions_.of(s.value));
                break;
            case Stmt::Kind::ForNetcons:
                netcons(s);
                break;
            case Stmt::Kind::Compartment:
            case Stmt::Kind::Diffusion:
                break;
            default:
                for (const ExprPtr& e : {s.value, s.from, s.to, s.by}) {
                    if (e) {
                        expressions_.of(e);
                    }
                }
        }
        statements(s.body);
        statements(s.otherwise);
    }

    void assignment(const Stmt& s) {
        const Quantity value = expressions_.of(s.value);
        const Quantity target = expressions_.of(s.target);
        if (s.target->kind == Expr::Kind::Local && fixed_.count(s.target->text) == 0) {
            Quantity& unit = expressions_.locals[s.target->text];
            unit = value || scope_.unchecked(s.place) ? value : unit;
        } else {
            expressions_.agree(s.target->place, name_of(*s.target), target, "its value", value);
        }
    }

    void derivative(const Stmt& s) {
        const Quantity state = expressions_.of(s.target);
        expressions_.agree(s.target->place, name_of(*s.target) + "'", per_ms(state), "its value",
                           expressions_.of(s.value));
    }

    static std::string name_of(const Expr& e) {
        if (e.kind == Expr::Kind::Weight || e.kind == Expr::Kind::NetconWeight) {
            return "The argument " + e.text;
        }
        return e.text;
    }
    Quantity per_ms(const Quantity& unit) const {
        return unit ? Quantity(product(*unit, ms_, -1)) : unit;
    }

    void netcons(const Stmt& s) {
        expressions_.netcon_weights.clear();
        for (std::size_t k = 0; k < s.names.size(); ++k) {
            const std::vector<Quantity>& own = expressions_.weights;
            expressions_.netcon_weights.push_back(
                s.units[k].empty() && k < own.size() ? own[k] : scope_.read(s.units[k], s.place));
        }
    }

    // ---- reactions

    void volumes(const Statements& list) {
        for (const Stmt& s : list) {
            if (s.kind == Stmt::Kind::Compartment) {
                const Quantity volume = expressions_.of(s.value);
                for (const Term& term : s.left) {
                    volumes_[term.state->text] = volume.value_or(Unit{});
                }
            }
            volumes(s.body);
            volumes(s.otherwise);
        }
    }

    Quantity amount(const Term& term) {
        const Quantity unit = expressions_.of(term.state);
        const auto volume = volumes_.find(term.state->text);
        return unit && volume != volumes_.end() ? Quantity(product(*unit, volume->second, 1)) : unit;
    }

    // The unit that the amounts of all states have.
    Quantity amounts(const std::vector<Term>& terms, const Term* first = nullptr) {
        first = first == nullptr ? &terms.front() : first;
        Quantity result = amount(*first);
        for (const Term& term : terms) {
            if (&term != first) {
                result = expressions_.agree(term.state->place, "The amount of " + first->state->text, result,
                                            "that of " + term.state->text, amount(term));
            }
        }
        return result;
    }

    void reaction(const Stmt& s) {
        Quantity all = amounts(s.left);
        if (all && !s.right.empty()) {
            all = amounts(s.right, &s.left.front());
        }
        const Quantity flux = per_ms(all);
        if (s.name == "<<") {
            expressions_.agree(s.value->place, "The flux into " + s.left.front().state->text, flux, "the value given",
                               expressions_.of(s.value));
        } else {
            rate("The forward rate", flux, s.left, s.value);
        }
        if (s.by) {
            rate("The backward rate", flux, s.right, s.by);
        }
        expressions_.locals["f_flux"] = flux;
        expressions_.locals["b_flux"] = flux;
    }

    void rate(const std::string& what, Quantity unit, const std::vector<Term>& terms, const ExprPtr& given) {
        for (const Term& term : terms) {
            const Quantity state = expressions_.of(term.state);
            unit = unit && state ? Quantity(product(*unit, *state, -static_cast<int>(std::min(term.coefficient, 99.0))))
                                 : Quantity();
        }
        expressions_.agree(given->place, what, unit, "the value given", expressions_.of(given));
    }

    const Mechanism& m_;
    UnitScope scope_;
    UnitExpressions expressions_;
    Unit ms_;
    std::set<std::string> fixed_;  // locals whose unit is declared: arguments, the value of a FUNCTION
    std::map<std::string, Unit> volumes_;
};

}  // namespace

void check_units(const Mechanism& mechanism, const std::vector<Region>& unchecked, Sources& sources) {
    UnitChecker(mechanism, unchecked, sources).run();
}

}  // namespace nrn::nmodl
