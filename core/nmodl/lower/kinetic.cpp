// KINETIC: reactions become the equations of backward Euler,
//   volume (y1 - y0) / dt = sum of fluxes at y1,
// solved as the reference does, so that the numbers are the same:
//   - Reactions with one reactant on each side give linear equations, solved once, with the rates as they are at the
//     start of the step.
//   - Otherwise Newton's method: until the changes of all states sum up to 1e-6 or less. The derivatives are those by
//     reactants; a rate that depends on states is followed from round to round.
//   - CONSERVE a + b = total takes the place of the equation of its last state; volumes count in the sum.
//   - Afterwards the statements run once more, so that fluxes and what depends on them are those of the new states.
//
// The matrix is a set of locals and its elimination straight code, or for large systems and computed indices an array
// that the simulator solves.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/reactions.hpp"
#include "nmodl/sema/flow.hpp"

namespace nrn::nmodl {
namespace {

constexpr double kConverged = 1e-6;
constexpr int kMostRounds = 20;
constexpr std::size_t kMostProducts = 3000;  // of straight code; more is slow to compile
constexpr int kMostUnknowns = 512;

class Kinetic {
  public:
    Kinetic(const Mechanism& m, const Routine& routine, const ExprPtr& dt, Sources& sources)
        : m_(m), routine_(routine), dt_(dt), sources_(sources), reactions_(m, routine, sources) {
    }

    Statements run() {
        if (reactions_.unknowns().empty()) {
            return reactions_.without_reactions();
        }
        if (size() > kMostUnknowns) {
            sources_.error(routine_.place, format("%s has %d states; at most %d can be solved together: divide the "
                                                  "block.",
                                                  routine_.name.c_str(), size(), kMostUnknowns));
            return {};
        }
        plan();
        Statements result;
        reactions_.declare_into(result);
        declarations(result);
        if (!reactions_.nonlinear()) {
            evaluate(result);
            solve(result);
        } else {
            newton(result);
        }
        if (shows_fluxes(reactions_.body())) {
            for (Stmt& s : reactions_.fluxes()) {
                result.push_back(std::move(s));
            }
        }
        return {block(std::move(result))};
    }

  private:
    int size() const {
        return static_cast<int>(reactions_.unknowns().size());
    }

    void plan() {
        dense_ = reactions_.computed_indices();
        if (dense_) {
            return;
        }
        pattern_ = reactions_.pattern();
        const std::set<int> late = reactions_.conserved_rows();
        plan_ = plan_elimination(pattern_, elimination_order(pattern_, size(), late));
        dense_ = plan_.products > kMostProducts;
    }

    static void put(Statements& into, const ExprPtr& target, const ExprPtr& value) {
        into.push_back(assign(target, simplify(value)));
    }
    static void add(Statements& into, const ExprPtr& target, const ExprPtr& value) {
        into.push_back(assign(target, simplify(binary("+", target, value))));
    }

    ExprPtr entry(const MatrixPlace& place) const {
        return dense_
                   ? element("kinetic_m", simplify(binary("+", binary("*", place.row, number(size())), place.column)))
                   : local(format("kinetic_m_%d_%d", whole(place.row), whole(place.column)));
    }
    ExprPtr right(const ExprPtr& row) const {
        return dense_ ? element("kinetic_b", row) : local(format("kinetic_b_%d", whole(row)));
    }
    ExprPtr right(int row) const {
        return right(number(row));
    }
    ExprPtr entry(int row, int column) const {
        return entry({number(row), number(column)});
    }
    static ExprPtr start(int k) {
        return local(format("kinetic_start_%d", k));
    }

    void declarations(Statements& into) const {
        if (dense_) {
            Stmt arrays;
            arrays.kind = Stmt::Kind::Local;
            arrays.locals = {{"kinetic_m", size() * size(), true}, {"kinetic_b", size(), true}};
            into.push_back(std::move(arrays));
        } else {
            for (const auto& [row, column] : pattern_) {
                into.push_back(declare(entry(row, column)->text));
            }
            for (int k = 0; k < size(); ++k) {
                into.push_back(declare(right(k)->text));
                into.push_back(declare(format("kinetic_inverse_%d", k)));
            }
        }
        for (int k = 0; k < size() && reactions_.nonlinear(); ++k) {
            into.push_back(declare(start(k)->text));
        }
    }

