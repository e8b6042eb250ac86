// Names, calls and SOLVE of all statements.
#include <algorithm>
#include <map>

#include "nmodl/sema/symbols.hpp"
#include "nmodl/sema/verbatim.hpp"

namespace nrn::nmodl {

std::optional<Builtin> builtin(const std::string& name) {
    static const std::map<std::string, Builtin> kKnown = {
        {"exp", {1, 1, false}},           {"log", {1, 1, false}},
        {"log10", {1, 1, false}},         {"sqrt", {1, 1, false}},
        {"fabs", {1, 1, false}},          {"abs", {1, 1, false}},
        {"sin", {1, 1, false}},           {"cos", {1, 1, false}},
        {"tan", {1, 1, false}},           {"asin", {1, 1, false}},
        {"acos", {1, 1, false}},          {"atan", {1, 1, false}},
        {"atan2", {2, 2, false}},         {"sinh", {1, 1, false}},
        {"cosh", {1, 1, false}},          {"tanh", {1, 1, false}},
        {"pow", {2, 2, false}},           {"fmod", {2, 2, false}},
        {"floor", {1, 1, false}},         {"ceil", {1, 1, false}},
        {"erf", {1, 1, false}},           {"erfc", {1, 1, false}},
        {"fmin", {2, 2, false}},          {"fmax", {2, 2, false}},
        {"log1p", {1, 1, false}},         {"expm1", {1, 1, false}},
        {"exprelr", {1, 1, false}},       {"scop_random", {0, 0, true}},
        {"exprand", {1, 1, true}},        {"normrand", {2, 2, true}},
        {"poisrand", {1, 1, true}},       {"set_seed", {1, 1, true}},
        {"net_send", {2, 2, true}},       {"net_event", {1, 1, true}},
        {"net_move", {1, 1, true}},       {"at_time", {1, 1, true}},
        {"printf", {1, 64, true}},        {"state_discontinuity", {2, 2, true}},
        {"random_uniform", {1, 3, true}}, {"random_negexp", {1, 2, true}},
        {"random_normal", {1, 3, true}},  {"random_poisson", {2, 2, true}},
        {"random_setseq", {2, 2, true}},  {"random_setids", {4, 4, true}},
        {"step", {3, 3, false}},          {"prterr", {1, 1, true}},
        {"gauss", {3, 3, false}},         {"factorial", {1, 1, false}},
        {"hyperbol", {3, 3, false}},      {"revhyperbol", {3, 3, false}},
        {"sigmoid", {4, 4, false}},       {"revsigmoid", {4, 4, false}},
        {"harmonic", {4, 4, false}},      {"squarewave", {3, 3, false}},
        {"sawtooth", {3, 3, false}},      {"revsawtooth", {3, 3, false}},
        {"ramp", {4, 4, false}},          {"pulse", {4, 4, false}},
        {"perstep", {4, 4, false}},       {"perpulse", {5, 5, false}},
        {"nrn_ghk", {4, 4, false}},       {"nrn_pointing", {1, 1, true}},
        {"nrn_lag", {3, 3, true}},        {"random_dpick", {1, 1, true}},
        {"random_ipick", {1, 1, true}},
    };
    const auto found = kKnown.find(name);
    return found == kKnown.end() ? std::nullopt : std::optional<Builtin>(found->second);
}

namespace {

// Functions of SCoP that models cannot call in NEURON 9 either, and what to write in their place.
const char* instead_of(const std::string& name) {
    static const std::map<std::string, const char*> kKnown = {
        {"legendre", "write the polynomial out"},
        {"spline", "use a FUNCTION_TABLE"},
        {"expfit", "use a FUNCTION_TABLE"},
        {"schedule", "use events (NET_RECEIVE)"},
        {"force", "play a Vector into the variable"},
        {"stepforce", "play a Vector into the variable"},
        {"threshold", "use WATCH in NET_RECEIVE"},
        {"boundary", "solve for the boundary value in hoc or Python"},
        {"romberg", "make the integral a state, with its integrand as derivative"},
        {"invert", "write the equations as a LINEAR block"},
        {"deflate", "write the equations as a NONLINEAR block"},
        {"derivs", "write the equations as a DERIVATIVE block"},
        {"first_time", "use INITIAL"},
        {"poisson", "use poisrand or random_poisson"},
        {"setseed", "use set_seed"},
        {"nrn_random_play", "use RANDOM"},
    };
    const auto found = kKnown.find(name);
    return found == kKnown.end() ? nullptr : found->second;
}

class Checker {
  public:
    Checker(const Mechanism& m, Sources& sources) : m_(m), sources_(sources) {
    }

