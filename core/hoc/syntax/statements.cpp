// Statements. A body begins on the line of its head, and `else` on the line where the first body ends, as hoc has it.
#include "hoc/syntax/parser.hpp"
#include "hoc/syntax/parser_nesting.hpp"

namespace nrn::hoc {

Parser::Parser(Names& names, SourcePtr source, Template* scope)
    : names_(names), source_(std::move(source)), lexer_(*source_), outer_(scope), scope_(scope) {
}

void Parser::refuse(std::size_t place, ErrorKind kind, const std::string& what) {
    lexer_.refuse(place, what, kind);
}

void Parser::syntax_error(const std::string& what) {
    if (!what.empty()) {
        lexer_.refuse(offset(), what);
    }
    const Token& token = lexer_.peek();
    std::string found;
    switch (token.kind) {
        case Tok::End:
            found = "the text ends too early";
            break;
        case Tok::Line:
            found = "the line ends too early";
            break;
        default:
            found = "unexpected " + std::string(source_->text().substr(token.offset, token.end - token.offset));
    }
    lexer_.refuse(offset(), "syntax error: " + found);
}

bool Parser::accept(int op) {
    if (!lexer_.at_op(op)) {
        return false;
    }
    lexer_.advance();
    return true;
}

void Parser::expect(int op, const char* what) {
    if (!accept(op)) {
        syntax_error(std::string("syntax error: ") + static_cast<char>(op) + " is missing " + what);
    }
}

std::string Parser::take_name() {
    if (lexer_.peek().kind != Tok::Name) {
        syntax_error();
    }
    std::string name(lexer_.peek().text);
    lexer_.advance();
    return name;
}

const Parser::LocalName* Parser::find_local(std::string_view name) const {
    for (auto local = locals_.rbegin(); local != locals_.rend(); ++local) {
        if (local->name == name) {
            return &*local;
        }
    }
    return nullptr;
}

// A name means a name of the template that is read, else a built-in or a class, else one that the template will have.
void Parser::resolve(const std::string& name, Symbol*& symbol, MemberName*& member) {
    SymbolTable& symbols = names_.symbols();
    if (scope_ == nullptr) {
        symbol = &symbols.intern(name);
        return;
    }
    member = scope_->find(name);
    if (member == nullptr) {
        Symbol* known = symbols.find(name);
        if (known != nullptr && (known->builtin || known->kind() == SymbolKind::Class)) {
            symbol = known;
            return;
        }
        if (scope_ == outer_ && scope_->complete) {
            refuse(lexer_.last_end() - name.size(), ErrorKind::Name,
                   "undefined variable " + name + ": template " + scope_->name + " has no such name");
        }
        member = &scope_->intern(name);
    }
    if (member->external != nullptr) {
        symbol = member->external;
        member = nullptr;
    }
}

SymbolKind Parser::kind_of(const Symbol* symbol, const MemberName* member) const {
    return member != nullptr ? member->kind : symbol->kind();
}

void Parser::begin_code(std::string name) {
    out_ = std::make_unique<Emitter>(std::move(name), source_, scope_);
}

std::unique_ptr<Code> Parser::end_code() {
    return std::exchange(out_, nullptr)->finish();
}

bool Parser::at_statement_end() {
    const Tok kind = lexer_.peek().kind;
    return kind == Tok::Line || kind == Tok::End || lexer_.at_op('}');
}

std::unique_ptr<Code> Parser::next() {
    while (lexer_.peek().kind == Tok::Line) {
        lexer_.advance();
    }
    if (lexer_.peek().kind == Tok::End) {
        return nullptr;
    }
    begin_code("");
    locals_.clear();
    loops_.clear();
    marks_.clear();
    in_routine_ = false;
    at_top_ = true;
    out_->at(offset());
    parse_statement();
    if (lexer_.peek().kind != Tok::Line && lexer_.peek().kind != Tok::End) {
        syntax_error();
    }
    lexer_.peek().kind == Tok::Line ? lexer_.advance() : void();
    out_->emit(Op::END, 0);
    return end_code();
}

std::unique_ptr<Code> Parser::all_statements() {
    begin_code("");
    at_top_ = false;
    parse_block_body();
    if (lexer_.peek().kind != Tok::End) {
        syntax_error();
    }
    out_->emit(Op::END, 0);
    return end_code();
}

std::unique_ptr<Code> Parser::expression() {
    begin_code("");
    at_top_ = false;
    const Operand operand = parse_expression(1);
    if (discharge(operand) == Type::Nothing) {
        refuse(operand.offset, ErrorKind::Hoc, "syntax error: this has no value");
    }
    if (!at_statement_end()) {
        syntax_error();
    }
    out_->emit(Op::RETURN_VALUE, -1);
    return end_code();
}

std::unique_ptr<Code> Parser::reference() {
    begin_code("");
    at_top_ = false;
    accept('&');
    push_address(parse_unary());
    if (!at_statement_end()) {
        syntax_error();
    }
    out_->emit(Op::RETURN_VALUE, -1);
    return end_code();
}

void Parser::parse_statement() {
    const Nesting nesting(*this);
    const Token& token = lexer_.peek();
    out_->at(token.offset);
    if (token.kind == Tok::Keyword) {
        const Word word = token.word;
        if (word != Word::New) {
            parse_keyword_statement(word);
            return;
        }
    }
    if (lexer_.at_op('{')) {
        parse_block();
        return;
    }
    parse_expression_statement();
}

void Parser::parse_block() {
    const bool top = std::exchange(at_top_, false);
    expect('{', "before the statements");
    parse_block_body();
    if (lexer_.peek().kind == Tok::End) {
        syntax_error("syntax error: } is missing: the block is not closed");
    }
    expect('}', "after the statements");
    at_top_ = top;
}

void Parser::parse_block_body() {
    for (;;) {
        if (lexer_.peek().kind == Tok::Line) {
            lexer_.advance();
        } else if (lexer_.peek().kind == Tok::End || lexer_.at_op('}')) {
            return;
        } else {
            parse_statement();
        }
    }
}

void Parser::parse_keyword_statement(Word word) {
    switch (word) {
        case Word::If:
            return parse_if();
        case Word::While:
            return parse_while();
        case Word::For:
            return parse_for();
        case Word::Print:
            return parse_print();
        case Word::Return:
            return parse_return();
        case Word::Break:
            return parse_break();
        case Word::Continue:
            return parse_continue();
        case Word::Stop:
            lexer_.advance();
            out_->emit(Op::STOP, 0);
            return;
        case Word::IteratorStatement:
            if (!in_routine_ || routine_kind_ != RoutineKind::Iterator) {
                syntax_error("iterator_statement used outside an iterator declaration");
            }
            lexer_.advance();
            out_->emit(Op::BODY, 0);
            return;
        case Word::Objref:
            return parse_objref();
        case Word::Strdef:
            return parse_strdef();
        case Word::Double:
            return parse_double();
        case Word::Proc:
            return parse_routine(RoutineKind::Proc);
        case Word::Func:
            return parse_routine(RoutineKind::Func);
        case Word::Obfunc:
            return parse_routine(RoutineKind::Obfunc);
        case Word::Iterator:
            return parse_routine(RoutineKind::Iterator);
        case Word::Begintemplate:
            return parse_begintemplate();
        case Word::Endtemplate:
            return parse_endtemplate();
        case Word::Public:
            return parse_public();
        case Word::External:
            return parse_external();
        case Word::Read:
            return parse_expression_statement();
        case Word::Help: {
            lexer_.advance();
            out_->text(lexer_.rest_of_line());
            out_->emit(Op::HELP, -1);
            return;
        }
        case Word::Debug:
            return refuse_word("debug");
        case Word::Delete:
            return refuse_word("delete");
        case Word::Depvar:
            return refuse_word("depvar");
        case Word::Eqn:
            return refuse_word("eqn");
        case Word::Access:
        case Word::Connect:
        case Word::Create:
        case Word::Forall:
        case Word::Forsec:
        case Word::Ifsec:
        case Word::Insert:
        case Word::Uninsert:
        case Word::Setpointer:
            return parse_section_statement(word);
        default:
            syntax_error();
    }
}

void Parser::refuse_word(const char* word) {
    syntax_error(std::string(word) + " is not supported");
}

void Parser::parse_condition() {
    expect('(', "before the condition");
    number_expression();
    expect(')', "after the condition");
}

void Parser::parse_if() {
    const bool top = std::exchange(at_top_, false);
    lexer_.advance();
    parse_condition();
    const std::size_t skip = out_->jump_if_false();
    parse_statement();
    if (lexer_.at_word(Word::Else)) {
        lexer_.advance();
        const std::size_t done = out_->jump(Op::JUMP, 0);
        out_->bind(skip);
        parse_statement();
        out_->bind(done);
    } else {
        out_->bind(skip);
    }
    at_top_ = top;
}

void Parser::open_loop() {
    loops_.emplace_back();
    loops_.back().marks = marks_.size();
}

Parser::Loop Parser::close_loop() {
    Loop loop = std::move(loops_.back());
    loops_.pop_back();
    return loop;
}

void Parser::end_loop(Loop& loop, std::uint32_t next) {
    for (const std::size_t jump : loop.continues) {
        out_->patch(jump, next);
    }
    const std::uint32_t end = out_->here();
    for (const std::size_t jump : loop.breaks) {
        out_->patch(jump, end);
    }
}

void Parser::parse_while() {
    const bool top = std::exchange(at_top_, false);
    lexer_.advance();
    const std::uint32_t start = out_->here();
    parse_condition();
    open_loop();
    loops_.back().breaks.push_back(out_->jump_if_false());
    parse_statement();
    out_->jump_to(start);
    Loop loop = close_loop();
    end_loop(loop, start);
    at_top_ = top;
}

void Parser::parse_for() {
    const bool top = std::exchange(at_top_, false);
    lexer_.advance();
    if (lexer_.at_op('(')) {
        parse_for_three();
        at_top_ = top;
        return;
    }
    const std::size_t place = offset();
    if (lexer_.peek().kind == Tok::Name && lexer_.next_byte() == '(') {
        const std::string name(lexer_.peek().text);
        if (find_local(name) == nullptr) {
            lexer_.advance();
            Symbol* symbol = nullptr;
            MemberName* member = nullptr;
            resolve(name, symbol, member);
            out_->at(place);
            parse_for_iterator(symbol, member, name);
            at_top_ = top;
            return;
        }
    }
    Operand variable = parse_unary();
    if (!lexer_.at_op('=') && variable.where == Where::Call && variable.count == 0) {
        out_->emit(Op::SECTION_MARK, 0, open_mark());
        discharge(variable);
        out_->iterate_last();
        parse_iterator_body();
        at_top_ = top;
        return;
    }
    if (variable.type != Type::Number && variable.where != Where::Site) {
        refuse(place, ErrorKind::Hoc, "syntax error: for counts with a number: for i = first, last { … }");
    }
    if (variable.where == Where::Stack) {
        refuse(place, ErrorKind::Hoc, "syntax error: for is followed by a variable");
    }
    parse_for_range(std::move(variable));
    at_top_ = top;
}

// for i = first, last body. The limit is evaluated once, into a hidden local; a loop with a local variable ends in one
// instruction. An element of an array is reached through a reference that is made once, too.
void Parser::parse_for_range(Operand variable) {
    const bool fast = variable.where == Where::Local;
    const bool by_reference = variable.count != 0 || variable.where == Where::Site || variable.where == Where::Range;
    expect('=', "after the variable of for");
    const std::uint32_t limit = out_->new_local(false);
    const std::uint32_t reference = by_reference ? out_->new_local(true) : 0;
    if (by_reference) {
        push_address(variable);
        out_->emit(Op::LOCALREF_PUT, -1, reference);
    }
    const auto load = [&] { by_reference ? out_->emit(Op::LOCALREF, 1, reference) : number_value(variable); };
    const auto keep = [&] {
        if (by_reference) {
            out_->emit(Op::LOCALREF_SET, 0, reference);
        } else {
            store(variable);
        }
        out_->drop();
    };
    number_expression();
    expect(',', "between first and last of for");
    number_expression();
    out_->emit(Op::LOCAL_PUT, -1, limit);
    keep();
    const std::uint32_t start = out_->here();
    load();
    out_->emit(Op::LOCAL, 1, limit);
    out_->emit(Op::JUMP_NOT_LESS_EQUAL, -2);
    open_loop();
    loops_.back().breaks.push_back(out_->size() - 1);
    const std::uint32_t body = out_->here();
    parse_statement();
    const std::uint32_t next = out_->here();
    out_->at(variable.offset);
    if (fast) {
        out_->emit(Op::LOOP_LOCAL, 0, body, variable.index);
        out_->emit(Op::LIMIT, 0, limit);
    } else {
        load();
        out_->number(1.0);
        out_->arithmetic(Op::ADD);
        keep();
        out_->jump_to(start);
    }
    Loop loop = close_loop();
    end_loop(loop, next);
}

// for (first; condition; step) body
void Parser::parse_for_three() {
    expect('(', "after for");
    if (lexer_.peek().kind == Tok::Name && (lexer_.next_byte() == ')' || lexer_.next_byte() == ',')) {
        parse_for_segments();
        return;
    }
    if (!lexer_.at_op(';')) {
        parse_statement();
    }
    expect(';', "after the first part of for");
    open_loop();
    const std::uint32_t start = out_->here();
    number_expression();
    loops_.back().breaks.push_back(out_->jump_if_false());
    expect(';', "after the condition of for");
    const std::size_t to_body = out_->jump(Op::JUMP, 0);
    const std::uint32_t step = out_->here();
    if (!lexer_.at_op(')')) {
        parse_statement();
    }
    expect(')', "after the parts of for");
    out_->jump_to(start);
    out_->bind(to_body);
    parse_statement();
    out_->jump_to(step);
    Loop loop = close_loop();
    end_loop(loop, step);
}

// for iterator(arguments) body. The body is a piece of this code that the iterator runs in this frame.
void Parser::parse_for_iterator(Symbol* symbol, MemberName* member, const std::string& name) {
    const std::size_t place = offset();
    const auto* routine = static_cast<const Routine*>(member != nullptr ? member->routine.get() : symbol->routine());
    const bool itself = in_routine_ && routine_kind_ == RoutineKind::Iterator && routine_name_ == name;
    if (!itself && (routine == nullptr || routine->kind != RoutineKind::Iterator)) {
        refuse(place, ErrorKind::Hoc, "syntax error: " + name + " is not an iterator");
    }
    const unsigned count = parse_arguments();
    out_->at(place);
    out_->emit(Op::SECTION_MARK, 0, open_mark());
    if (member != nullptr) {
        out_->site(Op::ITERATE_MEMBER, -static_cast<int>(count), name, count);
    } else {
        out_->symbol(Op::ITERATE, -static_cast<int>(count), *symbol, count);
    }
    parse_iterator_body();
}

// Its mark is open: the iterator may have pushed sections when the body leaves it.
void Parser::parse_iterator_body() {
    const std::size_t over = out_->jump(Op::JUMP, 0);
    open_loop();
    loops_.back().is_body = true;
    out_->here();
    parse_statement();
    const std::uint32_t next = out_->here();
    out_->emit(Op::BODY_END, 0);
    Loop loop = close_loop();
    out_->bind(over);
    end_loop(loop, next);
    close_mark();
}

void Parser::parse_break() {
    lexer_.advance();
    if (loops_.empty()) {  // outside a loop: nothing in a routine, the end of a statement of the top level
        if (!in_routine_) {
            leave_marks(0);
            out_->emit(Op::END, 0);
        }
        return;
    }
    Loop& loop = loops_.back();
    leave_marks(loop.marks);
    loop.breaks.push_back(out_->jump(loop.is_body ? Op::BODY_BREAK : Op::JUMP, 0));
}

void Parser::parse_continue() {
    lexer_.advance();
    if (loops_.empty()) {
        if (!in_routine_) {
            leave_marks(0);
            out_->emit(Op::END, 0);
        }
        return;
    }
    leave_marks(loops_.back().marks);
    loops_.back().continues.push_back(out_->jump(Op::JUMP, 0));
}

void Parser::parse_return() {
    const std::size_t place = offset();
    if (!in_routine_) {
        syntax_error("return used outside definition");
    }
    lexer_.advance();
    const bool keyword = lexer_.peek().kind == Tok::Keyword;
    if (at_statement_end() || (keyword && !lexer_.at_word(Word::New) && !lexer_.at_word(Word::Read))) {
        out_->at(place);
        leave_marks(0);
        out_->emit(Op::RETURN, 0);
        return;
    }
    new_allowed_ = true;
    const Operand value = parse_expression(1);
    const Type type = discharge(value);
    if (type == Type::Nothing) {
        refuse(value.offset, ErrorKind::Hoc, "syntax error: a proc has no value to return");
    }
    out_->at(place);
    leave_marks(0);
    out_->emit(Op::RETURN_VALUE, -1);
}

void Parser::parse_print() {
    lexer_.advance();
    do {
        const Operand value = parse_expression(1);
        const Type type = discharge(value);
        if (type == Type::Nothing) {
            refuse(value.offset, ErrorKind::Hoc, "syntax error: print needs a value");
        }
        out_->emit(Op::PRINT, -1, 0, type == Type::Any && value.where != Where::Stack ? 1 : 0);
    } while (accept(','));
    out_->emit(Op::PRINT_LINE, 0);
}

// An expression as a statement: at the top level its value is shown.
void Parser::parse_expression_statement() {
    const bool top = at_top_;
    const Operand value = parse_expression(1);
    if ((value.where == Where::Section || value.where == Where::Site) && starts_statement()) {
        parse_section_block(value);
        return;
    }
    const Type type = discharge(value);
    if (value.assigned) {
        if (type != Type::Nothing) {
            out_->drop();
        }
        return;
    }
    out_->at(value.offset);
    if (top) {
        out_->emit(Op::SHOW, -1, 0, type == Type::Any && value.where != Where::Stack ? 1 : 0);
    } else {
        out_->drop();
    }
}

}  // namespace nrn::hoc
