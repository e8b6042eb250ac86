// Units of expressions. A plain number takes the unit that fits; a number alone in parentheses is a factor between
// units: (1000)*x, of x in volt, is in millivolt. A mistake is told once: what contains it has no certain unit.
#include "nmodl/sema/unit_expressions.hpp"

#include <cmath>

#include "base/text.hpp"

namespace nrn::nmodl {
namespace {

constexpr double kHighestPower = 100;

// How the units of a function's arguments and its value hang together.
enum class Rule { Plain, Keeps, Common, CommonPlain, Root, Power, Times, Random, Any };

Rule rule_of(const std::string& name) {
    static const std::map<std::string, Rule> kRules = {
        {"exp", Rule::Plain},
        {"log", Rule::Plain},
        {"log10", Rule::Plain},
        {"log1p", Rule::Plain},
        {"expm1", Rule::Plain},
        {"exprelr", Rule::Plain},
        {"sin", Rule::Plain},
        {"cos", Rule::Plain},
        {"tan", Rule::Plain},
        {"asin", Rule::Plain},
        {"acos", Rule::Plain},
        {"atan", Rule::Plain},
        {"sinh", Rule::Plain},
        {"cosh", Rule::Plain},
        {"tanh", Rule::Plain},
        {"erf", Rule::Plain},
        {"erfc", Rule::Plain},
        {"factorial", Rule::Plain},
        {"scop_random", Rule::Plain},
        {"poisrand", Rule::Plain},
        {"fabs", Rule::Keeps},
        {"abs", Rule::Keeps},
        {"floor", Rule::Keeps},
        {"ceil", Rule::Keeps},
        {"exprand", Rule::Keeps},
        {"fmin", Rule::Common},
        {"fmax", Rule::Common},
        {"fmod", Rule::Common},
        {"normrand", Rule::Common},
        {"state_discontinuity", Rule::Common},
        {"atan2", Rule::CommonPlain},
        {"sqrt", Rule::Root},
        {"pow", Rule::Power},
        {"at_time", Rule::Times},
        {"net_send", Rule::Times},
        {"net_event", Rule::Times},
        {"net_move", Rule::Times},
        {"random_uniform", Rule::Random},
        {"random_negexp", Rule::Random},
        {"random_normal", Rule::Random},
    };
    const auto found = kRules.find(name);
    return found == kRules.end() ? Rule::Any : found->second;
}

// Nothing when a base unit would have a power that is no whole number, or a very high one.
std::optional<Unit> raised_to(const Unit& unit, double exponent) {
    Unit result;
    result.factor = std::pow(unit.factor, exponent);
    for (std::size_t k = 0; k < unit.powers.size(); ++k) {
        const double wanted = unit.powers[k] * exponent;
        if (std::fabs(wanted) > kHighestPower || wanted != std::round(wanted)) {
            return std::nullopt;
        }
        result.powers[k] = static_cast<int>(wanted);
    }
    return result;
}

std::string factor_text(const Unit& from, const Unit& to) {
    return format("(%.6g)", from.factor / to.factor);
}

}  // namespace

Quantity UnitExpressions::of(const ExprPtr& e) {
    if (e->kind == Expr::Kind::Variable || e->kind == Expr::Kind::Local) {
        for (const ExprPtr& index : e->parts) {
            of(index);
        }
    }
    const auto numbered = [&](const std::vector<Quantity>& list) {
        const auto which = static_cast<std::size_t>(e->number);
        return which < list.size() ? list[which] : Quantity();
    };
    Quantity result;
    switch (e->kind) {
        case Expr::Kind::Number:
            result = number(*e);
            break;
        case Expr::Kind::Variable:
            result = scope_.variable(e->text);
            break;
        case Expr::Kind::Local:
            result = locals[e->text];
            break;
        case Expr::Kind::Loop:
            result = Unit{};
            break;
        case Expr::Kind::Weight:
            result = numbered(weights);
            break;
        case Expr::Kind::NetconWeight:
            result = numbered(netcon_weights);
            break;
        case Expr::Kind::Call:
            result = call(e);
            break;
        case Expr::Kind::Unary:
            result = of(e->parts[0]);
            result = e->text == "!" ? Unit{} : result;
            break;
        case Expr::Kind::Binary:
            result = binary(e);
            break;
        default:
            break;
    }
    return scope_.unchecked(e->place) ? Quantity() : result;
}

// Null for a number without.
const std::string* UnitExpressions::units_of(const Expr& number) const {
    const auto found = m_.mod.number_units.find(number.place);
    return found == m_.mod.number_units.end() ? nullptr : &found->second;
}

Quantity UnitExpressions::number(const Expr& e) {
    if (const std::string* units = units_of(e)) {
        return scope_.read(*units, e.place);
    }
    return e.bracketed && e.number != 0 ? Quantity(Unit{1 / e.number, {}}) : Quantity();
}

// The value of a number without unit, with a sign or not.
std::optional<double> UnitExpressions::literal(const ExprPtr& e) const {
    if (e->kind == Expr::Kind::Number && units_of(*e) == nullptr) {
        return e->number;
    }
    if (e->kind == Expr::Kind::Unary && e->text == "-") {
        const std::optional<double> inner = literal(e->parts[0]);
        return inner ? std::optional(-*inner) : std::nullopt;
    }
    return std::nullopt;
}

Quantity UnitExpressions::binary(const ExprPtr& e) {
    if (e->text == "^") {
        return raised(e->parts[0], e->parts[1]);
    }
    const Quantity a = of(e->parts[0]);
    const Quantity b = of(e->parts[1]);
    if (e->text == "*" || e->text == "/") {
        const Unit result = product(a.value_or(Unit{}), b.value_or(Unit{}), e->text == "*" ? 1 : -1);
        return a || b ? Quantity(result) : Quantity();
    }
    if (e->text == "&&" || e->text == "||") {
        return Unit{};
    }
    const Quantity both = agree(e->parts[1]->place, "The left side of " + e->text, a, "the right side", b);
    return e->text == "+" || e->text == "-" || e->text == "%" ? both : Quantity(Unit{});
}

Quantity UnitExpressions::agree(Place place, const std::string& first, const Quantity& a, const std::string& second,
                                const Quantity& b) {
    if (!a || !b) {
        return a ? a : b;
    }
    if (same(*a, *b)) {
        return a;
    }
    const std::string advice = same_dimension(*a, *b) ? "multiply " + second + " by " + factor_text(*b, *a)
                                                      : "correct the expression or the units of its variables";
    scope_.warn(place,
                first + " is in " + scope_.show(*a) + ", " + second + " in " + scope_.show(*b) + ": " + advice + ".");
    return {};
}

void UnitExpressions::without_unit(const ExprPtr& e, const std::string& what) {
    const Quantity unit = of(e);
    if (unit && !same(*unit, Unit{})) {
        const std::string advice = unit->has_dimension()
                                       ? "divide it by a quantity of that unit, such as 1" + scope_.show(*unit)
                                       : "multiply it by " + factor_text(*unit, Unit{});
        scope_.warn(e->place, what + " is in " + scope_.show(*unit) + " but must be without unit: " + advice + ".");
    }
}

Quantity UnitExpressions::raised(const ExprPtr& base, const ExprPtr& exponent) {
    const Quantity unit = of(base);
    without_unit(exponent, "The exponent");
    const std::optional<double> fixed = literal(exponent);
    if (!unit) {
        return fixed ? Quantity() : Quantity(Unit{});
    }
    if (same(*unit, Unit{})) {
        return Unit{};
    }
    const Quantity result = fixed ? raised_to(*unit, *fixed) : std::nullopt;
    if (!result) {
        scope_.warn(base->place, "The base is in " + scope_.show(*unit) +
                                     ", so that this power has no unit: divide the base by a quantity of its unit, or "
                                     "write a whole number as exponent.");
    }
    return result;
}

Quantity UnitExpressions::root(const ExprPtr& e) {
    const Quantity unit = of(e);
    const Quantity result = unit ? raised_to(*unit, 0.5) : std::nullopt;
    if (unit && !result) {
        scope_.warn(e->place, "The argument of sqrt is in " + scope_.show(*unit) +
                                  ", which is no square of a unit: correct the expression or the units of its "
                                  "variables.");
    }
    return result;
}

void UnitExpressions::argument(const ExprPtr& e, std::size_t which, const Quantity& wanted) {
    agree(e->parts[which]->place, "Argument " + std::to_string(which + 1) + " of " + e->text, wanted, "the value given",
          of(e->parts[which]));
}

// The unit that all arguments from `first` on have.
Quantity UnitExpressions::common(const ExprPtr& e, std::size_t first) {
    Quantity result = first < e->parts.size() ? of(e->parts[first]) : Unit{};
    for (std::size_t k = first + 1; k < e->parts.size(); ++k) {
        result = agree(e->parts[k]->place, "Argument " + std::to_string(first + 1) + " of " + e->text, result,
                       "argument " + std::to_string(k + 1), of(e->parts[k]));
    }
    return result;
}

Quantity UnitExpressions::routine(const Routine& routine, const ExprPtr& e) {
    for (std::size_t k = 0; k < e->parts.size() && k < routine.argument_units.size(); ++k) {
        argument(e, k, scope_.read(routine.argument_units[k], routine.place));
    }
    return routine.gives_value() ? scope_.read(routine.units, routine.place) : Quantity();
}

Quantity UnitExpressions::call(const ExprPtr& e) {
    if (const Routine* found = m_.mod.routine(e->text)) {
        return routine(*found, e);
    }
    if (e->text == "nrn_ghk") {
        for (std::size_t k = 0; k < e->parts.size(); ++k) {
            argument(e, k, scope_.read(k == 0 ? "mV" : k < 3 ? "mM" : "", e->place));
        }
        return scope_.read("milli-coul/cm3", e->place);
    }
    switch (rule_of(e->text)) {
        case Rule::Plain:
            for (const ExprPtr& part : e->parts) {
                without_unit(part, "The argument of " + e->text);
            }
            return Unit{};
        case Rule::Keeps:
        case Rule::Common:
            return common(e, 0);
        case Rule::CommonPlain:
            common(e, 0);
            return Unit{};
        case Rule::Root:
            return root(e->parts[0]);
        case Rule::Power:
            return raised(e->parts[0], e->parts[1]);
        case Rule::Times:
            argument(e, 0, scope_.read("ms", e->place));
            return Unit{};
        case Rule::Random:
            return common(e, 1);
        case Rule::Any:
            for (const ExprPtr& part : e->parts) {
                of(part);
            }
            break;
    }
    return {};
}

}  // namespace nrn::nmodl
