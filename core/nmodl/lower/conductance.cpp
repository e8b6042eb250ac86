// The slope of each current in v. Beside each assignment of a value that depends on v stands the assignment of its
// derivative (forward mode), as long as every such value is linear in v: then the conductance is exact. Otherwise it is
// NEURON's finite difference, the currents at v + 0.001 mV and at v.
#include <algorithm>
#include <set>
#include <utility>

#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"
#include "nmodl/sema/flow.hpp"

namespace nrn::nmodl {
namespace {

struct NotLinear {};

class Slopes {
  public:
    Slopes(const Mechanism& m, CurrentKernel& kernel) : m_(m), kernel_(kernel) {
    }

    Statements statements(const Statements& list) {
        Statements result;
        for (const Stmt& s : list) {
            statement(s, result);
        }
        return result;
    }

    std::string slope(const std::string& variable) const {
        const auto found = slopes_.find(variable);
        return found == slopes_.end() ? std::string() : found->second;
    }

  private:
    void statement(const Stmt& s, Statements& into) {
        switch (s.kind) {
            case Stmt::Kind::Assign:
                assigned(s, into);
                break;
            case Stmt::Kind::If:
                branches(s, into);
                break;
            case Stmt::Kind::Block: {
                Stmt copy = s;
                copy.body = statements(s.body);
                into.push_back(std::move(copy));
                break;
            }
            case Stmt::Kind::Local:
                into.push_back(s);
                break;
            default:
                untouched(s);
                into.push_back(s);
        }
    }

    // A loop or call that has nothing to do with v.
    void untouched(const Stmt& s) const {
        const Flow flow = flow_of(m_, Statements{s});
        if (flow.verbatim) {
            throw NotLinear{};
        }
        for (const std::set<std::string>* names : {&flow.reads, &flow.writes}) {
            for (const std::string& name : *names) {
                if (name == "v" || slopes_.count(name) != 0) {
                    throw NotLinear{};
                }
            }
        }
        for (const auto& [name, slope] : slopes_) {
            if (mentions(s, name)) {
                throw NotLinear{};
            }
        }
    }

    static bool mentions(const Stmt& s, const std::string& local_name) {
        for (const ExprPtr& e : {s.value, s.from, s.to, s.by, s.target}) {
            if (e && uses(e, Expr::Kind::Local, local_name)) {
                return true;
            }
        }
        for (const Statements* list : {&s.body, &s.otherwise}) {
            for (const Stmt& inner : *list) {
                if (mentions(inner, local_name)) {
                    return true;
                }
            }
        }
        return false;
    }

    // Whether the value changes with v.
    bool depends(const ExprPtr& e) const {
        if (e->kind == Expr::Kind::Variable || e->kind == Expr::Kind::Local) {
            const Symbol* s = e->kind == Expr::Kind::Variable ? m_.find(e->text) : nullptr;
            if (slopes_.count(e->text) != 0 || (s != nullptr && s->kind == Symbol::Kind::Voltage)) {
                return true;
            }
        }
        if (e->kind == Expr::Kind::Call) {
            Stmt called;
            called.kind = Stmt::Kind::Call;
            called.value = e;
            const Flow flow = flow_of(m_, Statements{called});
            for (const std::string& name : flow.reads) {
                if (name == "v" || slopes_.count(name) != 0) {
                    return true;
                }
            }
            if (flow.changes_state() || !flow.writes.empty()) {
                throw NotLinear{};
            }
        }
        for (const ExprPtr& part : e->parts) {
            if (depends(part)) {
                return true;
            }
        }
        return false;
    }

    ExprPtr slope_of(const ExprPtr& e) const {
        if (!depends(e)) {
            return number(0);
        }
        ExprPtr result = differentiate(e, [&](const ExprPtr& name) -> ExprPtr {
            if (name->kind == Expr::Kind::Variable && name->text == "v") {
                return number(1);
            }
            const auto found = slopes_.find(name->text);
            return found == slopes_.end() ? nullptr : local(found->second);
        });
        if (!result || depends(result)) {
            throw NotLinear{};
        }
        // A call of a block of the file that looks at v by itself has no derivative here.
        if (hidden_dependence(e)) {
            throw NotLinear{};
        }
        return result;
    }

