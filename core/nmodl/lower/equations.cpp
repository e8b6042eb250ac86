// LINEAR and NONLINEAR: equations for the states that they name. The first go to the simulator as a matrix, the second
// to Newton's method.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"
#include "nmodl/lower/reactions.hpp"

namespace nrn::nmodl {
namespace {

class Equations {
  public:
    Equations(const Mechanism& m, const Routine& routine, Sources& sources)
        : m_(m), routine_(routine), sources_(sources) {
        if (routine.unknowns.empty()) {
            find(routine.body);
        }
        for (const Named& named : routine.unknowns) {
            add(named);
        }
    }

    const std::vector<ExprPtr>& unknowns() const {
        return unknowns_;
    }
    int size() const {
        return static_cast<int>(unknowns_.size());
    }

    // The block with `make` in the place of each equation; number says which it is.
    template <class Make>
    Statements replaced(const Make& make) {
        int count = 0;
        Statements result = walk(routine_.body, count, make);
        if (count != size()) {
            sources_.error(routine_.place, format("%s has %d equations for %d unknown states: there must be as many.",
                                                  routine_.name.c_str(), count, size()));
        }
        return result;
    }

  private:
    void find(const Statements& list) {
        for (const Stmt& s : list) {
            if (s.kind == Stmt::Kind::Equation) {
                find(s.target);
                find(s.value);
            }
            find(s.body);
            find(s.otherwise);
        }
    }

    void find(const ExprPtr& e) {
        const Symbol* s = e->kind == Expr::Kind::Variable ? m_.find(e->text) : nullptr;
        if (s != nullptr && s->role == Symbol::Role::State) {
            if (!e->parts.empty() && e->parts[0]->kind != Expr::Kind::Number) {
                sources_.error(e->place,
                               "In an equation the index of a state is a number: write one equation for each "
                               "element.");
            }
            if (std::none_of(unknowns_.begin(), unknowns_.end(), [&](const ExprPtr& u) { return same(u, e); })) {
                unknowns_.push_back(e);
            }
            return;
        }
        for (const ExprPtr& part : e->parts) {
            find(part);
        }
    }

    void add(const Named& named) {
        const Symbol* s = m_.find(named.name);
        for (int k = 0; s != nullptr && k < s->count; ++k) {
            Expr e = *variable(named.name, named.place);
            if (s->is_array) {
                e.parts.push_back(number(k));
            }
            unknowns_.push_back(std::make_shared<const Expr>(std::move(e)));
        }
    }

    // The branches of a condition hold as many equations each.
    template <class Make>
    Statements walk(const Statements& list, int& count, const Make& make) {
        Statements result;
        for (Stmt s : list) {
            if (s.kind == Stmt::Kind::Equation) {
                make(s, count++, result);
                continue;
            }
            int other = count;
            s.body = walk(s.body, count, make);
            s.otherwise = walk(s.otherwise, other, make);
            count = std::max(count, other);
            result.push_back(std::move(s));
        }
        return result;
    }

    const Mechanism& m_;
    const Routine& routine_;
    Sources& sources_;
    std::vector<ExprPtr> unknowns_;
};

}  // namespace

Statements linear_equations(const Mechanism& m, const Routine& routine, Sources& sources) {
    Equations equations(m, routine, sources);
    const int size = equations.size();
    if (size == 0) {
        sources.error(routine.place, routine.name + " has no unknowns: its equations name no STATE.");
        return {};
    }
    Stmt arrays;
    arrays.kind = Stmt::Kind::Local;
    arrays.locals = {{"linear_m", size * size, true}, {"linear_b", size, true}};
    Statements result = {arrays};
    result.push_back(block(equations.replaced([&](const Stmt& s, int row, Statements& into) {
        ExprPtr constant = binary("-", s.target, s.value);
        for (int column = 0; column < size && row < size; ++column) {
            const ExprPtr& unknown = equations.unknowns()[static_cast<std::size_t>(column)];
            const std::optional<LinearForm> form = linear_form(constant, unknown);
            const bool product =
                form && std::any_of(equations.unknowns().begin(), equations.unknowns().end(),
                                    [&](const ExprPtr& other) { return contains(form->slope, other); });
            if (!form || product) {
                sources.error(s.place,
                              "This equation is not linear in " + text_of(unknown) + ": write the block as NONLINEAR.");
                return;
            }
            into.push_back(assign(element("linear_m", number(row * size + column)), form->slope));
            constant = form->constant;
        }
        into.push_back(assign(element("linear_b", number(row)), simplify(unary("-", constant))));
    })));
    Stmt linear;
    linear.kind = Stmt::Kind::Linear;
    linear.place = routine.place;
    linear.which = size;
    linear.name = "linear_m";
    linear.method = "linear_b";
    result.push_back(std::move(linear));
    for (int k = 0; k < size; ++k) {
        result.push_back(assign(equations.unknowns()[static_cast<std::size_t>(k)], element("linear_b", number(k))));
    }
    return result;
}

Statements nonlinear_equations(const Mechanism& m, const Routine& routine, std::vector<NewtonSystem>& systems,
                               Sources& sources) {
    Equations equations(m, routine, sources);
    NewtonSystem system;
    system.what = routine.name;
    system.states = equations.unknowns();
    const auto residue = [](int k) { return format("residue_%d", k); };
    for (int k = 0; k < equations.size(); ++k) {
        system.rates.push_back(residue(k));
    }
    system.body = equations.replaced([&](const Stmt& s, int row, Statements& into) {
        into.push_back(assign(local(residue(row), s.place), binary("-", s.target, s.value)));
    });
    if (system.states.empty()) {
        sources.error(routine.place, routine.name + " has no unknowns: its equations name no STATE.");
        return {};
    }
    Stmt newton;
    newton.kind = Stmt::Kind::Newton;
    newton.place = routine.place;
    newton.which = static_cast<int>(systems.size());
    newton.body = system.body;  // for the analysis of reads and writes
    for (const ExprPtr& state : system.states) {
        newton.body.push_back(assign(state, state));
    }
    systems.push_back(std::move(system));
    return {newton};
}

}  // namespace nrn::nmodl
