// Tokens, blocks, and the NEURON block.
#include "nmodl/syntax/parser.hpp"

#include <algorithm>
#include <array>

namespace nrn::nmodl {
namespace {

bool closes(const Token& token) {
    return token.is("}") || token.kind == Token::Kind::End;
}

// Of SCoP, from which NMODL comes: blocks that NEURON does not take either.
constexpr std::array<std::string_view, 8> kForeign = {"PARTIAL", "TERMINAL",   "SENS", "STEP",
                                                      "STEPPED", "CONSTRAINT", "PLOT", "EQUATION"};

// What begins a statement of the NEURON block.
constexpr std::array<std::string_view, 15> kOfNeuron = {
    "SUFFIX",     "POINT_PROCESS", "ARTIFICIAL_CELL", "USEION", "NONSPECIFIC_CURRENT", "ELECTRODE_CURRENT",
    "RANGE",      "GLOBAL",        "POINTER",         "RANDOM", "BBCOREPOINTER",       "EXTERNAL",
    "REPRESENTS", "SECTION",       "THREADSAFE"};

constexpr int kDeepestNesting = 400;

}  // namespace

Parser::Parser(Sources& sources, Tokens tokens) : sources_(sources), tokens_(std::move(tokens)) {
    mod_.title = tokens_.title;
}

Parser::Nesting::Nesting(Parser& parser) : parser_(parser) {
    if (parser.nesting_ >= kDeepestNesting) {
        parser.fail(parser.peek(), "Blocks or parentheses are nested more than 400 deep: divide them.");
    }
    ++parser.nesting_;
}

const Token& Parser::peek(std::size_t ahead) const {
    return tokens_.list[std::min(next_ + ahead, tokens_.list.size() - 1)];
}

Token Parser::take() {
    const Token token = peek();
    next_ = std::min(next_ + 1, tokens_.list.size() - 1);
    return token;
}

bool Parser::accept(std::string_view text) {
    if (!at(text)) {
        return false;
    }
    take();
    return true;
}

void Parser::fail(const Token& token, const std::string& message) {
    sources_.fail(token.place, message);
}

Token Parser::expect(std::string_view text, const char* where) {
    if (!at(text)) {
        const Token& found = peek();
        const std::string instead =
            found.kind == Token::Kind::End ? "the file ends" : "there is \"" + found.text + "\"";
        fail(found, "Expected \"" + std::string(text) + "\" " + where + ", but " + instead + ".");
    }
    return take();
}

Token Parser::expect_name(const char* what) {
    if (peek().kind != Token::Kind::Name) {
        fail(peek(), "Expected " + std::string(what) + " here: a letter or _, then letters, digits or _.");
    }
    return take();
}

std::string Parser::raw(std::int32_t from, std::int32_t to) const {
    const std::string& text = sources_.file(peek().place.file).text;
    return text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
}

std::string Parser::units() {
    if (!at("(")) {
        return {};
    }
    const Token open = take();
    int depth = 1;
    std::int32_t end = open.end;
    while (true) {
        if (peek().kind == Token::Kind::End || peek().line > open.line) {
            fail(open, "The units have no closing parenthesis: write them on one line, as in (mV).");
        }
        depth += at("(") ? 1 : at(")") ? -1 : 0;
        if (depth == 0) {
            end = peek().place.offset;
            const std::string text =
                sources_.file(open.place.file)
                    .text.substr(static_cast<std::size_t>(open.end), static_cast<std::size_t>(end - open.end));
            take();
            return text;
        }
        take();
    }
}

int Parser::integer(const char* what) {
    const Token token = peek();
    double value = -1;
    if (token.kind == Token::Kind::Number) {
        value = token.number;
    } else if (token.kind == Token::Kind::Name && defines_.count(token.text) != 0) {
        value = defines_[token.text];
    }
    if (value < 0 || value != static_cast<double>(static_cast<int>(std::min(value, 1e9)))) {
        fail(token, std::string("Expected ") + what + ": a whole number, or a name that DEFINE gives a number.");
    }
    take();
    return static_cast<int>(value);
}

double Parser::signed_number(const char* what) {
    const double sign = accept("-") ? -1 : 1;
    accept("+");
    const Token token = take();
    if (token.kind == Token::Kind::Name && defines_.count(token.text) != 0) {
        return sign * defines_[token.text];
    }
    if (token.kind != Token::Kind::Number) {
        fail(token, std::string("Expected ") + what + ": a number.");
    }
    return sign * token.number;
}

void Parser::skip_block() {
    while (!at("{") && peek().kind != Token::Kind::End) {
        take();
    }
    int depth = 0;
    while (peek().kind != Token::Kind::End) {
        depth += at("{") ? 1 : at("}") ? -1 : 0;
        take();
        if (depth == 0) {
            return;
        }
    }
}

void Parser::skip_line(int line) {
    int depth = 0;
    while (peek().kind != Token::Kind::End && (peek().line <= line || depth > 0)) {
        if (at("}") && depth == 0) {
            return;
        }
        depth += at("{") ? 1 : at("}") ? -1 : 0;
        take();
    }
}

ModFile Parser::file() {
    while (peek().kind != Token::Kind::End) {
        const std::size_t before = next_;
        try {
            top_level();
        } catch (const Fault&) {
            next_ = before;
            skip_block();
        }
        table_ = nullptr;
        receive_ = nullptr;
        solved_ = Routine::Kind::Procedure;
        nesting_ = 0;
        scopes_.clear();
    }
    return std::move(mod_);
}

void Parser::top_level() {
    const Token word = take();
    if (word.is("NEURON")) {
        neuron_block();
    } else if (word.is("DEFINE")) {
        define();
    } else if (word.is("LOCAL")) {
        file_locals();
    } else if (word.kind == Token::Kind::Verbatim) {
        mod_.verbatim.push_back(verbatim(word));
    } else if (!declaration_block(word) && !statement_block(word)) {
        if (std::find(kForeign.begin(), kForeign.end(), word.text) != kForeign.end()) {
            fail(word, "A block " + word.text + " is of SCoP and not of NEURON: remove it.");
        } else {
            fail(word, "\"" + word.text +
                           "\" begins no block of NMODL: expected NEURON, PARAMETER, STATE, BREAKPOINT or " +
                           "another block, or a closing brace is missing or too many before it.");
        }
    }
}

bool Parser::declaration_block(const Token& word) {
    if (word.is("PARAMETER")) {
        parameters(mod_.parameters, false);
    } else if (word.is("CONSTANT")) {
        parameters(mod_.constants, true);
    } else if (word.is("ASSIGNED")) {
        variables(mod_.assigned);
    } else if (word.is("STATE")) {
        variables(mod_.states);
    } else if (word.is("UNITS")) {
        unit_definitions();
    } else if (word.is("INDEPENDENT")) {
        skip_block();
    } else {
        return false;
    }
    return true;
}

bool Parser::statement_block(const Token& word) {
    if (word.is("INITIAL")) {
        more_of(mod_.initial);
    } else if (word.is("BREAKPOINT")) {
        more_of(mod_.breakpoint);
    } else if (word.is("CONSTRUCTOR")) {
        more_of(mod_.constructor);
    } else if (word.is("DESTRUCTOR")) {
        more_of(mod_.destructor);
    } else if (word.is("BEFORE") || word.is("AFTER")) {
        hook(word.text);
    } else if (word.is("FUNCTION")) {
        routine(Routine::Kind::Function);
    } else if (word.is("PROCEDURE")) {
        routine(Routine::Kind::Procedure);
    } else if (word.is("DERIVATIVE")) {
        routine(Routine::Kind::Derivative);
    } else if (word.is("KINETIC")) {
        routine(Routine::Kind::Kinetic);
    } else if (word.is("LINEAR")) {
        routine(Routine::Kind::Linear);
    } else if (word.is("NONLINEAR")) {
        routine(Routine::Kind::Nonlinear);
    } else if (word.is("DISCRETE")) {
        routine(Routine::Kind::Discrete);
    } else if (word.is("FUNCTION_TABLE")) {
        function_table();
    } else if (word.is("NET_RECEIVE")) {
        net_receive();
    } else {
        return false;
    }
    return true;
}

void Parser::hook(const std::string& when) {
    const Token what = expect_name("STEP, BREAKPOINT, SOLVE or INITIAL");
    const std::string name = when + " " + what.text;
    static constexpr std::array<std::string_view, 5> kKnown = {"BEFORE STEP", "BEFORE BREAKPOINT", "AFTER SOLVE",
                                                               "BEFORE INITIAL", "AFTER INITIAL"};
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) {
        fail(what, "There is no block " + name +
                       ": write BEFORE INITIAL, BEFORE BREAKPOINT, BEFORE STEP, AFTER INITIAL or "
                       "AFTER SOLVE.");
    }
    std::optional<Block> hook;
    if (const auto before = mod_.hooks.find(name); before != mod_.hooks.end()) {
        hook = before->second;
    }
    more_of(hook);
    mod_.hooks[name] = std::move(*hook);
}

