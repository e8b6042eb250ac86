// Declarations: variables, routines, templates.
#include "base/text.hpp"
#include "hoc/syntax/parser.hpp"

namespace nrn::hoc {

namespace {

constexpr std::uint32_t kMostLocals = 8192;  // of a routine

}  // namespace

std::string Parser::parse_declared_name(const char* what) {
    if (lexer_.peek().kind == Tok::Keyword) {
        syntax_error(std::string(lexer_.peek().text) + " is a word of hoc and cannot be the name of " + what);
    }
    return take_name();
}

unsigned Parser::parse_dimensions() {
    return parse_indices();
}

// objref a, b[2]   objectvar is the same word.
void Parser::parse_objref() {
    lexer_.advance();
    do {
        const std::size_t place = offset();
        const std::string name = parse_declared_name("an objref");
        const unsigned count = parse_dimensions();
        const int depth = -static_cast<int>(count);
        Symbol* symbol = nullptr;
        MemberName* member = nullptr;
        if (find_local(name) != nullptr) {
            refuse(place, ErrorKind::Name, name + "  already declared");
        }
        resolve(name, symbol, member);
        const SymbolKind kind = kind_of(symbol, member);
        if (kind != SymbolKind::Undefined && kind != SymbolKind::ObjectRef && kind != SymbolKind::ObjectArray) {
            const bool builtin = symbol != nullptr && (symbol->builtin || kind == SymbolKind::Class);
            refuse(place, ErrorKind::Name,
                   builtin ? name + " : Redeclaring at top level" : name + "  already declared");
        }
        out_->at(place);
        if (member != nullptr) {
            member->kind = count != 0 ? SymbolKind::ObjectArray : SymbolKind::ObjectRef;
            out_->emit(Op::MEMBER_DECLARE_OBJECT, depth, static_cast<std::uint32_t>(member->slot), count);
        } else {
            if (count != 0 && kind != SymbolKind::ObjectArray) {
                names_.symbols().add_object_array(name, std::vector<std::size_t>(count, 1));
            } else if (count != 0) {
                out_->at(place);  // its dimensions change when this runs
            } else if (kind != SymbolKind::ObjectRef) {
                names_.symbols().add_object(name);
            }
            out_->symbol(Op::DECLARE_OBJECT, depth, *symbol, count);
        }
    } while (accept(','));
}

void Parser::parse_strdef() {
    lexer_.advance();
    do {
        const std::size_t place = offset();
        const std::string name = parse_declared_name("a strdef");
        Symbol* symbol = nullptr;
        MemberName* member = nullptr;
        resolve(name, symbol, member);
        const SymbolKind kind = kind_of(symbol, member);
        if (kind != SymbolKind::Undefined && kind != SymbolKind::Text) {
            refuse(place, ErrorKind::Name, name + "  already declared");
        }
        out_->at(place);
        if (member != nullptr) {
            member->kind = SymbolKind::Text;
            out_->emit(Op::MEMBER_DECLARE_TEXT, 0, static_cast<std::uint32_t>(member->slot));
        } else {
            names_.symbols().add_text(name);
            out_->symbol(Op::DECLARE_TEXT, 0, *symbol);
        }
    } while (accept(','));
}

void Parser::parse_double() {
    lexer_.advance();
    do {
        const std::size_t place = offset();
        const std::string name = parse_declared_name("an array");
        if (!lexer_.at_op('[')) {
            syntax_error("syntax error: double declares arrays: double " + name + "[size]");
        }
        const unsigned count = parse_dimensions();
        const int depth = -static_cast<int>(count);
        Symbol* symbol = nullptr;
        MemberName* member = nullptr;
        resolve(name, symbol, member);
        const SymbolKind kind = kind_of(symbol, member);
        if (kind != SymbolKind::Undefined && kind != SymbolKind::Number && kind != SymbolKind::Array) {
            refuse(place, ErrorKind::Name, name + "  already declared");
        }
        if (symbol != nullptr && symbol->builtin) {
            refuse(place, ErrorKind::Name, name + " is built in and cannot become an array");
        }
        out_->at(place);
        if (member != nullptr) {
            member->kind = SymbolKind::Array;
            out_->emit(Op::MEMBER_DECLARE_ARRAY, depth, static_cast<std::uint32_t>(member->slot), count);
        } else {
            if (kind != SymbolKind::Array) {
                names_.symbols().add_array(name, std::vector<std::size_t>(count, 1));
            }
            out_->symbol(Op::DECLARE_ARRAY, depth, *symbol, count);
        }
    } while (accept(','));
}

// local a, b   localobj c, d   at the very start of a routine's body.
void Parser::parse_locals() {
    parse_names_of(Word::Local);
    parse_names_of(Word::Localobj);
}

void Parser::parse_names_of(Word word) {
    if (!lexer_.at_word(word)) {
        return;
    }
    const bool is_object = word == Word::Localobj;
    lexer_.advance();
    do {
        const std::size_t place = offset();
        std::string name = parse_declared_name("a local variable");
        for (const LocalName& known : locals_) {
            if (known.name == name) {
                refuse(place, ErrorKind::Name, name + " already declared local");
            }
        }
        const std::uint32_t index = out_->new_local(is_object);
        if (index >= kMostLocals) {
            refuse(place, ErrorKind::Hoc, "too many local variables");
        }
        locals_.push_back({std::move(name), index, is_object});
    } while (accept(','));
}

void Parser::parse_routine(RoutineKind kind) {
    const std::size_t place = offset();
    if (!at_top_) {
        syntax_error();
    }
    lexer_.advance();
    const std::size_t name_place = offset();
    const std::string name = parse_declared_name("a routine");
    Symbol* symbol = nullptr;
    MemberName* member = nullptr;
    resolve(name, symbol, member);
    const SymbolKind known = kind_of(symbol, member);
    if (known != SymbolKind::Undefined && known != SymbolKind::Routine) {
        const bool builtin = symbol != nullptr && symbol->builtin;
        const bool number = known == SymbolKind::Number && !builtin;
        refuse(name_place, ErrorKind::Name,
               (number ? "" : "syntax error: ") + name + " already defined" + (builtin ? ": it is built in" : ""));
    }
    expect('(', "after the routine's name: arguments are $1, $s1, $o1");
    expect(')', "after the routine's name: arguments are $1, $s1, $o1");
    expect('{', "before the body of the routine (on the same line)");
    // A text may refuse half-way: the code of the statement around it is put back then as well.
    std::unique_ptr<Emitter> outer = std::exchange(out_, nullptr);
    begin_code(name);
    out_->at(place);
    in_routine_ = true;
    routine_kind_ = kind;
    routine_name_ = name;
    at_top_ = false;
    locals_.clear();
    marks_.clear();
    parse_locals();
    parse_block_body();
    if (lexer_.peek().kind == Tok::End) {
        refuse(place, ErrorKind::Hoc,
               format("syntax error: } is missing: %s %s is not closed", routine_word(kind), name.c_str()));
    }
    out_->at(offset());
    expect('}', "after the body of the routine");
    out_->emit(Op::RETURN, 0);
    names_.define_routine(member != nullptr ? scope_ : nullptr, name, kind, end_code());
    out_ = std::move(outer);
    in_routine_ = false;
    locals_.clear();
    at_top_ = true;
}

void Parser::parse_begintemplate() {
    if (!at_top_) {
        syntax_error();
    }
    lexer_.advance();
    const std::size_t place = offset();
    const std::string name = parse_declared_name("a template");
    if (scope_ != outer_) {
        refuse(place, ErrorKind::Hoc,
               "syntax error: template " + scope_->name + " has not ended: templates do not nest");
    }
    try {
        scope_ = names_.begin_template(name);
    } catch (const Error& error) {
        refuse(place, error.kind(), error.message());
    }
}

void Parser::parse_endtemplate() {
    lexer_.advance();
    const std::size_t place = offset();
    const std::string name = lexer_.peek().kind == Tok::Name ? take_name() : std::string();
    if (scope_ == outer_ || !at_top_) {
        refuse(place, ErrorKind::Hoc, "syntax error: templatestack underflow: endtemplate without begintemplate");
    }
    if (!name.empty() && name != scope_->name) {
        refuse(place, ErrorKind::Hoc, name + " - end template mismatched with begin: begintemplate " + scope_->name);
    }
    try {
        names_.end_template(*scope_);
    } catch (const Error& error) {
        scope_ = outer_;
        refuse(place, error.kind(), error.message());
    }
    scope_ = outer_;
}

void Parser::parse_public() {
    if (scope_ == outer_ || !at_top_) {
        syntax_error(at_top_ ? "Not in a template: public belongs into one" : "");
    }
    lexer_.advance();
    do {
        scope_->intern(parse_declared_name("a public name")).is_public = true;
    } while (accept(','));
}

void Parser::parse_external() {
    if (scope_ == outer_ || !at_top_) {
        syntax_error(at_top_ ? "Not in a template: external belongs into one" : "");
    }
    lexer_.advance();
    do {
        const std::size_t place = offset();
        const std::string name = parse_declared_name("an external name");
        Symbol* symbol = names_.symbols().find(name);
        if (symbol == nullptr) {
            refuse(place, ErrorKind::Name, name + " not declared at the top level");
        }
        scope_->intern(name).external = symbol;
    } while (accept(','));
}

}  // namespace nrn::hoc
