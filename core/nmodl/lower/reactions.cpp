#include "nmodl/lower/reactions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/unroll.hpp"

namespace nrn::nmodl {
namespace {

ExprPtr element_of(const std::string& name, int k, Place place) {
    Expr e = *variable(name, place);
    e.parts.push_back(number(k));
    return std::make_shared<const Expr>(std::move(e));
}

ExprPtr power(const ExprPtr& e, double exponent) {
    return exponent == 1 ? e : exponent == 0 ? number(1) : binary("^", e, number(exponent));
}

// 2 a + a is 3 a.
std::vector<Term> merged(const std::vector<Term>& side) {
    std::vector<Term> result;
    for (const Term& term : side) {
        const auto known = std::find_if(result.begin(), result.end(),
                                        [&](const Term& other) { return same(other.state, term.state); });
        if (known == result.end()) {
            result.push_back(term);
        } else {
            known->coefficient += term.coefficient;
        }
    }
    return result;
}

double coefficient_in(const std::vector<Term>& side, const ExprPtr& state) {
    for (const Term& term : side) {
        if (same(term.state, state)) {
            return term.coefficient;
        }
    }
    return 0;
}

ExprPtr product(ExprPtr rate, const std::vector<Term>& side) {
    for (const Term& term : side) {
        rate = binary("*", std::move(rate), power(term.state, term.coefficient));
    }
    return rate;
}

// The derivative of that by a state of the side.
ExprPtr slope_of(const ExprPtr& rate, const std::vector<Term>& side, const ExprPtr& state) {
    ExprPtr result = number(0);
    for (const Term& term : side) {
        if (same(term.state, state)) {
            result = binary("*", number(term.coefficient), rate);
            result = binary("*", result, power(term.state, term.coefficient - 1));
            for (const Term& other : side) {
                result = same(other.state, state) ? result : binary("*", result, power(other.state, other.coefficient));
            }
        }
    }
    return simplify(result);
}

ExprPtr loop_of(const std::string& name) {
    Expr e;
    e.kind = Expr::Kind::Loop;
    e.text = name;
    return std::make_shared<const Expr>(std::move(e));
}

ExprPtr forward_flux() {
    return local("f_flux");
}
ExprPtr backward_flux() {
    return local("b_flux");
}

}  // namespace

int whole(const ExprPtr& number) {
    return static_cast<int>(number->number);
}

ExprPtr element(const std::string& array, const ExprPtr& index) {
    Expr e = *local(array);
    e.parts.push_back(index);
    return std::make_shared<const Expr>(std::move(e));
}

ExprPtr loop_index() {
    return loop_of("kinetic_k");
}

Stmt loop_to(int count, Statements body) {
    Stmt loop;
    loop.kind = Stmt::Kind::From;
    loop.name = "kinetic_k";
    loop.from = number(0);
    loop.to = number(count - 1);
    loop.body = std::move(body);
    return loop;
}

Stmt clear(const std::string& array, const ExprPtr& first, int count) {
    return loop_to(count, {assign(element(array, simplify(binary("+", first, loop_index()))), number(0))});
}

Reactions::Reactions(const Mechanism& m, const Routine& routine, Sources& sources, bool loops)
    : m_(m), sources_(sources), loops_(loops) {
    body_ = unrolled(m, routine.body, loops);
    find_unknowns(body_);
    for (Array& array : arrays_) {  // elements that stood alone have given way to those of whole arrays
        const auto found = std::find_if(unknowns_.begin(), unknowns_.end(),
                                        [&](const ExprPtr& known) { return known->text == array.name; });
        array.first = static_cast<int>(found - unknowns_.begin());
    }
    find_laws(body_, false);
}

bool Reactions::is_state(const ExprPtr& e) const {
    const Symbol* s = m_.find(e->text);
    return s != nullptr && s->role == Symbol::Role::State;
}

void Reactions::find_unknowns(const Statements& list) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Reaction) {
            add_unknowns(s.left);
            add_unknowns(s.right);
        }
        find_unknowns(s.body);
        find_unknowns(s.otherwise);
    }
}

void Reactions::add_unknowns(const std::vector<Term>& side) {
    double order = 0;
    for (const Term& term : side) {
        if (!is_state(term.state)) {
            continue;
        }
        order += term.coefficient;
        const Symbol& s = *m_.find(term.state->text);
        if (!term.state->parts.empty() && term.state->parts[0]->kind != Expr::Kind::Number) {
            computed_ = computed_ || !loops_;
            if (std::none_of(arrays_.begin(), arrays_.end(), [&](const Array& a) { return a.name == s.name; })) {
                std::erase_if(unknowns_, [&](const ExprPtr& known) { return known->text == s.name; });
                arrays_.push_back({s.name, 0, s.count});
                for (int k = 0; k < s.count; ++k) {
                    unknowns_.push_back(element_of(s.name, k, term.state->place));
                }
            }
        } else if (number_of(term.state) < 0) {
            unknowns_.push_back(term.state);
        }
    }
    nonlinear_ = nonlinear_ || order > 1;
}

