// derivimplicit: backward Euler, x1 = x0 + dt f(x1).
//
// When each equation is x' = a + b x with a, b free of all states of the block, x1 = (x0 + dt a) / (1 - dt b). Other
// systems go to Newton's method: those of up to three states as code in the kernel, so that it is vectorised, larger
// ones, whose pivots have to be chosen, and those of STEADYSTATE to the simulator's.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

bool reads_states(const ExprPtr& e, const std::vector<ExprPtr>& states) {
    return std::any_of(states.begin(), states.end(), [&](const ExprPtr& state) { return contains(e, state); });
}

// False when some statement couples the equations: then the closed form does not hold.
bool solve(const Statements& list, const std::vector<ExprPtr>& states, const ExprPtr& dt, Statements& into) {
    for (Stmt s : list) {
        if (s.kind == Stmt::Kind::Derivative) {
            const std::optional<LinearForm> form = linear_form(s.value, s.target);
            if (!form || reads_states(form->constant, states) || reads_states(form->slope, states)) {
                return false;
            }
            const ExprPtr above = simplify(binary("+", s.target, binary("*", dt, form->constant)));
            const ExprPtr below = simplify(binary("-", number(1), binary("*", dt, form->slope)));
            into.push_back(assign(s.target, simplify(binary("/", above, below))));
            continue;
        }
        for (const ExprPtr& e : {s.value, s.from, s.to, s.by}) {
            if (e && reads_states(e, states)) {
                return false;
            }
        }
        Statements body;
        Statements otherwise;
        if (!solve(s.body, states, dt, body) || !solve(s.otherwise, states, dt, otherwise)) {
            return false;
        }
        s.body = std::move(body);
        s.otherwise = std::move(otherwise);
        into.push_back(std::move(s));
    }
    return true;
}

bool has_verbatim(const Statements& list) {
    return std::any_of(list.begin(), list.end(), [](const Stmt& s) {
        return s.kind == Stmt::Kind::Verbatim || has_verbatim(s.body) || has_verbatim(s.otherwise);
    });
}

// Newton's method in the kernel. Derivatives are differences over `kStep` of a state; a round that changes states by
// `kConverged` leaves an error of about the product of the two.
constexpr std::size_t kMostInKernel = 3;
constexpr double kStep = 1e-7;
constexpr double kConverged = 1e-9;
constexpr double kLeast = 1e-3;  // states are measured against their size and this
constexpr int kMostRounds = 50;

class NewtonInKernel {
  public:
    NewtonInKernel(const Routine& derivative, const std::vector<ExprPtr>& states, const ExprPtr& dt)
        : derivative_(derivative), states_(states), dt_(dt), body_(with_rates(derivative.body)) {
    }

    Statements run() {
        const ExprPtr change = local("newton_change");
        Statements result = {declare(change->text)};
        Stmt rounds;
        rounds.kind = Stmt::Kind::Rounds;
        rounds.place = derivative_.place;
        rounds.method = change->text;
        rounds.value = number(kConverged);
        rounds.which = kMostRounds;
        for (std::size_t k = 0; k < size(); ++k) {
            result.push_back(declare(start(k)->text));
            result.push_back(assign(start(k), states_[k]));
            rounds.names.push_back(start(k)->text);
        }
        result.push_back(assign(change, number(1)));
        matrix(rounds.body);
        changes(rounds.body);
        result.push_back(std::move(rounds));
        Stmt fail;
        fail.kind = Stmt::Kind::Fail;
        fail.place = derivative_.place;
        fail.value = unary("!", binary("<=", change, number(kConverged)));  // not a number: neither
        fail.name = "derivimplicit did not converge";
        result.push_back(std::move(fail));
        return {block(std::move(result))};
    }

  private:
    std::size_t size() const {
        return states_.size();
    }
    static ExprPtr start(std::size_t k) {
        return local(format("newton_start_%zu", k));
    }
    static ExprPtr entry(std::size_t row, std::size_t column) {
        return local(format("newton_m_%zu_%zu", row, column));
    }
    static ExprPtr residue(std::size_t row) {
        return local(format("newton_f_%zu", row));
    }
    ExprPtr rate(std::size_t k) const {
        return local(rate_name(states_[k]));
    }
    static ExprPtr scale(const ExprPtr& state) {
        return binary("+", call("fabs", {state}), number(kLeast));
    }