    void run() {
        const ModFile& mod = m_.mod;
        for (const Stmt& s : mod.verbatim) {
            of_text_.merge(identifiers(s.name));
        }
        for (const std::optional<Block>* block : {&mod.initial, &mod.breakpoint, &mod.constructor, &mod.destructor}) {
            if (*block) {
                statements((*block)->body);
            }
        }
        for (const auto& [name, block] : mod.hooks) {
            statements(block.body);
        }
        for (const Routine& routine : mod.routines) {
            in_derivative_ = routine.kind == Routine::Kind::Derivative;
            statements(routine.body);
            in_derivative_ = false;
            for (const Named& unknown : routine.unknowns) {
                name(variable(unknown.name, unknown.place), true);
            }
            if (routine.table) {
                table(routine);
            }
        }
        if (mod.net_receive) {
            if (mod.kind == ModFile::Kind::Density || mod.kind == ModFile::Kind::Functions) {
                sources_.error(
                    mod.net_receive->place,
                    "NET_RECEIVE is of point processes and artificial cells only: write POINT_PROCESS for SUFFIX.");
            }
            in_receive_ = true;
            statements(mod.net_receive->body);
            statements(mod.net_receive->initial.value_or(Statements{}));
        }
    }

  private:
    struct Methods {
        const char* of;
        std::vector<std::string> plain, steady;
    };

    void table(const Routine& routine) {
        for (const std::vector<std::string>* names : {&routine.table->names, &routine.table->depends}) {
            for (const std::string& name : *names) {
                if (m_.find(name) == nullptr) {
                    sources_.error(routine.table->place,
                                   "TABLE names \"" + name + "\", which is not declared: add it to ASSIGNED.");
                }
            }
        }
        if (routine.arguments.size() != 1) {
            sources_.error(routine.table->place, "A block with TABLE has one argument: " + routine.name + " has " +
                                                     std::to_string(routine.arguments.size()) + ".");
        }
        if (routine.table->names.empty() && !routine.gives_value()) {
            sources_.error(routine.table->place,
                           "TABLE in a PROCEDURE names the variables that it tabulates: add them.");
        }
        expression(routine.table->from);
        expression(routine.table->to);
    }

    void statements(const Statements& list) {
        for (const Stmt& s : list) {
            statement(s);
        }
    }

    void statement(const Stmt& s) {
        for (const ExprPtr& e : {s.target, s.value, s.from, s.to, s.by}) {
            if (e) {
                expression(e);
            }
        }
        switch (s.kind) {
            case Stmt::Kind::Verbatim:
                of_text_.merge(identifiers(s.name));
                break;
            case Stmt::Kind::Assign:
                target(s);
                break;
            case Stmt::Kind::Derivative:
                derivative(s);
                break;
            case Stmt::Kind::Solve:
                solve(s);
                break;
            case Stmt::Kind::Watch:
                for (const WatchCondition& w : s.watches) {
                    expression(w.left);
                    expression(w.right);
                    expression(w.flag);
                }
                if (!in_receive_) {
                    sources_.error(s.place, "WATCH belongs into NET_RECEIVE: move it there.");
                }
                break;
            case Stmt::Kind::Reaction:
            case Stmt::Kind::Conserve:
                for (const std::vector<Term>* side : {&s.left, &s.right}) {
                    for (const Term& term : *side) {
                        expression(term.state);
                    }
                }
                break;
            case Stmt::Kind::Compartment:
            case Stmt::Kind::Diffusion:
                for (const Term& term : s.left) {
                    name(term.state, true);
                }
                break;
            default:
                break;
        }
        statements(s.body);
        statements(s.otherwise);
    }