    // The matrix and the right side at the states as they are.
    void evaluate(Statements& into) {
        for (int row = 0; row < size(); ++row) {
            put(into, right(row), number(0));
        }
        if (dense_) {
            into.push_back(clear("kinetic_m", number(0), size() * size()));
        }
        for (const auto& [row, column] : pattern_) {
            if (!dense_) {
                put(into, entry(row, column), number(0));
            }
        }
        into.push_back(block(reactions_.terms(
            [this](Statements& to, const ExprPtr& row, const ExprPtr& flux) { add(to, right(row), flux); },
            [this](Statements& to, const MatrixPlace& place, const ExprPtr& slope) { add(to, entry(place), slope); })));
        storage(into);
        laws(into);
    }

    void storage(Statements& into) const {
        const std::set<int> conserved = reactions_.conserved_rows();
        for (int k = 0; k < size(); ++k) {
            if (conserved.count(k) != 0) {
                continue;
            }
            const ExprPtr per_step = simplify(binary("/", reactions_.volume(k), dt_));
            add(into, entry(k, k), per_step);
            if (reactions_.nonlinear()) {
                const ExprPtr change = binary("-", start(k), reactions_.unknown(k));
                add(into, right(k), binary("*", per_step, change));
            }
        }
    }

    void laws(Statements& into) const {
        for (const Law& law : reactions_.laws()) {
            ExprPtr rest = law.total;
            if (dense_) {
                into.push_back(clear("kinetic_m", number(law.row * size()), size()));
            }
            for (const Law::Part& part : law.parts) {
                const ExprPtr weight =
                    part.unknown < 0 ? number(part.coefficient)
                                     : simplify(binary("*", number(part.coefficient), reactions_.volume(part.unknown)));
                rest = binary("-", rest, binary("*", weight, part.state));
                if (part.unknown >= 0) {
                    add(into, entry(law.row, part.unknown), weight);
                }
            }
            put(into, right(law.row), rest);
        }
    }

    // The changes of the states, in the right side.
    void solve(Statements& into) {
        if (dense_) {
            Stmt linear;
            linear.kind = Stmt::Kind::Linear;
            linear.place = routine_.place;
            linear.which = size();
            linear.name = "kinetic_m";
            linear.method = "kinetic_b";
            into.push_back(std::move(linear));
        } else {
            eliminate(into);
        }
        for (int k = 0; k < size(); ++k) {
            if (reactions_.nonlinear()) {  // an instance that has converged may be taken along with others
                const ExprPtr open = binary("-", local("kinetic_change"), number(kConverged));
                put(into, right(k), call("nrn_where_positive", {open, right(k)}));
            }
            put(into, reactions_.unknown(k), binary("+", reactions_.unknown(k), right(k)));
        }
    }

    void eliminate(Statements& into) const {
        const auto inverse = [](int k) { return local(format("kinetic_inverse_%d", k)); };
        for (const Elimination::Step& step : plan_.steps) {
            put(into, inverse(step.pivot), binary("/", number(1), entry(step.pivot, step.pivot)));
            for (const int row : step.rows) {
                const ExprPtr factor = entry(row, step.pivot);
                put(into, factor, binary("*", factor, inverse(step.pivot)));
                for (const int column : step.columns) {
                    const ExprPtr product = binary("*", factor, entry(step.pivot, column));
                    put(into, entry(row, column), binary("-", entry(row, column), product));
                }
                put(into, right(row), binary("-", right(row), binary("*", factor, right(step.pivot))));
            }
        }
        for (auto step = plan_.steps.rbegin(); step != plan_.steps.rend(); ++step) {
            ExprPtr value = right(step->pivot);
            for (const int column : step->columns) {
                value = binary("-", value, binary("*", entry(step->pivot, column), right(column)));
            }
            put(into, right(step->pivot), binary("*", value, inverse(step->pivot)));
        }
    }