    // The residues x - x0 - dt f(x), last, so that other variables of the block are those of no moved state; and their
    // derivatives.
    void matrix(Statements& into) const {
        for (std::size_t k = 0; k < size(); ++k) {
            into.push_back(declare(rate(k)->text));
        }
        const ExprPtr kept = local("newton_kept");
        const ExprPtr step = local("newton_step");
        into.push_back(declare(kept->text));
        for (std::size_t column = 0; column < size(); ++column) {
            const ExprPtr moved_by = local(format("newton_by_%zu", column));
            into.push_back(declare(moved_by->text));
            into.push_back(assign(kept, states_[column]));
            into.push_back(assign(moved_by, binary("*", number(kStep), scale(kept))));
            into.push_back(assign(states_[column], binary("+", kept, moved_by)));
            into.push_back(block(body_));
            into.push_back(assign(states_[column], kept));
            for (std::size_t row = 0; row < size(); ++row) {
                into.push_back(declare(entry(row, column)->text));
                into.push_back(assign(entry(row, column), rate(row)));
            }
        }
        into.push_back(block(body_));
        into.push_back(declare(step->text));
        for (std::size_t column = 0; column < size(); ++column) {
            into.push_back(assign(step, binary("/", dt_, local(format("newton_by_%zu", column)))));
            for (std::size_t row = 0; row < size(); ++row) {
                const ExprPtr slope = binary("*", step, binary("-", entry(row, column), rate(row)));
                into.push_back(assign(entry(row, column), binary("-", number(row == column ? 1 : 0), slope)));
            }
        }
        for (std::size_t row = 0; row < size(); ++row) {
            into.push_back(declare(residue(row)->text));
            const ExprPtr moved = binary("-", states_[row], start(row));
            into.push_back(assign(residue(row), binary("-", moved, binary("*", dt_, rate(row)))));
        }
    }

    // Of two rows, and of all of them, with a column left out or replaced by the residues.
    ExprPtr cell(std::size_t row, std::size_t column, std::size_t replaced) const {
        return column == replaced ? residue(row) : entry(row, column);
    }
    ExprPtr minor(std::size_t top, std::size_t row, std::size_t left, std::size_t right, std::size_t replaced) const {
        return binary("-", binary("*", cell(top, left, replaced), cell(row, right, replaced)),
                      binary("*", cell(top, right, replaced), cell(row, left, replaced)));
    }
    ExprPtr determinant(std::size_t replaced) const {
        if (size() == 1) {
            return cell(0, 0, replaced);
        }
        if (size() == 2) {
            return minor(0, 1, 0, 1, replaced);
        }
        const auto part = [&](std::size_t column, std::size_t left, std::size_t right) {
            return binary("*", cell(0, column, replaced), minor(1, 2, left, right, replaced));
        };
        return binary("+", binary("-", part(0, 1, 2), part(1, 0, 2)), part(2, 0, 1));
    }

    // Cramer's rule needs no choice of pivots. An instance that has converged may be taken along with others.
    void changes(Statements& into) const {
        const ExprPtr change = local("newton_change");
        const ExprPtr inverse = local("newton_inverse");
        const ExprPtr open = binary("-", change, number(kConverged));
        const auto moved = [](std::size_t k) { return local(format("newton_change_%zu", k)); };
        into.push_back(declare(inverse->text));
        into.push_back(assign(inverse, binary("/", number(1), determinant(size()))));
        ExprPtr sum = number(0);
        for (std::size_t k = 0; k < size(); ++k) {
            into.push_back(declare(moved(k)->text));
            into.push_back(assign(moved(k), binary("*", determinant(k), inverse)));
            into.push_back(assign(moved(k), call("nrn_where_positive", {open, moved(k)})));
            sum = binary("+", sum, binary("/", call("fabs", {moved(k)}), scale(states_[k])));
        }
        for (std::size_t k = 0; k < size(); ++k) {
            into.push_back(assign(states_[k], binary("-", states_[k], moved(k))));
        }
        into.push_back(assign(change, simplify(sum)));
    }

    const Routine& derivative_;
    const std::vector<ExprPtr>& states_;
    const ExprPtr dt_;
    const Statements body_;
};

}  // namespace

Statements derivimplicit(const Routine& derivative, const ExprPtr& dt, std::vector<NewtonSystem>& systems,
                         Sources& sources) {
    const std::vector<ExprPtr> states = states_of(derivative.body);
    Statements result;
    if (solve(derivative.body, states, dt, result)) {
        return result;
    }
    for (const ExprPtr& state : states) {
        if (!state->parts.empty() && state->parts[0]->kind != Expr::Kind::Number) {
            sources.error(state->place, "A derivative of " + text_of(state) +
                                            " with a computed index is supported by cnexp only: "
                                            "write one equation for each element.");
        }
    }
    const bool steady = dt->kind == Expr::Kind::Number;
    if (states.size() <= kMostInKernel && !steady && !has_verbatim(derivative.body) && !sources.failed()) {
        return NewtonInKernel(derivative, states, dt).run();
    }
    NewtonSystem system;
    system.dt = dt;
    system.what = "derivimplicit";
    system.states = states;
    system.body = with_rates(derivative.body);
    for (const ExprPtr& state : states) {
        system.rates.push_back(rate_name(state));
    }
    Stmt newton;
    newton.kind = Stmt::Kind::Newton;
    newton.place = derivative.place;
    newton.which = static_cast<int>(systems.size());
    newton.body = system.body;  // for the analysis of reads and writes
    for (const ExprPtr& state : states) {
        newton.body.push_back(assign(state, state));
    }
    systems.push_back(std::move(system));
    return {newton};
}

}  // namespace nrn::nmodl