    bool hidden_dependence(const ExprPtr& e) const {
        if (e->kind == Expr::Kind::Call && m_.mod.routine(e->text) != nullptr && depends(e)) {
            return true;
        }
        for (const ExprPtr& part : e->parts) {
            if (hidden_dependence(part)) {
                return true;
            }
        }
        return false;
    }

    void assigned(const Stmt& s, Statements& into) {
        const Symbol* target = s.target->kind == Expr::Kind::Variable ? m_.find(s.target->text) : nullptr;
        if (target != nullptr && target->kind == Symbol::Kind::Voltage) {
            throw NotLinear{};
        }
        const ExprPtr slope = slope_of(s.value);
        const bool plain = s.target->parts.empty();
        const bool known = slopes_.count(s.target->text) != 0;
        if (!plain && (!slope->is_number(0) || known || depends(s.target->parts[0]))) {
            throw NotLinear{};
        }
        // The derivative first: it may use the old value of the variable, as in i = i + g*v.
        if (!slope->is_number(0) && !known) {
            const std::string name = "slope_of_" + s.target->text;
            slopes_[s.target->text] = name;
            kernel_.slope_locals.push_back(name);
        }
        if (slopes_.count(s.target->text) != 0) {
            into.push_back(assign(local(slopes_[s.target->text]), slope));
        }
        into.push_back(s);
    }

    void branches(const Stmt& s, Statements& into) {
        if (depends(s.value)) {
            throw NotLinear{};
        }
        Stmt copy = s;
        const std::map<std::string, std::string> before = slopes_;
        copy.body = statements(s.body);
        const std::map<std::string, std::string> then = std::exchange(slopes_, before);
        copy.otherwise = statements(s.otherwise);
        slopes_.insert(then.begin(), then.end());
        into.push_back(std::move(copy));
    }

    const Mechanism& m_;
    CurrentKernel& kernel_;
    std::map<std::string, std::string> slopes_;  // variable or local -> local with its derivative
};

// The conductances that CONDUCTANCE names, added up by current. Empty without such a statement.
std::map<std::string, ExprPtr> given(const Mechanism& m, const Statements& list, Sources& sources) {
    std::map<std::string, ExprPtr> result;
    for (const Stmt& s : list) {
        if (s.kind != Stmt::Kind::Conductance) {
            continue;
        }
        const auto current = std::find_if(m.currents.begin(), m.currents.end(), [&](const Current& c) {
            return s.name.empty() ? c.ion < 0
                                  : c.ion >= 0 && m.mod.ions[static_cast<std::size_t>(c.ion)].name == s.name;
        });
        if (current == m.currents.end()) {
            sources.error(s.place, "CONDUCTANCE is of " +
                                       (s.name.empty() ? "a NONSPECIFIC_CURRENT" : "the ion " + s.name) +
                                       ", whose current the mechanism does not write: remove it.");
            continue;
        }
        ExprPtr& sum = result[current->name];
        sum = sum ? binary("+", sum, s.target) : s.target;
    }
    return result;
}

// The body, and the slopes as the model gives them; currents without one have none.
CurrentKernel as_given(const Statements& body, const std::map<std::string, ExprPtr>& slopes) {
    CurrentKernel result;
    result.body = body;
    for (const auto& [current, slope] : slopes) {
        const std::string name = "slope_of_" + current;
        result.slopes[current] = name;
        result.slope_locals.push_back(name);
        result.body.push_back(assign(local(name), slope));
    }
    return result;
}

}  // namespace

CurrentKernel conductance(const Mechanism& m, const Statements& body, Sources& sources) {
    const std::map<std::string, ExprPtr> slopes = given(m, body, sources);
    if (!slopes.empty()) {
        return as_given(body, slopes);
    }
    CurrentKernel result;
    try {
        Slopes slopes(m, result);
        result.body = slopes.statements(body);
        for (const Current& current : m.currents) {
            const std::string slope = slopes.slope(current.name);
            if (!slope.empty()) {
                result.slopes[current.name] = slope;
            }
        }
        std::sort(result.slope_locals.begin(), result.slope_locals.end());
        result.slope_locals.erase(std::unique(result.slope_locals.begin(), result.slope_locals.end()),
                                  result.slope_locals.end());
    } catch (const NotLinear&) {
        result = CurrentKernel{};
        result.body = body;
        result.exact = false;
    }
    return result;
}

}  // namespace nrn::nmodl
