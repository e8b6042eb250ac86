#include "nmodl/sema/flow.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "nmodl/sema/verbatim.hpp"

namespace nrn::nmodl {
namespace {

using Names = std::set<std::string>;

Names both(const Names& a, const Names& b) {
    Names result;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(result, result.end()));
    return result;
}

class Walker {
  public:
    Walker(const Mechanism& m, Flow& flow) : m_(m), flow_(flow) {
    }

    void statements(const Statements& list) {
        for (const Stmt& s : list) {
            statement(s);
        }
    }

    void routine(const Routine& r) {
        if (!active_.insert(r.name).second) {
            return;
        }
        if (!r.table) {
            statements(r.body);
        } else {
            tabulated(r);
        }
        active_.erase(r.name);
    }

  private:
    // The body or a look-up: what both assign is certain.
    void tabulated(const Routine& r) {
        const Names before = flow_.definite;
        expression(r.table->from);
        expression(r.table->to);
        statements(r.body);
        Names looked_up = before;
        looked_up.insert(r.table->names.begin(), r.table->names.end());
        flow_.definite = both(flow_.definite, looked_up);
        flow_.reads.insert("usetable");
        flow_.reads_first.insert("usetable");
    }

    void statement(const Stmt& s) {
        for (const ExprPtr& e : {s.value, s.from, s.to, s.by}) {
            if (e) {
                expression(e);
            }
        }
        switch (s.kind) {
            case Stmt::Kind::Assign:
            case Stmt::Kind::Derivative:
                assigned(s);
                break;
            case Stmt::Kind::If: {
                const Names before = flow_.definite;
                statements(s.body);
                const Names then = std::exchange(flow_.definite, before);
                statements(s.otherwise);
                flow_.definite = both(then, flow_.definite);
                break;
            }
            case Stmt::Kind::While:
            case Stmt::Kind::Rounds:
            case Stmt::Kind::From: {
                const Names before = flow_.definite;
                statements(s.body);
                flow_.definite = before;
                break;
            }
            case Stmt::Kind::Watch:
                for (const WatchCondition& w : s.watches) {
                    expression(w.flag);
                }
                flow_.calls.insert("net_send");
                break;
            case Stmt::Kind::ForNetcons: {
                const Names before = flow_.definite;
                flow_.calls.insert("net_send");
                statements(s.body);
                flow_.definite = before;
                break;
            }
            case Stmt::Kind::Verbatim:
                mentioned(s);
                break;
            case Stmt::Kind::Newton:
                read("dt");
                statements(s.body);
                break;
            default:
                statements(s.body);
        }
    }

    // A name in the text may be read and may be written.
    void mentioned(const Stmt& s) {
        flow_.verbatim = true;
        for (const std::string& word : identifiers(s.name)) {
            flow_.words.insert(word);
            const Symbol* symbol = m_.find(word);
            if (symbol != nullptr) {
                read(word);
                if (symbol->kind == Symbol::Kind::Column || symbol->kind == Symbol::Kind::Global ||
                    symbol->kind == Symbol::Kind::Ion) {
                    flow_.writes.insert(word);
                }
            } else if (const Routine* r = m_.mod.routine(word)) {
                flow_.calls.insert(word);
                routine(*r);
            }
        }
    }

    void assigned(const Stmt& s) {
        for (const ExprPtr& index : s.target->parts) {
            expression(index);
        }
        if (s.target->kind == Expr::Kind::Variable) {
            flow_.writes.insert(s.target->text);
            if (s.kind == Stmt::Kind::Assign && s.target->parts.empty()) {
                flow_.definite.insert(s.target->text);
            }
        } else if (s.target->kind == Expr::Kind::Weight) {
            flow_.weights = true;
        }
    }

    void expression(const ExprPtr& e) {
        if (e->kind == Expr::Kind::Variable) {
            read(e->text);
        } else if (e->kind == Expr::Kind::Weight || e->kind == Expr::Kind::Flag) {
            flow_.weights = true;
        } else if (e->kind == Expr::Kind::Binary && (e->text == "&&" || e->text == "||")) {
            expression(e->parts[0]);
            const Names before = flow_.definite;
            expression(e->parts[1]);
            flow_.definite = before;
            return;
        }
        for (const ExprPtr& part : e->parts) {
            expression(part);
        }
        if (e->kind == Expr::Kind::Call) {
            called(e);
        }
    }

    void called(const ExprPtr& e) {
        flow_.calls.insert(e->text);
        if (const Routine* r = m_.mod.routine(e->text)) {
            routine(*r);
        } else if (e->text == "state_discontinuity" && e->parts[0]->kind == Expr::Kind::Variable) {
            flow_.writes.insert(e->parts[0]->text);
        } else if (e->text == "nrn_ghk") {
            read("celsius");
        } else if (e->text == "net_send" || e->text == "at_time") {
            read("t");
        }
    }

    void read(const std::string& name) {
        flow_.reads.insert(name);
        if (flow_.definite.count(name) == 0) {
            flow_.reads_first.insert(name);
        }
    }

    const Mechanism& m_;
    Flow& flow_;
    Names active_;
};

}  // namespace

std::set<std::string> Flow::loads() const {
    Names result = reads_first;
    for (const std::string& name : writes) {
        if (verbatim || definite.count(name) == 0) {  // VERBATIM may return before the assignment
            result.insert(name);
        }
    }
    return result;
}

bool Flow::changes_state() const {
    return verbatim || std::any_of(calls.begin(), calls.end(), [](const std::string& name) {
               const std::optional<Builtin> known = builtin(name);
               return known && known->changes_state;
           });
}

Flow flow_of(const Mechanism& mechanism, const Statements& statements) {
    Flow result;
    Walker(mechanism, result).statements(statements);
    return result;
}

Flow flow_of(const Mechanism& mechanism, const Routine& routine) {
    Flow result;
    Walker(mechanism, result).routine(routine);
    return result;
}

bool uses(const ExprPtr& e, Expr::Kind kind, const std::string& name) {
    if (e->kind == kind && e->text == name) {
        return true;
    }
    return std::any_of(e->parts.begin(), e->parts.end(), [&](const ExprPtr& part) { return uses(part, kind, name); });
}

}  // namespace nrn::nmodl
