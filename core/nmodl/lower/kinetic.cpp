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
// The matrix is a set of locals and its elimination straight code. Where that would be long and reactions lie in plain
// loops, these stay loops, and the matrix is an array that is eliminated by a plan; else for large systems, and for
// computed indices, an array that the simulator solves.
#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "base/text.hpp"
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/reactions.hpp"
#include "nmodl/lower/unroll.hpp"
#include "nmodl/sema/flow.hpp"

namespace nrn::nmodl {
namespace {

constexpr double kConverged = 1e-6;
constexpr int kMostRounds = 20;
constexpr std::size_t kMostProducts = 3000;  // of straight code; more is slow to compile
constexpr std::size_t kMostInLoops = 20000;  // of a plan, where reactions stay in loops
constexpr int kMostPlaces = 6000;            // of their matrix; 32 instances of it lie on the stack
constexpr std::size_t kMostInOneLoop = 400;  // numbers and products of straight code where loops may stay as well
constexpr int kMostUnknowns = 512;

class Kinetic {
  public:
    Kinetic(const Mechanism& m, const Routine& routine, const ExprPtr& dt, Sources& sources)
        : m_(m), routine_(routine), dt_(dt), sources_(sources), reactions_(std::in_place, m, routine, sources) {
    }

    Statements run() {
        if (reactions_->unknowns().empty()) {
            return reactions_->without_reactions();
        }
        if (size() > kMostUnknowns) {
            sources_.error(routine_.place, format("%s has %d states; at most %d can be solved together: divide the "
                                                  "block.",
                                                  routine_.name.c_str(), size(), kMostUnknowns));
            return {};
        }
        plan();
        Statements result;
        reactions_->declare_into(result);
        declarations(result);
        if (reactions_->nonlinear()) {
            newton(result);
        } else if (large_) {
            once(result);
        } else {
            evaluate(result);
            solve(result);
        }
        if (shows_fluxes(reactions_->body())) {
            for (Stmt& s : reactions_->fluxes()) {
                result.push_back(std::move(s));
            }
        }
        return {block(std::move(result))};
    }

  private:
    int size() const {
        return static_cast<int>(reactions_->unknowns().size());
    }

    void plan() {
        dense_ = reactions_->computed_indices();
        if (dense_) {
            return;
        }
        plan(reactions_->pattern());
        if (plan_.products + pattern_.size() > kMostInOneLoop && plan_.products <= kMostInLoops) {
            keep_loops();
            if (place_count_ > kMostPlaces) {
                large_ = false;
                reactions_.emplace(m_, routine_, sources_);
                plan(reactions_->pattern());
            }
        }
        dense_ = !large_ && plan_.products > kMostProducts;
    }

    void plan(Pattern pattern) {
        pattern_ = std::move(pattern);
        plan_ = plan_elimination(pattern_, elimination_order(pattern_, size(), reactions_->conserved_rows()));
    }

    // Plain loops of reactions stay loops, if laws leave the rows of their equations alone: less code, which is
    // compiled faster.
    void keep_loops() {
        Reactions loops(m_, routine_, sources_, true);
        const auto alone = [&](const Law& law) { return reactions_->unknown(law.row)->parts.empty(); };
        if (loops.arrays().empty() || !std::all_of(reactions_->laws().begin(), reactions_->laws().end(), alone)) {
            return;
        }
        const auto renumbered = [&](int k) { return loops.number_of(reactions_->unknown(k)); };
        Pattern pattern;
        for (const auto& [row, column] : reactions_->pattern()) {
            pattern.emplace(renumbered(row), renumbered(column));
        }
        reactions_.emplace(m_, routine_, sources_, true);
        for (int k = 0; k < size(); ++k) {
            pattern.emplace(k, k);
        }
        plan(std::move(pattern));
        large_ = true;
        for (const auto& [row, column] : pattern_) {
            const auto [rows, r] = group_of(row);
            const auto [columns, c] = group_of(column);
            if (places_.emplace(Diagonal{rows.first, columns.first, c - r}, place_count_).second) {
                place_count_ += rows.count;
            }
        }
    }

    // An array of states, or one alone, and the element.
    std::pair<Reactions::Array, int> group_of(int unknown) const {
        for (const Reactions::Array& array : reactions_->arrays()) {
            if (unknown >= array.first && unknown < array.first + array.count) {
                return {array, unknown - array.first};
            }
        }
        return {{reactions_->unknown(unknown)->text, unknown, 1}, 0};
    }