Block Parser::plain_block() {
    open_routine();
    Block result;
    result.place = peek().place;
    result.body = statements();
    return result;
}

void Parser::define() {
    const Token name = expect_name("the name of the number");
    defines_[name.text] = signed_number("the number of DEFINE");
}

// A second block of a kind runs behind the first.
void Parser::more_of(std::optional<Block>& into) {
    Block read = plain_block();
    if (!into) {
        into = std::move(read);
        return;
    }
    Statements both{block(std::move(into->body)), block(std::move(read.body))};
    into->body = std::move(both);
}

void Parser::file_locals() {
    do {
        const Token name = expect_name("the name of a variable");
        LocalVariable variable{name.text, 1, false, name.place};
        if (accept("[")) {
            variable.is_array = true;
            variable.count = integer("the length of the array");
            expect("]", "after the length");
        }
        mod_.file_locals.push_back(variable);
    } while (accept(","));
}

void Parser::arguments(std::vector<std::string>& into, std::vector<std::string>& their_units, const char* owner) {
    expect("(", owner);
    while (!at(")")) {
        const Token name = expect_name("the name of an argument");
        their_units.push_back(units());
        into.push_back(name.text);
        if (!accept(",")) {
            break;
        }
    }
    expect(")", "after the arguments");
}

void Parser::routine(Routine::Kind kind) {
    open_routine();
    Routine result;
    result.kind = kind;
    const Token name = expect_name("the name of the block");
    result.name = name.text;
    result.place = name.place;
    if (result.callable()) {
        arguments(result.arguments, result.argument_units, "after the name of the block");
        result.units = units();
        for (std::string& argument : result.arguments) {
            argument = declare_local(argument);
        }
    }
    if (kind == Routine::Kind::Function) {
        declare_local(result.name);
    }
    if (kind == Routine::Kind::Derivative && accept("METHOD")) {
        expect_name("the name of a method");
    }
    if (kind == Routine::Kind::Kinetic) {
        declare_local("f_flux");
        declare_local("b_flux");
    }
    if (!result.callable() && accept("SOLVEFOR")) {
        result.unknowns = names();
    }
    table_ = &result.table;
    solved_ = kind;
    previous_.clear();
    result.body = statements();
    result.body.insert(result.body.begin(), previous_.begin(), previous_.end());
    add_routine(std::move(result));
}

