// What stands in KINETIC, LINEAR and NONLINEAR blocks besides plain statements.
#include "nmodl/syntax/parser.hpp"

namespace nrn::nmodl {

// A state with a whole number before it, as in 2 a; an index may follow the name.
Term Parser::term() {
    Term result;
    if (peek().kind == Token::Kind::Number) {
        result.coefficient = take().number;
        accept("*");
    }
    if (peek().kind != Token::Kind::Name) {
        fail(peek(), "Expected the name of a state, with a number before it or not, as in 2 a.");
    }
    result.state = named(take());  // rates in parentheses may follow: no call
    if (result.state->kind != Expr::Kind::Variable) {
        sources_.fail(result.state->place, "A reaction or conservation law is between variables of the mechanism.");
    }
    return result;
}

std::vector<Term> Parser::terms() {
    std::vector<Term> result;
    do {
        result.push_back(term());
    } while (accept("+"));
    return result;
}

// ~ …: a reaction in KINETIC, an equation in LINEAR and NONLINEAR.
Stmt Parser::tilde() {
    const Token mark = take();
    if (solved_ == Routine::Kind::Kinetic) {
        return reaction(mark);
    }
    if (solved_ != Routine::Kind::Linear && solved_ != Routine::Kind::Nonlinear) {
        fail(mark,
             "~ begins a reaction of a KINETIC block or an equation of a LINEAR or NONLINEAR block: move it there.");
    }
    Stmt result;
    result.kind = Stmt::Kind::Equation;
    result.place = mark.place;
    result.target = expression();
    expect("=", "between the two sides of an equation");
    result.value = expression();
    return result;
}

Stmt Parser::reaction(const Token& mark) {
    Stmt result;
    result.kind = Stmt::Kind::Reaction;
    result.place = mark.place;
    result.left = terms();
    const Token arrow = take();
    result.name = arrow.text;
    if (!arrow.is("<->") && !arrow.is("->") && !arrow.is("<<")) {
        fail(arrow,
             "Expected <->, -> or << in a reaction: ~ a <-> b (forward, backward), ~ a -> (rate), ~ a << (flux).");
    }
    if (arrow.is("<->")) {
        result.right = terms();
    } else if (arrow.is("<<") && (result.left.size() != 1 || result.left[0].coefficient != 1)) {
        fail(arrow, "A flux goes into one state: write ~ a << (flux).");
    }
    expect("(", "before the rates of the reaction");
    result.value = expression();
    if (arrow.is("<->")) {
        expect(",", "between the forward and the backward rate");
        result.by = expression();
    }
    expect(")", "after the rates of the reaction");
    return result;
}

Stmt Parser::conserve() {
    Stmt result;
    result.kind = Stmt::Kind::Conserve;
    result.place = take().place;
    result.left = terms();
    expect("=", "after the sum that is conserved");
    result.value = expression();
    return result;
}

// COMPARTMENT volume { a b }, or with the index of arrays: COMPARTMENT i, volume[i] { a b }.
Stmt Parser::compartment(Stmt::Kind kind) {
    Stmt result;
    result.kind = kind;
    result.place = take().place;
    scopes_.emplace_back();
    if (peek().kind == Token::Kind::Name && peek(1).is(",")) {
        result.name = declare_local(take().text, Expr::Kind::Loop);
        take();
    }
    result.value = expression();
    scopes_.pop_back();
    expect("{", "before the states");
    while (!at("}")) {
        const Token name = expect_name("the name of a state");
        result.left.push_back({1, variable(name.text, name.place)});
        accept(",");
    }
    take();
    return result;
}

// FOR_NETCONS(w, a) { … }: for each connection that ends at this instance, with its weights under these names.
Stmt Parser::for_netcons() {
    Stmt result;
    result.kind = Stmt::Kind::ForNetcons;
    result.place = take().place;
    arguments(result.names, result.units, "after FOR_NETCONS");
    scopes_.emplace_back();
    for (std::size_t k = 0; k < result.names.size(); ++k) {
        declare_local(result.names[k], Expr::Kind::NetconWeight, static_cast<int>(k));
    }
    result.body = statements();
    scopes_.pop_back();
    return result;
}

// FUNCTION_TABLE f(x, y) (units): a function whose values come from the user, as a table.
void Parser::function_table() {
    open_routine();
    Routine result;
    result.kind = Routine::Kind::FunctionTable;
    const Token name = expect_name("the name of the table");
    result.name = name.text;
    result.place = name.place;
    arguments(result.arguments, result.argument_units, "after the name of the table");
    result.units = units();
    if (result.arguments.empty()) {
        fail(name, "A FUNCTION_TABLE has one argument or more: write " + name.text + "(x).");
    }
    add_routine(std::move(result));
}

}  // namespace nrn::nmodl