    // The place in memory of a matrix that is kept by diagonals of its blocks, so that it follows from the variable of
    // a loop.
    ExprPtr place_of(const MatrixPlace& place) const {
        if (place.row->kind == Expr::Kind::Number) {
            const auto [rows, r] = group_of(whole(place.row));
            const auto [columns, c] = group_of(whole(place.column));
            return number(places_.at({rows.first, columns.first, c - r}) + r);
        }
        const auto first = [&](const ExprPtr& state) {
            for (const Reactions::Array& array : reactions_->arrays()) {
                if (array.name == state->text) {
                    return array.first;
                }
            }
            return -1;
        };
        const ExprPtr& index = place.row_state->parts[0];
        const int shift = whole(index_at_zero(place.column_state->parts[0])) - whole(index_at_zero(index));
        const int base = places_.at({first(place.row_state), first(place.column_state), shift});
        return simplify(binary("+", number(base), index));
    }
    static ExprPtr index_at_zero(const ExprPtr& index) {
        std::string loop;
        const std::function<void(const ExprPtr&)> find = [&](const ExprPtr& e) {
            loop = e->kind == Expr::Kind::Loop ? e->text : loop;
            std::for_each(e->parts.begin(), e->parts.end(), find);
        };
        find(index);
        return at_index(index, loop, 0);
    }

    // For all unknowns: what `make` says of row, state and volume, in loops over arrays where there are loops.
    using Make = std::function<void(Statements&, const ExprPtr& row, const ExprPtr& state, const ExprPtr& volume)>;
    void each_unknown(Statements& into, const Make& make) const {
        int after = 0;
        for (int k = 0; k < size(); ++k) {
            const auto [group, offset] = group_of(k);
            if (!large_ || group.count == 1) {
                make(into, number(k), reactions_->unknown(k), reactions_->volume(k));
            } else if (k >= after) {
                Expr state = *variable(group.name);
                state.parts.push_back(loop_index());
                Statements body;
                make(body, simplify(binary("+", number(group.first), loop_index())),
                     std::make_shared<const Expr>(std::move(state)), reactions_->volume(group, loop_index()));
                into.push_back(loop_to(group.count, std::move(body)));
                after = group.first + group.count;
            }
        }
    }

    static void put(Statements& into, const ExprPtr& target, const ExprPtr& value) {
        into.push_back(assign(target, simplify(value)));
    }
    static void add(Statements& into, const ExprPtr& target, const ExprPtr& value) {
        into.push_back(assign(target, simplify(binary("+", target, value))));
    }

    ExprPtr entry(const MatrixPlace& place) const {
        if (dense_) {
            return element("kinetic_m", simplify(binary("+", binary("*", place.row, number(size())), place.column)));
        }
        return large_ ? element("kinetic_m", place_of(place))
                      : local(format("kinetic_m_%d_%d", whole(place.row), whole(place.column)));
    }
    ExprPtr right(const ExprPtr& row) const {
        return dense_ || large_ ? element("kinetic_b", row) : local(format("kinetic_b_%d", whole(row)));
    }
    ExprPtr right(int row) const {
        return right(number(row));
    }
    ExprPtr entry(int row, int column) const {
        return entry({number(row), number(column), nullptr, nullptr});
    }
    ExprPtr start(const ExprPtr& row) const {
        return large_ ? element("kinetic_start", row) : local(format("kinetic_start_%d", whole(row)));
    }
    void declarations(Statements& into) const {
        if (dense_) {
            Stmt arrays;
            arrays.kind = Stmt::Kind::Local;
            arrays.locals = {{"kinetic_m", size() * size(), true}, {"kinetic_b", size(), true}};
            into.push_back(std::move(arrays));
        } else if (large_) {
            Stmt arrays;
            arrays.kind = Stmt::Kind::Local;
            arrays.steady = true;
            arrays.locals = {{"kinetic_m", place_count_, true},
                             {"kinetic_b", size(), true},
                             {"kinetic_inverse", size(), true},
                             {"kinetic_start", size(), true}};
            into.push_back(std::move(arrays));
            return;
        } else {
            for (const auto& [row, column] : pattern_) {
                into.push_back(declare(entry(row, column)->text));
            }
            for (int k = 0; k < size(); ++k) {
                into.push_back(declare(right(k)->text));
                into.push_back(declare(format("kinetic_inverse_%d", k)));
            }
        }
        for (int k = 0; k < size() && reactions_->nonlinear(); ++k) {
            into.push_back(declare(start(number(k))->text));
        }
    }

    // The matrix and the right side at the states as they are.
    void evaluate(Statements& into) {
        each_unknown(into, [this](Statements& to, const ExprPtr& row, const ExprPtr&, const ExprPtr&) {
            put(to, right(row), number(0));
        });
        if (dense_) {
            into.push_back(clear("kinetic_m", number(0), size() * size()));
        }
        if (large_) {
            into.push_back(clear("kinetic_m", number(0), place_count_));
        }
        for (const auto& [row, column] : pattern_) {
            if (!dense_ && !large_) {
                put(into, entry(row, column), number(0));
            }
        }
        into.push_back(block(reactions_->terms(
            [this](Statements& to, const ExprPtr& row, const ExprPtr& flux) { add(to, right(row), flux); },
            [this](Statements& to, const MatrixPlace& place, const ExprPtr& slope) { add(to, entry(place), slope); })));
        storage(into);
        laws(into);
    }