    void newton(Statements& into) {
        const ExprPtr change = local("kinetic_change");
        into.push_back(declare(change->text));
        for (int k = 0; k < size(); ++k) {
            put(into, start(k), reactions_.unknown(k));
        }
        put(into, change, number(1));
        Stmt loop;
        loop.kind = Stmt::Kind::Rounds;
        loop.place = routine_.place;
        loop.method = change->text;
        loop.value = number(kConverged);
        loop.which = kMostRounds;
        for (int k = 0; k < size(); ++k) {
            loop.names.push_back(start(k)->text);
        }
        evaluate(loop.body);
        solve(loop.body);
        ExprPtr sum = number(0);
        for (int k = 0; k < size(); ++k) {
            sum = binary("+", sum, call("fabs", {right(k)}));
        }
        put(loop.body, change, sum);
        into.push_back(std::move(loop));
        Stmt fail;
        fail.kind = Stmt::Kind::Fail;
        fail.place = routine_.place;
        fail.value = unary("!", binary("<=", change, number(kConverged)));  // not a number: neither
        fail.name = routine_.name + " did not converge in " + std::to_string(kMostRounds) + " rounds";
        into.push_back(std::move(fail));
    }

    // Whether a statement besides the reactions uses a flux or a state.
    bool shows_fluxes(const Statements& list) const {
        return std::any_of(list.begin(), list.end(), [&](const Stmt& s) {
            if (s.kind == Stmt::Kind::Assign || s.kind == Stmt::Kind::Call) {
                if (uses(s.value, Expr::Kind::Local, "f_flux") || uses(s.value, Expr::Kind::Local, "b_flux")) {
                    return true;
                }
                const Flow flow = flow_of(m_, Statements{s});
                for (const ExprPtr& unknown : reactions_.unknowns()) {
                    if (flow.reads.count(unknown->text) != 0) {
                        return true;
                    }
                }
            }
            return shows_fluxes(s.body) || shows_fluxes(s.otherwise);
        });
    }

    const Mechanism& m_;
    const Routine& routine_;
    const ExprPtr dt_;
    Sources& sources_;
    Reactions reactions_;
    Pattern pattern_;
    Elimination plan_;
    bool dense_ = false;
};

}  // namespace

Statements kinetic(const Mechanism& m, const Routine& routine, const ExprPtr& dt, Sources& sources) {
    return Kinetic(m, routine, dt, sources).run();
}

// For the explicit methods: each state's derivative is the sum of its fluxes by its volume.
Routine rates_of_kinetic(const Mechanism& m, const Routine& routine, Sources& sources) {
    Reactions reactions(m, routine, sources);
    Routine result = routine;
    result.kind = Routine::Kind::Derivative;
    result.body.clear();
    reactions.declare_into(result.body);
    const auto sum = [](const ExprPtr& row) { return local(format("kinetic_b_%d", whole(row))); };
    if (reactions.computed_indices()) {
        sources.error(routine.place, "The reactions of " + routine.name +
                                         " have computed indices, which sparse can solve only: write METHOD sparse.");
        return result;
    }
    const int size = static_cast<int>(reactions.unknowns().size());
    for (int k = 0; k < size; ++k) {
        result.body.push_back(declare(sum(number(k))->text));
    }
    result.body.push_back(block(reactions.terms(
        [&](Statements& to, const ExprPtr& row, const ExprPtr& flux) {
            to.push_back(assign(sum(row), simplify(binary("+", sum(row), flux))));
        },
        [](Statements&, const MatrixPlace&, const ExprPtr&) {})));
    for (int k = 0; k < size; ++k) {
        Stmt derivative = assign(reactions.unknown(k), simplify(binary("/", sum(number(k)), reactions.volume(k))));
        derivative.kind = Stmt::Kind::Derivative;
        result.body.push_back(std::move(derivative));
    }
    return result;
}

}  // namespace nrn::nmodl