int Reactions::number_of(const ExprPtr& state) const {
    const auto found =
        std::find_if(unknowns_.begin(), unknowns_.end(), [&](const ExprPtr& known) { return same(known, state); });
    return found == unknowns_.end() ? -1 : static_cast<int>(found - unknowns_.begin());
}

ExprPtr Reactions::row_of(const ExprPtr& state) const {
    const int number_known = number_of(state);
    if (number_known >= 0) {
        return number(number_known);
    }
    const auto array =
        std::find_if(arrays_.begin(), arrays_.end(), [&](const Array& a) { return a.name == state->text; });
    // A computed index: checked when it is used, as that of the array.
    const ExprPtr index =
        loops_ ? state->parts[0] : call("nrn_element", {state->parts[0], number(array->count)}, state->place);
    return simplify(binary("+", number(array->first), index));
}

void Reactions::find_laws(const Statements& list, bool conditional) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Conserve) {
            if (conditional) {
                sources_.error(s.place,
                               "CONSERVE stands in a condition or in a loop whose bounds are not known: move "
                               "it out.");
            } else {
                add_law(s);
            }
        } else if (s.kind == Stmt::Kind::Compartment) {
            for (int k = 0; k < static_cast<int>(unknowns_.size()); ++k) {
                const std::string& name = unknown(k)->text;
                if (std::any_of(s.left.begin(), s.left.end(), [&](const Term& t) { return t.state->text == name; })) {
                    with_volume_.insert(k);
                }
            }
        }
        const bool inside = conditional || s.kind != Stmt::Kind::Block;
        find_laws(s.body, inside);
        find_laws(s.otherwise, inside);
    }
}

// Takes the place of the equation of its last state; with several laws, of the last that is not given by the others.
void Reactions::add_law(const Stmt& s) {
    Law law;
    for (const Term& term : s.left) {
        const int known = is_state(term.state) ? number_of(term.state) : -1;
        law.parts.push_back({term.coefficient, term.state, known});
        if (known >= 0) {
            law.reduced[known] += term.coefficient;
        }
    }
    for (const Law& earlier : laws_) {
        const double factor = law.reduced[earlier.row] / earlier.reduced.at(earlier.row);
        for (const auto& [k, coefficient] : earlier.reduced) {
            law.reduced[k] -= factor * coefficient;
        }
        law.reduced.erase(earlier.row);
    }
    for (const Law::Part& part : law.parts) {
        const auto rest = law.reduced.find(part.unknown);
        law.row = rest != law.reduced.end() && rest->second != 0 ? part.unknown : law.row;
    }
    if (law.row < 0) {
        sources_.error(s.place,
                       "CONSERVE leaves no equation to replace: it names no state of the reactions, or says what "
                       "other conservation laws say.");
        return;
    }
    law.total = local(format("kinetic_total_%zu", laws_.size()));
    laws_.push_back(std::move(law));
}

std::set<int> Reactions::conserved_rows() const {
    std::set<int> rows;
    for (const Law& law : laws_) {
        rows.insert(law.row);
    }
    return rows;
}

ExprPtr Reactions::volume(int k) const {
    if (with_volume_.count(k) == 0) {
        return number(1);
    }
    return loops_ ? element("kinetic_volume", number(k)) : local(format("kinetic_volume_%d", k));
}

ExprPtr Reactions::volume(const Array& array, const ExprPtr& index) const {
    return with_volume_.count(array.first) == 0
               ? number(1)
               : element("kinetic_volume", simplify(binary("+", number(array.first), index)));
}

void Reactions::declare_into(Statements& into) const {
    for (const char* name : {"f_flux", "b_flux", "kinetic_forward", "kinetic_backward", "kinetic_net"}) {
        into.push_back(declare(name));
    }
    if (loops_ && !with_volume_.empty()) {
        const auto size = static_cast<int>(unknowns_.size());
        Stmt array;
        array.kind = Stmt::Kind::Local;
        array.steady = true;
        array.locals = {{"kinetic_volume", size, true}};
        into.push_back(std::move(array));
        into.push_back(loop_to(size, {assign(element("kinetic_volume", loop_index()), number(1))}));
    }
    for (const int k : with_volume_) {
        if (!loops_) {
            into.push_back(declare(volume(k)->text));
            into.push_back(assign(volume(k), number(1)));
        }
    }
    for (const Law& law : laws_) {
        into.push_back(declare(law.total->text));
    }
}

Pattern Reactions::pattern() {
    Pattern result;
    for (int k = 0; k < static_cast<int>(unknowns_.size()); ++k) {
        result.insert({k, k});
    }
    terms([](Statements&, const ExprPtr&, const ExprPtr&) {},
          [&](Statements&, const MatrixPlace& place, const ExprPtr&) {
              result.insert({whole(place.row), whole(place.column)});
          });
    for (const Law& law : laws_) {
        for (const Law::Part& part : law.parts) {
            if (part.unknown >= 0) {
                result.insert({law.row, part.unknown});
            }
        }
    }
    return result;
}