    void storage(Statements& into) const {
        const std::set<int> conserved = reactions_->conserved_rows();
        const auto stored = [&](Statements& to, const ExprPtr& row, const ExprPtr& state, const ExprPtr& volume) {
            if (row->kind == Expr::Kind::Number && conserved.count(whole(row)) != 0) {
                return;
            }
            const ExprPtr per_step = simplify(binary("/", volume, dt_));
            add(to, entry({row, row, state, state}), per_step);
            if (reactions_->nonlinear()) {
                add(to, right(row), binary("*", per_step, binary("-", start(row), state)));
            }
        };
        each_unknown(into, stored);
    }

    void laws(Statements& into) const {
        for (const Law& law : reactions_->laws()) {
            ExprPtr rest = law.total;
            if (dense_) {
                into.push_back(clear("kinetic_m", number(law.row * size()), size()));
            }
            for (const Law::Part& part : law.parts) {
                const ExprPtr weight =
                    part.unknown < 0
                        ? number(part.coefficient)
                        : simplify(binary("*", number(part.coefficient), reactions_->volume(part.unknown)));
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
        } else if (large_) {
            eliminate_by_table(into);
        } else {
            eliminate(into);
        }
        each_unknown(into, [this](Statements& to, const ExprPtr& row, const ExprPtr& state, const ExprPtr&) {
            if (reactions_->nonlinear()) {  // an instance that has converged may be taken along with others
                const ExprPtr open = binary("-", local("kinetic_change"), number(kConverged));
                put(to, right(row), call("nrn_where_positive", {open, right(row)}));
            }
            put(to, state, binary("+", state, right(row)));
        });
    }

    // The plan as numbers, for nrn_eliminate (emit/prelude).
    void eliminate_by_table(Statements& into) const {
        const auto at = [this](int row, int column) { return whole(place_of({number(row), number(column), {}, {}})); };
        Stmt s;
        s.kind = Stmt::Kind::Eliminate;
        s.place = routine_.place;
        for (const Elimination::Step& step : plan_.steps) {
            const int p = step.pivot;
            s.table.insert(s.table.end(), {at(p, p), p, static_cast<int>(step.columns.size())});
            for (const int column : step.columns) {
                s.table.push_back(at(p, column));
            }
            s.table.push_back(static_cast<int>(step.rows.size()));
            for (const int row : step.rows) {
                s.table.insert(s.table.end(), {row, at(row, p)});
                for (const int column : step.columns) {
                    s.table.push_back(at(row, column));
                }
            }
        }
        s.table.push_back(-1);
        for (auto step = plan_.steps.rbegin(); step != plan_.steps.rend(); ++step) {
            s.table.insert(s.table.end(), {step->pivot, static_cast<int>(step->columns.size())});
            for (const int column : step->columns) {
                s.table.insert(s.table.end(), {column, at(step->pivot, column)});
            }
        }
        s.table.push_back(-1);
        into.push_back(std::move(s));
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

    Stmt rounds(Statements& into, int most) const {
        const ExprPtr change = local("kinetic_change");
        into.push_back(declare(change->text));
        put(into, change, number(1));
        Stmt loop;
        loop.kind = Stmt::Kind::Rounds;
        loop.place = routine_.place;
        loop.method = change->text;
        loop.value = number(kConverged);
        loop.which = most;
        return loop;
    }

    // An iteration of one round, which can be divided as others.
    void once(Statements& into) {
        Stmt loop = rounds(into, 1);
        evaluate(loop.body);
        solve(loop.body);
        put(loop.body, local("kinetic_change"), number(0));
        into.push_back(std::move(loop));
    }

    void newton(Statements& into) {
        const ExprPtr change = local("kinetic_change");
        each_unknown(into, [this](Statements& to, const ExprPtr& row, const ExprPtr& state, const ExprPtr&) {
            put(to, start(row), state);
        });
        Stmt loop = rounds(into, kMostRounds);
        for (int k = 0; k < size() && !large_; ++k) {
            loop.names.push_back(start(number(k))->text);
        }
        evaluate(loop.body);
        solve(loop.body);
        ExprPtr sum = number(0);
        for (int k = 0; k < size() && !large_; ++k) {
            sum = binary("+", sum, call("fabs", {right(k)}));
        }
        put(loop.body, change, sum);
        if (large_) {
            const ExprPtr size_of = call("fabs", {right(loop_index())});
            loop.body.push_back(loop_to(size(), {assign(change, binary("+", change, size_of))}));
        }
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
                for (const ExprPtr& unknown : reactions_->unknowns()) {
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
    std::optional<Reactions> reactions_;
    Pattern pattern_;
    Elimination plan_;
    using Diagonal = std::array<int, 3>;  // first unknown of the rows, of the columns, and how far column lies from row
    std::map<Diagonal, int> places_;      // where in memory its row 0 would be
    int place_count_ = 0;
    bool dense_ = false;  // an array that the simulator solves
    bool large_ = false;  // arrays and loops for what is straight code else
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
