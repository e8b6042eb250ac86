// Expressions, by precedence.
#include <algorithm>
#include <array>

#include "nmodl/syntax/parser.hpp"

namespace nrn::nmodl {
namespace {

struct Operator {
    const char* text;
    int level;
};
constexpr int kDeepestExpression = 2000;
constexpr int kPrefixLevel = 6;  // a minus binds weaker than ^ and stronger than *
constexpr int kPowerLevel = 7;
constexpr std::array kOperators = {
    Operator{"||", 1}, Operator{"&&", 2}, Operator{"<", 3},  Operator{">", 3},           Operator{"<=", 3},
    Operator{">=", 3}, Operator{"==", 3}, Operator{"!=", 3}, Operator{"+", 4},           Operator{"-", 4},
    Operator{"*", 5},  Operator{"/", 5},  Operator{"%", 5},  Operator{"^", kPowerLevel},
};

const Operator* operator_of(const Token& token) {
    if (token.kind == Token::Kind::Mark) {
        for (const Operator& known : kOperators) {
            if (token.text == known.text) {
                return &known;
            }
        }
    }
    return nullptr;
}

}  // namespace

ExprPtr Parser::expression(int least) {
    const Nesting nesting(*this);
    ExprPtr left = prefix();
    while (const Operator* found = operator_of(peek())) {
        if (found->level < least) {
            break;
        }
        take();
        const bool power = found->level == kPowerLevel;
        ExprPtr right = power ? expression(kPowerLevel) : expression(found->level + 1);
        left = binary(found->text, std::move(left), std::move(right));
        if (left->depth > kDeepestExpression) {
            fail(peek(), "The expression is too long: divide it, with a LOCAL for each part.");
        }
    }
    return left;
}

ExprPtr Parser::prefix() {
    if (at("-")) {
        take();
        return unary("-", expression(kPrefixLevel));
    }
    if (accept("+")) {
        return expression(kPrefixLevel);
    }
    if (at("!")) {
        take();
        return unary("!", expression(kPrefixLevel));
    }
    return primary();
}

ExprPtr Parser::primary() {
    const Token& token = peek();
    if (token.kind == Token::Kind::Number) {
        const Token value = take();
        if (at("(")) {
            mod_.number_units[value.place] = units();
        }
        return number(value.number, value.place);
    }
    if (token.kind == Token::Kind::Name) {
        return name_expression();
    }
    if (token.is("(")) {
        take();
        ExprPtr inner = expression();
        // A parenthesized number may carry units: (1e-3 (um2/mm2)); those were read with the number.
        expect(")", "after the expression");
        Expr bracketed = *inner;
        bracketed.bracketed = true;
        return std::make_shared<const Expr>(std::move(bracketed));
    }
    fail(token, token.kind == Token::Kind::End
                    ? "The file ends inside an expression."
                    : "\"" + token.text + "\" begins no value: expected a number, a name or (.");
}

ExprPtr Parser::name_expression() {
    const Token name = take();
    if (at("(")) {
        return call(name.text, call_arguments(), name.place);
    }
    return named(name);
}

// A variable, local or number of DEFINE; an index may follow.
ExprPtr Parser::named(const Token& name) {
    const Meaning* meaning = lookup(name.text);
    const auto defined = defines_.find(name.text);
    if (meaning == nullptr && defined != defines_.end()) {
        return number(defined->second, name.place);
    }
    Expr result;
    result.kind = meaning == nullptr ? Expr::Kind::Variable : meaning->kind;
    result.text = meaning == nullptr ? name.text : meaning->unique;
    result.number = meaning == nullptr ? 0 : meaning->number;
    result.place = name.place;
    if (accept("[")) {
        result.parts.push_back(expression());
        expect("]", "after the index");
    }
    const ExprPtr made = std::make_shared<const Expr>(std::move(result));
    return at("@") ? previous(take(), made) : made;
}

// x@1 in a DISCRETE block: x as it was at the start of the block.
ExprPtr Parser::previous(const Token& mark, const ExprPtr& of) {
    if (solved_ != Routine::Kind::Discrete || integer("how many steps before") != 1 || !of->parts.empty() ||
        of->kind != Expr::Kind::Variable) {
        fail(mark,
             "@ is for a variable of a DISCRETE block one step before, as in x@1: keep values from longer ago in "
             "states of their own.");
    }
    const ExprPtr kept = local("previous_" + of->text, of->place);
    const bool known = std::any_of(previous_.begin(), previous_.end(),
                                   [&](const Stmt& s) { return s.kind == Stmt::Kind::Assign && same(s.target, kept); });
    if (!known) {
        previous_.push_back(declare(kept->text));
        previous_.push_back(assign(kept, of));
    }
    return kept;
}

std::vector<ExprPtr> Parser::call_arguments() {
    expect("(", "before the arguments");
    std::vector<ExprPtr> result;
    while (!at(")")) {
        if (peek().kind == Token::Kind::String) {
            const Token text = take();
            Expr string;
            string.kind = Expr::Kind::String;
            string.text = text.text;
            string.place = text.place;
            result.push_back(std::make_shared<const Expr>(std::move(string)));
        } else {
            result.push_back(expression());
        }
        if (!accept(",")) {
            break;
        }
    }
    expect(")", "after the arguments");
    return result;
}

}  // namespace nrn::nmodl
