// LONGITUDINAL_DIFFUSION D*area { states }: what the simulator needs of each state in each segment.
//
// The rate and the volume by length of COMPARTMENT become assignments to hidden variables, which a kernel of their own
// computes when all states of the step are known, as in the reference.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/lower/lower.hpp"
#include "nmodl/lower/unroll.hpp"
#include "nmodl/sema/flow.hpp"

namespace nrn::nmodl {
namespace {

bool has_local(const ExprPtr& e) {
    return e->kind == Expr::Kind::Local || std::any_of(e->parts.begin(), e->parts.end(), has_local);
}

class Diffusion {
  public:
    Diffusion(Mechanism& m, Lowered& out, Sources& sources) : m_(m), out_(out), sources_(sources) {
    }

    void block(const Statements& list) {
        find_compartments(list);
        statements(list);
        compartments_.clear();
    }

  private:
    void find_compartments(const Statements& list) {
        for (const Stmt& s : list) {
            if (s.kind == Stmt::Kind::Compartment) {
                for (const Term& term : s.left) {
                    compartments_[term.state->text] = &s;
                }
            }
            find_compartments(s.body);
            find_compartments(s.otherwise);
        }
    }

    void statements(const Statements& list) {
        for (const Stmt& s : list) {
            if (s.kind == Stmt::Kind::Diffusion) {
                statement(s);
            }
            statements(s.body);
            statements(s.otherwise);
        }
    }

    void statement(const Stmt& s) {
        if (m_.mod.kind != ModFile::Kind::Density) {
            sources_.warn(s.place, "LONGITUDINAL_DIFFUSION has an effect in a density mechanism only: write SUFFIX.");
            return;
        }
        for (const Term& term : s.left) {
            const std::string& name = term.state->text;
            const Symbol* state = m_.find(name);
            if (state == nullptr) {
                continue;
            }
            const auto volume = compartments_.find(name);
            if (state->role != Symbol::Role::State) {
                sources_.error(term.state->place, "\"" + name + "\" diffuses but is no state: add it to STATE.");
            } else if (volume == compartments_.end()) {
                sources_.error(term.state->place,
                               "\"" + name + "\" diffuses but has no volume: add it to a COMPARTMENT.");
            } else if (!known_.insert(name).second) {
                sources_.error(term.state->place,
                               "\"" + name + "\" stands in two LONGITUDINAL_DIFFUSION: remove one of them.");
            } else {
                spread(s, *volume->second, *state);
            }
        }
    }

    void spread(const Stmt& s, const Stmt& compartment, const Symbol& state) {
        for (const Stmt* each : {&s, &compartment}) {
            if (has_local(each->value)) {
                sources_.error(each->place,
                               "The expression is evaluated outside of the block, where its LOCAL is not "
                               "known: use a variable of ASSIGNED.");
                return;
            }
        }
        for (int k = 0; k < state.count; ++k) {
            Diffusing made{state.name, k, hidden("diffusion_rate"), hidden("diffusion_volume"), false};
            const Statements assigned{assign(variable(made.rate, s.place), for_element(s, k)),
                                      assign(variable(made.volume, s.place), for_element(compartment, k))};
            const Flow flow = flow_of(m_, assigned);
            made.renew = std::any_of(out_.diffusing.begin(), out_.diffusing.end(),
                                     [&](const Diffusing& before) { return flow.reads.count(before.state) != 0; });
            out_.diffusion.insert(out_.diffusion.end(), assigned.begin(), assigned.end());
            out_.diffusing.push_back(std::move(made));
        }
    }

    static ExprPtr for_element(const Stmt& s, int k) {
        return s.name.empty() ? s.value : at_index(s.value, s.name, k);
    }

    // A new variable of each instance.
    std::string hidden(const char* what) {
        std::string name = format("%s_%zu", what, out_.diffusing.size());
        while (m_.find(name) != nullptr) {
            name += "_";
        }
        Symbol made;
        made.name = name;
        m_.symbols[name] = made;
        m_.columns.push_back(name);
        return name;
    }

    Mechanism& m_;
    Lowered& out_;
    Sources& sources_;
    std::map<std::string, const Stmt*> compartments_;
    std::set<std::string> known_;
};

}  // namespace

void diffusion(Mechanism& m, Lowered& out, Sources& sources) {
    Diffusion pass(m, out, sources);
    for (const Routine& routine : m.mod.routines) {
        if (routine.kind == Routine::Kind::Kinetic) {
            pass.block(routine.body);
        }
    }
}

}  // namespace nrn::nmodl