    void target(const Stmt& s) {
        const Symbol* symbol = s.target->kind == Expr::Kind::Variable ? m_.find(s.target->text) : nullptr;
        if (symbol == nullptr) {
            return;
        }
        const bool fixed = symbol->kind == Symbol::Kind::Time || symbol->kind == Symbol::Kind::Dt ||
                           symbol->kind == Symbol::Kind::Celsius || symbol->kind == Symbol::Kind::Area ||
                           symbol->kind == Symbol::Kind::Diam || symbol->kind == Symbol::Kind::Constant ||
                           symbol->kind == Symbol::Kind::Random;
        if (fixed) {
            sources_.error(s.place,
                           "\"" + symbol->name + "\" cannot be assigned by a mechanism: use another variable.");
        } else if (symbol->kind == Symbol::Kind::Ion && !symbol->writes && symbol->role != Symbol::Role::State) {
            sources_.error(s.place, "\"" + symbol->name + "\" is only read from the ion: add it to WRITE of USEION.");
        }
    }

    void derivative(const Stmt& s) {
        const Symbol* symbol = m_.find(s.target->text);
        if (!in_derivative_) {
            sources_.error(s.place, "A derivative belongs into a DERIVATIVE block: move it there.");
        } else if (symbol != nullptr && symbol->role != Symbol::Role::State) {
            sources_.error(s.place, "\"" + symbol->name + "\" has a derivative but is no state: add it to STATE.");
        }
    }

    void solve(const Stmt& s) {
        const Routine* routine = m_.mod.routine(s.name);
        if (routine == nullptr) {
            sources_.error(
                s.place, "SOLVE names \"" + s.name + "\", which is no DERIVATIVE, KINETIC or PROCEDURE of this file.");
            return;
        }
        static const std::map<Routine::Kind, Methods> kMethods = {
            {Routine::Kind::Derivative,
             {"a DERIVATIVE",
              {"cnexp", "derivimplicit", "euler", "runge", "after_cvode"},
              {"derivimplicit", "sparse"}}},
            {Routine::Kind::Kinetic, {"a KINETIC", {"sparse", "euler", "runge"}, {"sparse"}}},
            {Routine::Kind::Procedure, {"a PROCEDURE", {"after_cvode", "cvode_t", "cvode_t_v"}, {}}},
            {Routine::Kind::Linear, {"a LINEAR", {"simeq"}, {}}},
            {Routine::Kind::Nonlinear, {"a NONLINEAR", {"newton"}, {}}},
            {Routine::Kind::Discrete, {"a DISCRETE", {}, {}}}};
        const auto known = kMethods.find(routine->kind);
        if (known == kMethods.end()) {
            sources_.error(s.place, "SOLVE names \"" + s.name + "\", which cannot be solved: it has a value.");
            return;
        }
        const std::vector<std::string>& allowed = s.steady ? known->second.steady : known->second.plain;
        const bool none = s.method.empty() && !s.steady;
        if (!none && std::find(allowed.begin(), allowed.end(), s.method) == allowed.end()) {
            std::string list;
            for (const std::string& method : allowed) {
                list += (list.empty() ? ": use " : " or ") + method;
            }
            sources_.error(s.place, (s.steady ? "STEADYSTATE " : "METHOD ") + s.method + " is not for " +
                                        known->second.of + " block" + (list.empty() ? ": remove it" : list) + ".");
        }
    }

    void expression(const ExprPtr& e) {
        if (e->kind == Expr::Kind::Variable) {
            name(e);
        } else if (e->kind == Expr::Kind::Call) {
            call_of(e);
            return;
        }
        for (const ExprPtr& part : e->parts) {
            expression(part);
        }
    }