void Parser::add_routine(Routine routine) {
    if (mod_.routine(routine.name) != nullptr) {
        sources_.fail(routine.place,
                      "There is a block named " + routine.name + " already: give this one another name.");
    }
    mod_.routines.push_back(std::move(routine));
}

void Parser::net_receive() {
    open_routine();
    NetReceive result;
    result.place = tokens_.list[next_ - 1].place;
    arguments(result.arguments, result.argument_units, "after NET_RECEIVE");
    for (std::size_t k = 0; k < result.arguments.size(); ++k) {
        declare_local(result.arguments[k], Expr::Kind::Weight, static_cast<int>(k));
    }
    declare_local("flag", Expr::Kind::Flag);
    units();
    receive_ = &result;
    result.body = statements();
    mod_.net_receive = std::move(result);
}

std::vector<Named> Parser::names() {
    std::vector<Named> result;
    do {
        const Token name = expect_name("a name");
        result.push_back({name.text, name.place});
    } while (accept(",") && peek().kind == Token::Kind::Name);
    return result;
}

void Parser::neuron_block() {
    expect("{", "after NEURON");
    while (!closes(peek())) {
        const int line = peek().line;
        try {
            neuron_item();
        } catch (const Fault&) {
            skip_line(line);
        }
    }
    expect("}", "at the end of NEURON");
}

