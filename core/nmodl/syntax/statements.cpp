// Statements, and what the names of locals mean.
#include <array>

#include "nmodl/syntax/parser.hpp"

namespace nrn::nmodl {

void Parser::open_routine() {
    scopes_.assign(1, {});
    used_locals_.clear();
}

std::string Parser::declare_local(const std::string& name, Expr::Kind kind, int number) {
    const int uses = used_locals_[name]++;
    const std::string unique = uses == 0 ? name : name + "_" + std::to_string(uses + 1) + "nd";
    scopes_.back()[name] = {kind, unique, number};
    return unique;
}

const Parser::Meaning* Parser::lookup(const std::string& name) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
        const auto found = scope->find(name);
        if (found != scope->end()) {
            return &found->second;
        }
    }
    return nullptr;
}

Statements Parser::statements() {
    const Nesting nesting(*this);
    const Token open = expect("{", "at the start of the statements");
    scopes_.emplace_back();
    Statements result;
    while (!at("}")) {
        if (peek().kind == Token::Kind::End) {
            fail(open, "This brace is never closed: add } at the end of its statements.");
        }
        const int line = peek().line;
        const std::size_t depth = scopes_.size();
        try {
            statement(result);
        } catch (const Fault&) {
            scopes_.resize(depth);
            skip_line(line);
        }
    }
    take();
    scopes_.pop_back();
    return result;
}

Stmt Parser::verbatim(const Token& token) const {
    constexpr std::size_t kOpening = 8;   // VERBATIM
    constexpr std::size_t kClosing = 11;  // ENDVERBATIM
    Stmt result;
    result.kind = Stmt::Kind::Verbatim;
    result.place = token.place;
    result.which = sources_.line_of(token.place);
    result.method = sources_.file(token.place.file).name;
    result.name = token.text.substr(kOpening, token.text.size() - kOpening - kClosing);
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
        for (const auto& [name, meaning] : *scope) {
            result.verbatim_names.push_back({name, meaning.unique, meaning.kind, meaning.number});
        }
    }
    return result;
}

void Parser::unsupported(const Token& token, const std::string& what) {
    sources_.error(token.place, what + " is not supported yet: write the model without it for now.");
}

void Parser::statement(Statements& into) {
    const Token& token = peek();
    if (token.kind == Token::Kind::Verbatim) {
        into.push_back(verbatim(take()));
    } else if (token.is("{")) {
        into.push_back(block(statements()));
    } else if (token.is("~")) {
        into.push_back(tilde());
    } else if (token.kind == Token::Kind::Name) {
        keyword_or_assignment(into);
    } else {
        fail(take(), "\"" + token.text + "\" begins no statement: expected a name, if, while, FROM, LOCAL or SOLVE.");
    }
}

void Parser::keyword_or_assignment(Statements& into) {
    static constexpr std::array<std::string_view, 6> kForeign = {"RESET", "MATCH", "FORALL", "SENS", "PUT", "GET"};
    const Token& token = peek();
    for (const std::string_view word : kForeign) {
        if (token.is(word) && !peek(1).is("=") && !peek(1).is("(")) {
            fail(token, token.text + " is of SCoP and not of NEURON: write plain statements in its place.");
        }
    }
    if (token.is("LAG")) {
        into.push_back(lag());
    } else if (token.is("if") || token.is("IF")) {
        into.push_back(if_statement());
    } else if (token.is("while") || token.is("WHILE")) {
        into.push_back(while_statement());
    } else if (token.is("FROM")) {
        into.push_back(from_loop());
    } else if (token.is("LOCAL")) {
        into.push_back(local_statement());
    } else if (token.is("SOLVE")) {
        into.push_back(solve());
    } else if (token.is("CONSERVE")) {
        only_in_kinetic(token);
        into.push_back(conserve());
    } else if (token.is("COMPARTMENT")) {
        only_in_kinetic(token);
        into.push_back(compartment(Stmt::Kind::Compartment));
    } else if (token.is("LONGITUDINAL_DIFFUSION")) {
        only_in_kinetic(token);
        into.push_back(compartment(Stmt::Kind::Diffusion));
    } else if (token.is("FOR_NETCONS")) {
        into.push_back(for_netcons());
    } else if (token.is("WATCH")) {
        into.push_back(watch());
    } else if (token.is("TABLE")) {
        if (table_ == nullptr) {
            fail(token, "TABLE belongs into a FUNCTION or PROCEDURE: move it there.");
        }
        table_->emplace();
        table(**table_);
    } else if (token.is("INITIAL") && receive_ != nullptr) {
        take();
        receive_->initial = statements();
    } else if (token.is("CONDUCTANCE")) {
        into.push_back(conductance());
    } else if (token.is("MUTEXLOCK") || token.is("MUTEXUNLOCK") || token.is("PROTECT")) {
        take();
    } else {
        into.push_back(assignment());
    }
}

void Parser::only_in_kinetic(const Token& token) {
    if (solved_ != Routine::Kind::Kinetic) {
        fail(token, token.text + " belongs into a KINETIC block: move it there.");
    }
}

