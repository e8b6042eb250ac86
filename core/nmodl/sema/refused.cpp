// What works here and not in NEURON 9: each warning says what to write for both.
#include <algorithm>
#include <set>

#include "nmodl/sema/doubts.hpp"
#include "nmodl/sema/flow.hpp"
#include "nmodl/sema/units.hpp"
#include "nmodl/sema/verbatim.hpp"
#include "nmodl/sema/walk.hpp"

namespace nrn::nmodl {

namespace {

using Names = std::set<std::string>;

// Functions of the language that NEURON 9 has and that no variable or block may be called there. Of the others some
// are functions here only.
const Names kReserved = {"acos",       "asin",      "at_time",     "atan",        "atan2",        "boundary",
                         "ceil",       "cos",       "cosh",        "deflate",     "derivs",       "erf",
                         "error",      "exp",       "expfit",      "exprand",     "fabs",         "factorial",
                         "first_time", "floor",     "fmod",        "force",       "gauss",        "harmonic",
                         "hyperbol",   "invert",    "legendre",    "log",         "log10",        "net_event",
                         "net_move",   "net_send",  "normrand",    "nrn_ghk",     "nrn_pointing", "perpulse",
                         "perstep",    "poisrand",  "poisson",     "pow",         "printf",       "prterr",
                         "pulse",      "ramp",      "revhyperbol", "revsawtooth", "revsigmoid",   "romberg",
                         "sawtooth",   "schedule",  "scop_random", "set_seed",    "setseed",      "sigmoid",
                         "sin",        "sinh",      "spline",      "sqrt",        "squarewave",   "state_discontinuity",
                         "step",       "stepforce", "tan",         "tanh",        "threshold"};

const std::map<std::string, const char*> kOnlyHere = {
    {"abs", "fabs(x)"},      {"exprelr", "x/(exp(x) - 1), and its limit 1 where x is 0"},
    {"expm1", "exp(x) - 1"}, {"log1p", "log(1 + x)"},
    {"erfc", "1 - erf(x)"},  {"fmin", "if and else"},
    {"fmax", "if and else"}, {"random_poisson", "poisrand(mean)"},
};

void functions(const Mechanism& m, Sources& sources) {
    m.mod.each_statement([&](const Stmt& s) {
        each_expression(s, [&](const ExprPtr& whole) {
            each_part(whole, [&](const ExprPtr& e) {
                const auto here = e->kind == Expr::Kind::Call ? kOnlyHere.find(e->text) : kOnlyHere.end();
                if (here != kOnlyHere.end() && m.mod.routine(e->text) == nullptr) {
                    sources.warn(e->place,
                                 "NEURON 9 refuses the function " + e->text + ": for it, write " + here->second + ".");
                } else if (e->is(Expr::Kind::Binary, "%")) {
                    sources.warn(e->place, "NEURON 9 refuses the operator %: for it, write fmod(x, y).");
                }
            });
        });
    });
}

void names(const ModFile& mod, Sources& sources) {
    const auto check = [&](const std::string& name, Place place) {
        if (kReserved.count(name) != 0) {
            sources.warn(place, "NEURON 9 refuses the name " + name +
                                    ", which is one of its functions: for it, choose "
                                    "another one.");
        }
    };
    for (const std::vector<Declaration>* list : {&mod.parameters, &mod.constants, &mod.assigned, &mod.states}) {
        for (const Declaration& d : *list) {
            check(d.name, d.place);
            if (list == &mod.parameters && d.is_array && d.value) {
                sources.warn(d.place, "NEURON 9 refuses a value for an array: for it, assign the elements of " +
                                          d.name + " in INITIAL.");
            }
        }
    }
    for (const Named& global : mod.global) {
        const auto same = [&](const Declaration& d) { return d.name == global.name; };
        if (std::any_of(mod.states.begin(), mod.states.end(), same)) {
            sources.warn(global.place,
                         "NEURON 9 refuses the state " + global.name + " in GLOBAL: for it, write RANGE.");
        }
    }
    for (const Routine& routine : mod.routines) {
        check(routine.name, routine.place);
    }
}

// Units that are known here without a definition, and not in NEURON 9; and the other way round.
const Names kUnitsHere = {"kohm",       "msec",  "usec", "um", "ul", "degK", "mmole", "umole", "micromolar",
                          "millimolar", "molar", "h",    "pS", "nS", "uS",   "mS",    "mV",    "nA",
                          "pA",         "uA",    "mA",   "mM", "uM", "nM",   "pM",    "kHz",   "MHz"};
const Names kUnitsThere = {"fuzz", "lumen", "lux", "sievert", "steradian"};

void units(const ModFile& mod, Sources& sources) {
    UnitTable table;
    Names defined;
    const auto mentions = [&](const std::string& text, const Names& names) {
        const Names words = identifiers(text);
        return std::any_of(names.begin(), names.end(),
                           [&](const std::string& name) { return words.count(name) != 0 && defined.count(name) == 0; });
    };
    const auto check = [&](const std::string& text, Place place) {
        const std::optional<Unit> unit = table.read(text);
        if (unit ? mentions(text, kUnitsHere) : !mentions(text, kUnitsThere)) {
            sources.warn(place, "NEURON 9 refuses the unit (" + text +
                                    "), which it does not know: for it, define the "
                                    "names in it before, or correct them.");
        }
        return unit.value_or(Unit{});
    };
    for (const UnitDefinition& d : mod.units) {
        table.define(d.name, check(d.meaning, d.place));
        defined.insert(d.name);
    }
    for (const Declaration& d : mod.unit_constants) {
        if (d.units.find('|') == std::string::npos) {
            check(d.units, d.place);
        }
    }
}

// A concentration that is written is a state, or the blocks that are solved assign it.
void concentrations(const Mechanism& m, Sources& sources) {
    Names solved;
    bool equations = false;
    for (const Routine& routine : m.mod.routines) {
        const Flow flow = flow_of(m, routine);
        solved.insert(flow.writes.begin(), flow.writes.end());
        equations = equations || routine.kind == Routine::Kind::Derivative || routine.kind == Routine::Kind::Kinetic;
    }
    for (const auto& [name, s] : m.symbols) {
        const bool concentration =
            s.kind == Symbol::Kind::Ion && s.writes && (s.part == IonPart::Inside || s.part == IonPart::Outside);
        if (equations && concentration && s.role != Symbol::Role::State && solved.count(name) == 0) {
            sources.warn(s.place, "NEURON 9 refuses to WRITE " + name +
                                      ", which no block that is solved assigns: for "
                                      "it, assign " +
                                      name + " at the end of that block.");
        }
    }
}

}  // namespace

void refused_by_neuron(const Mechanism& m, Sources& sources) {
    functions(m, sources);
    names(m.mod, sources);
    units(m.mod, sources);
    concentrations(m, sources);
    if (m.mod.net_receive && m.mod.net_receive->arguments.empty()) {
        sources.warn(m.mod.net_receive->place,
                     "NEURON 9 refuses a NET_RECEIVE without argument: for it, write NET_RECEIVE (w).");
    }
}

}  // namespace nrn::nmodl
