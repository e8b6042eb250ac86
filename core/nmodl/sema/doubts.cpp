#include "nmodl/sema/doubts.hpp"

#include <algorithm>
#include <set>

#include "nmodl/sema/flow.hpp"
#include "nmodl/sema/verbatim.hpp"
#include "nmodl/sema/walk.hpp"

namespace nrn::nmodl {
namespace {

using Names = std::set<std::string>;

// A unique name as the file has it: "a_2nd" is the second a of its block.
std::string as_written(const std::string& unique) {
    const std::size_t bar = unique.rfind('_');
    const bool numbered = bar != std::string::npos && unique.size() > bar + 3 &&
                          unique.compare(unique.size() - 2, 2, "nd") == 0 &&
                          unique.find_first_not_of("0123456789", bar + 1) == unique.size() - 2;
    return numbered ? unique.substr(0, bar) : unique;
}

// ---- names that nothing uses

// The names of variables that the code mentions, in any way.
Names mentioned(const ModFile& mod) {
    Names result;
    const auto words = [&](const std::string& text) { result.merge(identifiers(text)); };
    const auto note = [&](const ExprPtr& e) {
        each_part(e, [&](const ExprPtr& part) {
            if (part->kind == Expr::Kind::Variable) {
                result.insert(part->text);
            }
        });
    };
    mod.each_statement([&](const Stmt& s) {
        each_expression(s, note);
        if (s.kind == Stmt::Kind::Verbatim) {
            words(s.name);
        }
    });
    for (const Stmt& s : mod.verbatim) {
        words(s.name);
    }
    for (const Routine& routine : mod.routines) {
        for (const Named& unknown : routine.unknowns) {
            result.insert(unknown.name);
        }
        if (routine.table) {
            result.insert(routine.table->names.begin(), routine.table->names.end());
            result.insert(routine.table->depends.begin(), routine.table->depends.end());
            note(routine.table->from);
            note(routine.table->to);
        }
    }
    return result;
}

void unused_variables(const Mechanism& m, Sources& sources) {
    const Names used = mentioned(m.mod);
    const auto check = [&](const std::string& name, Place place, const char* block) {
        const Symbol* s = m.find(name);
        const bool plain = s != nullptr && (s->kind == Symbol::Kind::Column || s->kind == Symbol::Kind::Global ||
                                            s->kind == Symbol::Kind::Constant);
        const bool current =
            std::any_of(m.currents.begin(), m.currents.end(), [&](const Current& each) { return each.name == name; });
        const bool start = std::any_of(m.start_of_state.begin(), m.start_of_state.end(),
                                       [&](const auto& each) { return each.second == name; });
        if (plain && !current && !start && used.count(name) == 0) {
            sources.warn(place, "Nothing uses \"" + name + "\": remove it from " + block + ".");
        }
    };
    for (const Declaration& d : m.mod.parameters) {
        check(d.name, d.place, "PARAMETER");
    }
    for (const Declaration& d : m.mod.constants) {
        check(d.name, d.place, "CONSTANT");
    }
    for (const Declaration& d : m.mod.assigned) {
        check(d.name, d.place, "ASSIGNED");
    }
    for (const Declaration& d : m.mod.states) {
        check(d.name, d.place, "STATE");
    }
}

// ---- LOCAL variables of a block

class Locals {
  public:
    explicit Locals(Sources& sources) : sources_(sources) {
    }

    void block(const Statements& list) {
        statements(list);
        for (const auto& [name, place] : declared_) {
            if (used_.count(name) == 0) {
                sources_.warn(place, "Nothing uses the LOCAL " + as_written(name) + ": remove it.");
            }
        }
        declared_.clear();
        used_.clear();
        assigned_.clear();
    }

  private:
    void statements(const Statements& list) {
        for (const Stmt& s : list) {
            statement(s);
        }
    }

    // Assignments count wherever they stand: what is read before them is certain to have no value.
    void statement(const Stmt& s) {
        if (s.kind == Stmt::Kind::While) {
            read(s.value);
        }
        if (s.kind == Stmt::Kind::While || s.kind == Stmt::Kind::From || s.kind == Stmt::Kind::ForNetcons) {
            assigned_in(s.body);  // in an earlier round
        }
        const bool assigns = s.kind == Stmt::Kind::Assign && s.target->kind == Expr::Kind::Local;
        each_expression(s, [&](const ExprPtr& e) {
            if (e != s.target || !assigns) {
                read(e);
            }
        });
        if (assigns) {
            for (const ExprPtr& index : s.target->parts) {
                read(index);
            }
            used_.insert(s.target->text);
            assigned_.insert(s.target->text);
        }
        for (const LocalVariable& v : s.locals) {
            declared_.emplace(v.name, s.place);
        }
        for (const VerbatimName& name : s.verbatim_names) {
            if (s.kind == Stmt::Kind::Verbatim) {
                used_.insert(name.unique);
                assigned_.insert(name.unique);
            }
        }
        statements(s.body);
        statements(s.otherwise);
    }

    void assigned_in(const Statements& list) {
        for (const Stmt& s : list) {
            if (s.kind == Stmt::Kind::Assign && s.target->kind == Expr::Kind::Local) {
                assigned_.insert(s.target->text);
            }
            assigned_in(s.body);
            assigned_in(s.otherwise);
        }
    }