    void name(const ExprPtr& e, bool whole = false) {
        const Symbol* symbol = m_.find(e->text);
        if (symbol == nullptr && of_text_.count(e->text) != 0) {
            return;  // a variable of VERBATIM text
        }
        if (symbol == nullptr) {
            sources_.error(e->place,
                           "\"" + e->text + "\" is not declared: add it to PARAMETER, ASSIGNED, STATE or LOCAL.");
            return;
        }
        const bool place_needed = symbol->kind == Symbol::Kind::Voltage || symbol->kind == Symbol::Kind::Area ||
                                  symbol->kind == Symbol::Kind::Diam;
        if (place_needed && m_.mod.kind == ModFile::Kind::Artificial) {
            sources_.error(e->place,
                           "\"" + e->text + "\" is not there in an ARTIFICIAL_CELL, which has no place: remove it.");
        }
        if (!symbol->is_array && !e->parts.empty()) {
            sources_.error(e->place, "\"" + e->text + "\" is no array: remove the index.");
        } else if (e->parts.empty() && symbol->is_array && symbol->kind != Symbol::Kind::Random && !whole) {
            sources_.error(e->place, "\"" + e->text + "\" is an array: add an index, as in " + e->text + "[0].");
        } else if (!e->parts.empty() && e->parts[0]->kind == Expr::Kind::Number &&
                   (e->parts[0]->number < 0 || e->parts[0]->number >= symbol->count)) {
            sources_.error(e->place, "\"" + e->text + "\" has " + std::to_string(symbol->count) +
                                         " elements, the first is [0]: change the index.");
        }
    }

    void call_of(const ExprPtr& e) {
        const Routine* routine = m_.mod.routine(e->text);
        const std::optional<Builtin> known = builtin(e->text);
        const int count = static_cast<int>(e->parts.size());
        int least = 0;
        int most = 0;
        if (routine != nullptr) {
            least = most = static_cast<int>(routine->arguments.size());
        } else if (known) {
            least = known->least;
            most = known->most;
        } else if (const char* instead = instead_of(e->text)) {
            sources_.error(e->place, e->text + " is of SCoP and cannot be called in NEURON: " + instead + ".");
            return;
        } else {
            sources_.error(e->place, "\"" + e->text +
                                         "\" is no FUNCTION or PROCEDURE of this file and none of NMODL: check the "
                                         "spelling.");
            return;
        }
        if (count < least || count > most) {
            sources_.error(e->place, "\"" + e->text + "\" takes " + std::to_string(least) +
                                         (most > least ? " to " + std::to_string(most) : std::string()) +
                                         (most == 1 ? " argument" : " arguments") + ", not " + std::to_string(count) +
                                         ".");
        }
        for (const ExprPtr& part : e->parts) {
            if (routine != nullptr || part->kind != Expr::Kind::String) {
                expression(part);
            }
        }
        special(e);
    }

    void special(const ExprPtr& e) {
        if (e->text.compare(0, 7, "random_") == 0 && !e->parts.empty()) {
            const Symbol* stream = m_.find(e->parts[0]->text);
            if (stream == nullptr || stream->kind != Symbol::Kind::Random) {
                sources_.error(e->place,
                               "The first argument of " + e->text + " is a RANDOM variable of the NEURON block.");
            }
        } else if (e->text == "nrn_pointing") {
            const Symbol* pointer = m_.find(e->parts[0]->text);
            if (pointer == nullptr || pointer->kind != Symbol::Kind::Pointer) {
                sources_.error(e->place, "The argument of nrn_pointing is a POINTER of the NEURON block.");
            }
        } else if ((e->text == "net_move") && !in_receive_) {
            sources_.error(e->place, "net_move belongs into NET_RECEIVE: move it there.");
        } else if ((e->text == "printf" || e->text == "prterr") && !e->parts.empty() &&
                   e->parts[0]->kind != Expr::Kind::String) {
            sources_.error(e->place, "The first argument of " + e->text + " is a text in quotes.");
        }
    }

    const Mechanism& m_;
    Sources& sources_;
    bool in_derivative_ = false;
    bool in_receive_ = false;
    std::set<std::string> of_text_;  // names in VERBATIM so far
};

}  // namespace

void check(const Mechanism& mechanism, Sources& sources) {
    Checker(mechanism, sources).run();
}

}  // namespace nrn::nmodl