namespace {

bool begins_item(const Token& word) {
    return std::any_of(kOfNeuron.begin(), kOfNeuron.end(), [&](std::string_view each) { return word.is(each); });
}

}  // namespace

void Parser::neuron_item() {
    const auto append = [](std::vector<Named>& to, const std::vector<Named>& more) {
        to.insert(to.end(), more.begin(), more.end());
    };
    const Token word = take();
    if (word.is("SUFFIX") || word.is("POINT_PROCESS") || word.is("ARTIFICIAL_CELL")) {
        const Token name = expect_name("the name of the mechanism");
        mod_.name = name.text;
        mod_.name_place = name.place;
        mod_.kind = word.is("POINT_PROCESS")     ? ModFile::Kind::Point
                    : word.is("ARTIFICIAL_CELL") ? ModFile::Kind::Artificial
                    : name.text == "nothing"     ? ModFile::Kind::Functions
                                                 : ModFile::Kind::Density;
    } else if (word.is("USEION")) {
        use_ion();
    } else if (word.is("NONSPECIFIC_CURRENT")) {
        append(mod_.nonspecific, names());
    } else if (word.is("ELECTRODE_CURRENT")) {
        append(mod_.electrode, names());
    } else if (word.is("RANGE") || word.is("SECTION")) {
        append(mod_.range, names());
    } else if (word.is("GLOBAL")) {
        append(mod_.global, names());
    } else if (word.is("POINTER")) {
        append(mod_.pointer, names());
    } else if (word.is("RANDOM")) {
        append(mod_.random, names());
    } else if (word.is("EXTERNAL")) {
        append(mod_.external, names());
    } else if (word.is("THREADSAFE")) {
        mod_.threadsafe = true;
        if (peek().kind == Token::Kind::Name && peek().line == word.line && !begins_item(peek())) {
            names();
        }
    } else if (word.is("BBCOREPOINTER")) {
        append(mod_.pointer, names());
    } else {
        fail(word, "\"" + word.text +
                       "\" is no statement of the NEURON block: expected SUFFIX, POINT_PROCESS, USEION, RANGE, "
                       "GLOBAL or another of its words.");
    }
}

void Parser::use_ion() {
    UseIon ion;
    const Token name = expect_name("the name of an ion");
    ion.name = name.text;
    ion.place = name.place;
    const auto read_names = [&](std::vector<std::string>& into) {
        for (const Named& named : names()) {
            into.push_back(named.name);
        }
    };
    while (true) {
        if (accept("READ")) {
            read_names(ion.reads);
        } else if (accept("WRITE")) {
            read_names(ion.writes);
        } else if (accept("VALENCE") || accept("CHARGE")) {
            ion.valence = signed_number("the valence of the ion");
        } else {
            break;
        }
    }
    mod_.ions.push_back(std::move(ion));
}

}  // namespace nrn::nmodl