Statements Reactions::fluxes() {
    next_law_ = 0;
    return {block(rewritten(body_, nullptr, nullptr))};
}

Statements Reactions::terms(const AddFlux& flux, const AddSlope& slope) {
    next_law_ = 0;
    return rewritten(body_, &flux, &slope);
}

Statements Reactions::without_reactions() {
    Statements result;
    declare_into(result);
    for (Stmt& s : fluxes()) {
        result.push_back(std::move(s));
    }
    return {block(std::move(result))};
}

Statements Reactions::rewritten(const Statements& list, const AddFlux* flux, const AddSlope* slope) {
    Statements result;
    for (Stmt s : list) {
        switch (s.kind) {
            case Stmt::Kind::Reaction:
                reaction(s, result, flux, slope);
                break;
            case Stmt::Kind::Conserve:
                if (next_law_ < laws_.size()) {
                    result.push_back(assign(laws_[next_law_++].total, s.value));
                }
                break;
            case Stmt::Kind::Compartment:
                volumes(s, result);
                break;
            case Stmt::Kind::Diffusion:
                break;
            default:
                s.body = rewritten(s.body, flux, slope);
                s.otherwise = rewritten(s.otherwise, flux, slope);
                result.push_back(std::move(s));
        }
    }
    return result;
}

void Reactions::volumes(const Stmt& s, Statements& into) const {
    std::set<int> rest = with_volume_;
    for (const Array& array : arrays_) {
        for (const Term& term : s.left) {
            if (loops_ && term.state->text == array.name) {
                const ExprPtr value = s.name.empty() ? s.value : substitute(s.value, loop_of(s.name), loop_index());
                into.push_back(loop_to(array.count, {assign(volume(array, loop_index()), value)}));
                for (int k = 0; k < array.count; ++k) {
                    rest.erase(array.first + k);
                }
            }
        }
    }
    for (const int k : rest) {
        const ExprPtr& state = unknown(k);
        for (const Term& term : s.left) {
            if (term.state->text == state->text) {
                const double index = state->parts.empty() ? 0 : state->parts[0]->number;
                into.push_back(assign(volume(k), s.name.empty() ? s.value : at_index(s.value, s.name, index)));
            }
        }
    }
}

// Sums that do not stand in parentheses of their own are not what NEURON takes them for.
void Reactions::warn_of_sums(const Stmt& s) {
    for (const ExprPtr& rate : {s.value, s.by}) {
        const bool sum = rate && (rate->is(Expr::Kind::Binary, "+") || rate->is(Expr::Kind::Binary, "-"));
        if (sum && !rate->bracketed) {
            sources_.warn(rate->place,
                          "NEURON multiplies only the last term of this rate with the reactants, here it is "
                          "all of it: put the sum into parentheses of its own.");
        }
    }
}

void Reactions::reaction(const Stmt& s, Statements& into, const AddFlux* flux, const AddSlope* slope) {
    const std::vector<Term> left = merged(s.left);
    const std::vector<Term> right = merged(s.right);
    const ExprPtr forward = local("kinetic_forward", s.place);
    const ExprPtr backward = local("kinetic_backward", s.place);
    const ExprPtr net = local("kinetic_net", s.place);
    if (s.name == "<<") {  // what comes from outside counts as backward
        into.push_back(assign(forward_flux(), number(0)));
        into.push_back(assign(backward_flux(), s.value));
        if (flux != nullptr && is_state(left[0].state)) {
            (*flux)(into, row_of(left[0].state), backward_flux());
        }
        return;
    }
    if (flux != nullptr) {
        warn_of_sums(s);
    }
    into.push_back(assign(forward, s.value));
    into.push_back(assign(backward, s.by ? s.by : number(0)));
    into.push_back(assign(forward_flux(), product(forward, left)));
    into.push_back(assign(backward_flux(), s.by ? product(backward, right) : number(0)));
    if (flux == nullptr) {
        return;
    }
    into.push_back(assign(net, binary("-", forward_flux(), backward_flux())));
    std::vector<Term> all = left;
    all.insert(all.end(), right.begin(), right.end());
    for (Term& term : all) {
        term.coefficient = 1;
    }
    const std::set<int> conserved = conserved_rows();
    for (const Term& row : merged(all)) {
        const double gain = coefficient_in(right, row.state) - coefficient_in(left, row.state);
        if (gain == 0 || !is_state(row.state)) {
            continue;
        }
        const ExprPtr place = row_of(row.state);
        if (place->kind == Expr::Kind::Number && conserved.count(whole(place)) != 0) {
            continue;
        }
        (*flux)(into, place, simplify(binary("*", number(gain), net)));
        for (const Term& column : merged(all)) {
            if (is_state(column.state)) {
                const ExprPtr of_net = simplify(
                    binary("-", slope_of(forward, left, column.state), slope_of(backward, right, column.state)));
                (*slope)(into, {place, row_of(column.state), row.state, column.state},
                         simplify(binary("*", number(-gain), of_net)));
            }
        }
    }
}

}  // namespace nrn::nmodl
