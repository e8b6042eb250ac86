#include "nmodl/lower/algebra.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"

namespace nrn::nmodl {
namespace {

bool is_number(const ExprPtr& e) {
    return e->kind == Expr::Kind::Number;
}
bool is_minus(const ExprPtr& e) {
    return e->is(Expr::Kind::Unary, "-");
}
bool is_binary(const ExprPtr& e, const char* op) {
    return e->is(Expr::Kind::Binary, op);
}

ExprPtr with_parts(const ExprPtr& e, std::vector<ExprPtr> parts) {
    Expr copy = *e;
    copy.parts = std::move(parts);
    return std::make_shared<const Expr>(std::move(copy));
}

ExprPtr minus(const ExprPtr& a) {
    if (is_number(a)) {
        return number(-a->number, a->place);
    }
    return is_minus(a) ? a->parts[0] : unary("-", a);
}

std::optional<double> fold(const std::string& op, double a, double b) {
    if (op == "+") {
        return a + b;
    }
    if (op == "-") {
        return a - b;
    }
    if (op == "*") {
        return a * b;
    }
    if (op == "/" && b != 0) {
        return a / b;
    }
    if (op == "^") {
        return std::pow(a, b);
    }
    return std::nullopt;
}

ExprPtr plus(const ExprPtr& a, const ExprPtr& b) {
    if (a->is_number(0)) {
        return b;
    }
    if (b->is_number(0)) {
        return a;
    }
    return is_minus(b) ? binary("-", a, b->parts[0]) : binary("+", a, b);
}

ExprPtr difference(const ExprPtr& a, const ExprPtr& b) {
    if (b->is_number(0)) {
        return a;
    }
    if (a->is_number(0)) {
        return minus(b);
    }
    if (same(a, b)) {
        return number(0);
    }
    return is_minus(b) ? binary("+", a, b->parts[0]) : binary("-", a, b);
}

ExprPtr times(const ExprPtr& a, const ExprPtr& b) {
    if (a->is_number(0) || b->is_number(0)) {
        return number(0);
    }
    if (a->is_number(1)) {
        return b;
    }
    if (b->is_number(1)) {
        return a;
    }
    if (a->is_number(-1)) {
        return minus(b);
    }
    if (b->is_number(-1)) {
        return minus(a);
    }
    if (is_minus(a)) {
        return minus(times(a->parts[0], b));
    }
    if (is_minus(b)) {
        return minus(times(a, b->parts[0]));
    }
    return binary("*", a, b);
}

ExprPtr over(const ExprPtr& a, const ExprPtr& b) {
    if (a->is_number(0)) {
        return number(0);
    }
    if (b->is_number(1)) {
        return a;
    }
    if (is_minus(a)) {
        return minus(over(a->parts[0], b));
    }
    return binary("/", a, b);
}

ExprPtr combine(const std::string& op, const ExprPtr& a, const ExprPtr& b) {
    if (is_number(a) && is_number(b)) {
        if (const std::optional<double> value = fold(op, a->number, b->number)) {
            return number(*value, a->place);
        }
    }
    if (op == "+") {
        return plus(a, b);
    }
    if (op == "-") {
        return difference(a, b);
    }
    if (op == "*") {
        return times(a, b);
    }
    if (op == "/") {
        return over(a, b);
    }
    if (op == "^" && b->is_number(1)) {
        return a;
    }
    if (op == "^" && b->is_number(0)) {
        return number(1);
    }
    return binary(op.c_str(), a, b);
}

// ---- derivatives

ExprPtr power_rule(const ExprPtr& a, const ExprPtr& b, const ExprPtr& da, const ExprPtr& db) {
    if (db->is_number(0)) {
        return combine("*", combine("*", b, combine("^", a, combine("-", b, number(1)))), da);
    }
    // a^b (b' log a + b a' / a)
    const ExprPtr log_part = combine("*", db, call("log", {a}));
    return combine("*", binary("^", a, b), combine("+", log_part, combine("/", combine("*", b, da), a)));
}

// f'(a) of a function of one argument; null when it is not in the list.
ExprPtr outer_derivative(const std::string& f, const ExprPtr& whole, const ExprPtr& a) {
    const ExprPtr one = number(1);
    if (f == "exp") {
        return whole;
    }
    if (f == "log") {
        return binary("/", one, a);
    }
    if (f == "log10") {
        return binary("/", number(0.43429448190325182765), a);
    }
    if (f == "sqrt") {
        return binary("/", number(0.5), whole);
    }
    if (f == "sin") {
        return call("cos", {a});
    }
    if (f == "cos") {
        return minus(call("sin", {a}));
    }
    if (f == "tan") {
        return binary("+", one, binary("^", whole, number(2)));
    }
    if (f == "tanh") {
        return binary("-", one, binary("^", whole, number(2)));
    }
    if (f == "sinh") {
        return call("cosh", {a});
    }
    if (f == "cosh") {
        return call("sinh", {a});
    }
    if (f == "atan") {
        return binary("/", one, binary("+", one, binary("^", a, number(2))));
    }
    return nullptr;
}

ExprPtr derive(const ExprPtr& e, const DerivativeOfName& of_name);

ExprPtr derive_call(const ExprPtr& e, const DerivativeOfName& of_name) {
    std::vector<ExprPtr> inner;
    bool constant = true;
    for (const ExprPtr& part : e->parts) {
        inner.push_back(part->kind == Expr::Kind::String ? number(0) : derive(part, of_name));
        if (!inner.back()) {
            return nullptr;
        }
        constant = constant && inner.back()->is_number(0);
    }
    if (constant) {
        return number(0);
    }
    if (e->text == "pow" && e->parts.size() == 2) {
        return power_rule(e->parts[0], e->parts[1], inner[0], inner[1]);
    }
    if (e->parts.size() != 1) {
        return nullptr;
    }
    const ExprPtr outer = outer_derivative(e->text, e, e->parts[0]);
    return outer ? combine("*", outer, inner[0]) : nullptr;
}

ExprPtr derive_binary(const ExprPtr& e, const DerivativeOfName& of_name) {
    const ExprPtr& a = e->parts[0];
    const ExprPtr& b = e->parts[1];
    const ExprPtr da = derive(a, of_name);
    const ExprPtr db = derive(b, of_name);
    if (!da || !db) {
        return nullptr;
    }
    if (e->text == "+" || e->text == "-") {
        return combine(e->text, da, db);
    }
    if (da->is_number(0) && db->is_number(0)) {
        return number(0);
    }
    if (e->text == "*") {
        return combine("+", combine("*", da, b), combine("*", a, db));
    }
    if (e->text == "/") {
        const ExprPtr first = combine("/", da, b);
        return db->is_number(0) ? first
                                : combine("-", first, combine("/", combine("*", a, db), binary("^", b, number(2))));
    }
    return e->text == "^" ? power_rule(a, b, da, db) : nullptr;
}

ExprPtr derive(const ExprPtr& e, const DerivativeOfName& of_name) {
    switch (e->kind) {
        case Expr::Kind::Variable:
        case Expr::Kind::Local:
        case Expr::Kind::Weight: {
            for (const ExprPtr& index : e->parts) {
                const ExprPtr of_index = derive(index, of_name);
                if (!of_index || !of_index->is_number(0)) {
                    return nullptr;
                }
            }
            const ExprPtr known = of_name(e);
            return known ? known : number(0);
        }
        case Expr::Kind::Call:
            return derive_call(e, of_name);
        case Expr::Kind::Unary: {
            const ExprPtr inner = derive(e->parts[0], of_name);
            if (!inner || inner->is_number(0)) {
                return inner;
            }
            return e->text == "-" ? minus(inner) : nullptr;
        }
        case Expr::Kind::Binary:
            return derive_binary(e, of_name);
        default:
            return number(0);
    }
}

// ---- products

struct Product {
    double coefficient = 1;
    std::vector<ExprPtr> above, below;
};

void collect(const ExprPtr& e, bool inverse, Product& into) {
    if (is_minus(e)) {
        into.coefficient = -into.coefficient;
        collect(e->parts[0], inverse, into);
    } else if (is_binary(e, "*") || is_binary(e, "/")) {
        collect(e->parts[0], inverse, into);
        collect(e->parts[1], is_binary(e, "/") ? !inverse : inverse, into);
    } else if (is_number(e) && e->number != 0) {
        into.coefficient = inverse ? into.coefficient / e->number : into.coefficient * e->number;
    } else {
        (inverse ? into.below : into.above).push_back(e);
    }
}

ExprPtr multiplied(const std::vector<ExprPtr>& factors) {
    ExprPtr result = number(1);
    for (const ExprPtr& factor : factors) {
        result = times(result, factor);
    }
    return result;
}

int level_of(const ExprPtr& e) {
    if (e->kind == Expr::Kind::Binary) {
        if (e->text == "+" || e->text == "-") {
            return 1;
        }
        return e->text == "*" || e->text == "/" || e->text == "%" ? 2 : e->text == "^" ? 4 : 0;
    }
    return e->kind == Expr::Kind::Unary || (is_number(e) && e->number < 0) ? 3 : 5;
}

// Whether a and b are quotients by one divisor, and b of a number: then a / b needs no division.
bool shares_divisor(const ExprPtr& a, const ExprPtr& b) {
    if (is_binary(a, "+") || is_binary(a, "-")) {
        return shares_divisor(a->parts[0], b) || shares_divisor(a->parts[1], b);
    }
    Product above;
    Product below;
    collect(a, false, above);
    collect(b, false, below);
    return below.above.empty() && std::any_of(above.below.begin(), above.below.end(), [&](const ExprPtr& divisor) {
               return std::any_of(below.below.begin(), below.below.end(),
                                  [&](const ExprPtr& other) { return same(divisor, other); });
           });
}

}  // namespace

ExprPtr simplify(const ExprPtr& e) {
    if (e->parts.empty()) {
        return e;
    }
    std::vector<ExprPtr> parts;
    for (const ExprPtr& part : e->parts) {
        parts.push_back(simplify(part));
    }
    if (e->kind == Expr::Kind::Unary && e->text == "-") {
        return minus(parts[0]);
    }
    if (e->kind == Expr::Kind::Binary) {
        return combine(e->text, parts[0], parts[1]);
    }
    return with_parts(e, std::move(parts));
}

ExprPtr differentiate(const ExprPtr& e, const DerivativeOfName& of_name) {
    const ExprPtr result = derive(e, of_name);
    return result ? simplify(result) : nullptr;
}

ExprPtr differentiate(const ExprPtr& e, const ExprPtr& by) {
    return differentiate(e, [&](const ExprPtr& name) { return same(name, by) ? number(1) : nullptr; });
}

bool contains(const ExprPtr& e, const ExprPtr& part) {
    if (same(e, part)) {
        return true;
    }
    for (const ExprPtr& inner : e->parts) {
        if (contains(inner, part)) {
            return true;
        }
    }
    return false;
}

ExprPtr substitute(const ExprPtr& e, const ExprPtr& part, const ExprPtr& with) {
    if (same(e, part)) {
        return with;
    }
    if (e->parts.empty()) {
        return e;
    }
    std::vector<ExprPtr> parts;
    for (const ExprPtr& inner : e->parts) {
        parts.push_back(substitute(inner, part, with));
    }
    return with_parts(e, std::move(parts));
}

std::optional<LinearForm> linear_form(const ExprPtr& e, const ExprPtr& x) {
    const ExprPtr slope = differentiate(e, x);
    if (!slope || contains(slope, x)) {
        return std::nullopt;
    }
    return LinearForm{simplify(substitute(e, x, number(0))), slope};
}

ExprPtr quotient(const ExprPtr& a, const ExprPtr& b) {
    if ((is_binary(a, "+") || is_binary(a, "-")) &&
        (shares_divisor(a->parts[0], b) || shares_divisor(a->parts[1], b))) {
        return combine(a->text, quotient(a->parts[0], b), quotient(a->parts[1], b));
    }
    Product product;
    collect(a, false, product);
    collect(b, true, product);
    std::vector<ExprPtr> above;
    for (const ExprPtr& factor : product.above) {
        bool cancelled = false;
        for (std::size_t k = 0; k < product.below.size() && !cancelled; ++k) {
            if (same(product.below[k], factor)) {
                product.below.erase(product.below.begin() + static_cast<std::ptrdiff_t>(k));
                cancelled = true;
            }
        }
        if (!cancelled) {
            above.push_back(factor);
        }
    }
    return over(times(number(product.coefficient), multiplied(above)), multiplied(product.below));
}

std::string text_of(const ExprPtr& e) {
    const auto inner = [&](const ExprPtr& part, int least) {
        const std::string text = text_of(part);
        return level_of(part) < least ? "(" + text + ")" : text;
    };
    switch (e->kind) {
        case Expr::Kind::Number:
            return format("%.15g", e->number);
        case Expr::Kind::Unary:
            return e->text + inner(e->parts[0], 4);
        case Expr::Kind::Binary: {
            const int level = level_of(e);
            const ExprPtr& right = e->parts[1];
            const bool plain = (e->text == "+" || e->text == "*") && right->text == e->text;
            return inner(e->parts[0], level) + " " + e->text + " " + inner(e->parts[1], plain ? level : level + 1);
        }
        case Expr::Kind::Call: {
            std::string list;
            for (const ExprPtr& part : e->parts) {
                list += (list.empty() ? "" : ", ") + text_of(part);
            }
            return e->text + "(" + list + ")";
        }
        default:
            return e->parts.empty() ? e->text : e->text + "[" + text_of(e->parts[0]) + "]";
    }
}

}  // namespace nrn::nmodl