    void read(const ExprPtr& e) {
        each_part(e, [&](const ExprPtr& part) {
            if (part->kind != Expr::Kind::Local) {
                return;
            }
            used_.insert(part->text);
            if (declared_.count(part->text) != 0 && assigned_.insert(part->text).second) {
                sources_.warn(part->place, "The LOCAL " + as_written(part->text) +
                                               " is read here and has no value yet (it is 0): assign it before.");
            }
        });
    }

    Sources& sources_;
    std::map<std::string, Place> declared_;
    Names used_, assigned_;
};

void locals(const ModFile& mod, Sources& sources) {
    Locals pass(sources);
    for (const std::optional<Block>* block : {&mod.initial, &mod.breakpoint, &mod.constructor, &mod.destructor}) {
        if (*block) {
            pass.block((*block)->body);
        }
    }
    for (const auto& [name, block] : mod.hooks) {
        pass.block(block.body);
    }
    for (const Routine& routine : mod.routines) {
        pass.block(routine.body);
    }
    if (mod.net_receive) {
        Statements all = mod.net_receive->initial.value_or(Statements{});
        all.insert(all.end(), mod.net_receive->body.begin(), mod.net_receive->body.end());
        pass.block(all);
    }
}

// ---- states

bool has_solve(const Statements& list) {
    return std::any_of(list.begin(), list.end(), [](const Stmt& s) {
        return s.kind == Stmt::Kind::Solve || has_solve(s.body) || has_solve(s.otherwise);
    });
}

void states(const Mechanism& m, Sources& sources) {
    const Statements none;
    const Statements& initial = m.mod.initial ? m.mod.initial->body : none;
    const Flow flow = flow_of(m, initial);
    const bool shown = m.mod.net_receive && m.mod.net_receive->initial;
    if (flow.verbatim || has_solve(initial) || shown) {
        return;
    }
    const Names used = mentioned(m.mod);
    for (const Declaration& d : m.mod.states) {
        const Symbol* s = m.find(d.name);
        const bool own = s != nullptr && s->kind == Symbol::Kind::Column && used.count(d.name) != 0;
        if (own && flow.writes.count(d.name) == 0 && m.start_value.count(d.name) == 0 &&
            m.start_of_state.count(d.name) == 0) {
            sources.warn(d.place,
                         "The state " + d.name + " starts at 0, since INITIAL does not set it: assign it there.");
        }
    }
}

// ---- threads

void threads(const Mechanism& m, Sources& sources) {
    const auto block = [&](const Statements& list, const std::string& what) {
        std::vector<Flow> flows{flow_of(m, list)};
        m.mod.each_statement([&](const Stmt& s) {
            const Routine* routine = s.kind == Stmt::Kind::Solve ? m.mod.routine(s.name) : nullptr;
            if (routine != nullptr && has_solve(list)) {
                flows.push_back(flow_of(m, *routine));
            }
        });
        for (const Flow& flow : flows) {
            for (const std::string& name : flow.writes) {
                const Symbol* s = m.find(name);
                if (s != nullptr && (s->kind == Symbol::Kind::Global || s->kind == Symbol::Kind::External)) {
                    sources.remark(s->place, "\"" + name + "\" is one variable of all instances, and " + what +
                                                 " assigns it, so threads cannot share the model: make it RANGE.");
                }
            }
        }
    };
    if (m.mod.initial) {
        block(m.mod.initial->body, "INITIAL");
    }
    if (m.mod.breakpoint) {
        block(m.mod.breakpoint->body, "BREAKPOINT");
    }
    for (const auto& [name, hook] : m.mod.hooks) {
        block(hook.body, name);
    }
    if (m.mod.net_receive) {
        block(m.mod.net_receive->body, "NET_RECEIVE");
    }
    m.mod.each_statement([&](const Stmt& s) {
        if (s.kind == Stmt::Kind::Verbatim && !m.mod.threadsafe) {
            sources.remark(s.place,
                           "Threads cannot share a model with VERBATIM: when this text changes nothing that "
                           "instances share, write THREADSAFE in the NEURON block.");
        }
    });
}

}  // namespace

namespace {

// NEURON 9 solves blocks in each step, wherever SOLVE stands in BREAKPOINT.
void conditional_solve(const Statements& list, bool inside, Sources& sources) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Solve && inside) {
            sources.warn(s.place, "NEURON 9 solves " + s.name +
                                      " whatever the condition around it; here it is solved "
                                      "when the condition holds. Move the condition into " +
                                      s.name + ".");
        }
        const bool condition = s.kind == Stmt::Kind::If || s.kind == Stmt::Kind::While;
        conditional_solve(s.body, inside || condition, sources);
        conditional_solve(s.otherwise, inside || condition, sources);
    }
}

}  // namespace

void doubts(const Mechanism& m, Sources& sources) {
    if (m.mod.breakpoint) {
        conditional_solve(m.mod.breakpoint->body, false, sources);
    }
    unused_variables(m, sources);
    locals(m.mod, sources);
    states(m, sources);
    threads(m, sources);
}

}  // namespace nrn::nmodl