Stmt Parser::if_statement() {
    const Nesting nesting(*this);
    Stmt result;
    result.kind = Stmt::Kind::If;
    result.place = take().place;
    expect("(", "after if");
    result.value = expression();
    expect(")", "after the condition");
    result.body = statements();
    if (accept("else") || accept("ELSE")) {
        if (at("if") || at("IF")) {
            result.otherwise.push_back(if_statement());
        } else {
            result.otherwise = statements();
        }
    }
    return result;
}

Stmt Parser::while_statement() {
    Stmt result;
    result.kind = Stmt::Kind::While;
    result.place = take().place;
    expect("(", "after while");
    result.value = expression();
    expect(")", "after the condition");
    result.body = statements();
    return result;
}

Stmt Parser::from_loop() {
    Stmt result;
    result.kind = Stmt::Kind::From;
    result.place = take().place;
    const std::string name = expect_name("the loop's variable").text;
    expect("=", "after the loop's variable");
    result.from = expression();
    expect("TO", "in a FROM loop");
    result.to = expression();
    if (accept("BY")) {
        if (at("-")) {
            fail(peek(), "The step of a FROM loop is above 0: count down with while.");
        }
        result.by = expression();
    }
    scopes_.emplace_back();
    result.name = declare_local(name, Expr::Kind::Loop);
    result.body = statements();
    scopes_.pop_back();
    return result;
}

// LAG x BY delay: lag_x_delay is what x was so long before.
Stmt Parser::lag() {
    const Token keyword = take();
    const Token name = expect_name("the name of a variable");
    expect("BY", "after the name");
    const Token delay = expect_name("the name of a variable that is the delay");
    const std::string made = "lag_" + name.text + "_" + delay.text;
    Declaration d;
    d.name = made;
    d.place = keyword.place;
    mod_.assigned.push_back(d);
    const double which = mod_.lag_count++;
    return assign(variable(made, keyword.place),
                  call("nrn_lag", {number(which), named(name), named(delay)}, keyword.place));
}

Stmt Parser::local_statement() {
    Stmt result;
    result.kind = Stmt::Kind::Local;
    result.place = take().place;
    do {
        LocalVariable variable{declare_local(expect_name("the name of a local variable").text), 1, false};
        if (accept("[")) {
            variable.is_array = true;
            variable.count = integer("the length of the array");
            expect("]", "after the length");
        }
        units();
        result.locals.push_back(variable);
    } while (accept(","));
    return result;
}

Stmt Parser::solve() {
    Stmt result;
    result.kind = Stmt::Kind::Solve;
    result.place = take().place;
    const Token name = expect_name("the name of a block");
    result.name = name.text;
    result.place = name.place;
    if (accept("USING") || accept("METHOD")) {
        result.method = expect_name("the name of a method").text;
    } else if (accept("STEADYSTATE")) {
        result.steady = true;
        result.method = expect_name("the name of a method").text;
    }
    if (at("IFERROR")) {
        fail(peek(), "IFERROR is of SCoP and not of NEURON: remove it. An error of a solution ends the run.");
    }
    return result;
}

// CONDUCTANCE g USEION na: g is the derivative of the current of that ion, or of the one of no ion, by v.
Stmt Parser::conductance() {
    Stmt result;
    result.kind = Stmt::Kind::Conductance;
    result.place = take().place;
    result.target = named(expect_name("the name of a conductance"));
    if (accept("USEION")) {
        result.name = expect_name("the name of an ion").text;
    }
    return result;
}

Stmt Parser::watch() {
    Stmt result;
    result.kind = Stmt::Kind::Watch;
    result.place = take().place;
    do {
        WatchCondition condition;
        const Token open = expect("(", "after WATCH");
        const ExprPtr test = expression();
        expect(")", "after the condition");
        if (test->kind != Expr::Kind::Binary || (test->text != ">" && test->text != "<")) {
            fail(open, "A condition of WATCH compares with > or <: write WATCH (v > threshold) flag.");
        }
        condition.left = test->parts[0];
        condition.right = test->parts[1];
        condition.above = test->text == ">";
        condition.flag = expression();
        condition.number = mod_.watch_count++;
        mod_.watches.push_back(condition);
        result.watches.push_back(condition);
    } while (accept(","));
    return result;
}

Stmt Parser::assignment() {
    Stmt result;
    const Token name = peek();
    result.place = name.place;
    const ExprPtr target = name_expression();
    if (target->kind == Expr::Kind::Call) {
        result.kind = Stmt::Kind::Call;
        result.value = target;
        return result;
    }
    result.target = target;
    result.kind = Stmt::Kind::Assign;
    if (accept("'")) {
        result.kind = Stmt::Kind::Derivative;
        if (at("'")) {
            fail(peek(), "NEURON solves no second derivatives: make " + name.text + "' a state of its own, as in " +
                             name.text + "' = y and y' = f.");
        }
        if (target->parts.empty() && accept("[")) {  // x'[k] is x[k]'
            Expr element = *target;
            element.parts.push_back(expression());
            expect("]", "after the index");
            result.target = std::make_shared<const Expr>(std::move(element));
        }
    }
    if (!at("=")) {
        fail(peek(), "After \"" + name.text + "\" expected = or an argument list in parentheses.");
    }
    take();
    result.value = expression();
    if (target->kind == Expr::Kind::Loop || target->kind == Expr::Kind::Flag) {
        fail(name, "\"" + name.text + "\" cannot be assigned: use another variable.");
    }
    return result;
}

}  // namespace nrn::nmodl
