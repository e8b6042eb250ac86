// Sections: soma { … }, soma.v(.5), create, connect, forall, for (x) … What pushes a section marks before how many were
// pushed; the way out of it, also by break, continue and return, goes back to that number.
#include "base/text.hpp"
#include "cable/cable.hpp"
#include "hoc/syntax/parser.hpp"

namespace nrn::hoc {

SectionNumber section_number(std::string_view name) noexcept {
    return name == "L"            ? SectionNumber::L
           : name == "Ra"         ? SectionNumber::Ra
           : name == "nseg"       ? SectionNumber::Nseg
           : name == "rallbranch" ? SectionNumber::Rallbranch
                                  : SectionNumber::None;
}

// ---- names ----

// soma, dend[3], with what follows: .v(.5), (1), a statement.
Parser::Operand Parser::parse_section(Operand section) {
    section.count = parse_indices();
    if (accept('.')) {
        push_section(section);
        const std::size_t place = offset();
        const std::string name = take_name();
        const Symbol* symbol = names_.symbols().find(name);
        if (symbol == nullptr || symbol->kind() != SymbolKind::RangeVariable) {
            refuse(place, ErrorKind::Hoc,
                   (symbol != nullptr && symbol->builtin ? "syntax error: " : "") + name + " not a section variable");
        }
        return parse_range(name, place);
    }
    if (accept('(')) {
        push_section(section);
        number_expression();
        expect(')', "after the place in the section");
        section.where = Where::Place;
    }
    return section;
}

// v, v(.5), xg[0](.5), diam(0:1) = 1:2 of the section on the stack.
Parser::Operand Parser::parse_range(const std::string& name, std::size_t place) {
    out_->at(place);
    Operand range{Where::Range, Type::Number, false, nullptr, nullptr, 0, 0, name, place};
    range.count = parse_indices();
    if (!lexer_.at_op('(')) {
        return range;
    }
    if (section_number(name) != SectionNumber::None) {
        syntax_error(name + " undefined function: it belongs to the whole section");
    }
    lexer_.advance();
    number_expression();
    range.element = true;
    if (accept(':')) {
        parse_range_line(range);
        return range;
    }
    expect(')', "after the place in the section");
    return range;
}

void Parser::parse_range_line(Operand& range) {
    number_expression();
    expect(')', "after the two places in the section");
    expect('=', "after name(x0:x1): it is assigned the values at both places, y0:y1");
    number_expression();
    expect(':', "between the values at both places, y0:y1");
    number_expression();
    out_->at(range.offset);
    out_->site(Op::RANGE_LINE, -5 - static_cast<int>(range.count), range.text, range.count);
    range.where = Where::Stack;
    range.type = Type::Nothing;
    range.assigned = true;
}

void Parser::range_op(const Operand& range, Op whole, Op at, int depth, unsigned a) {
    out_->site(range.element ? at : whole, depth - static_cast<int>(range.count) - (range.element ? 1 : 0), range.text,
               a);
}

void Parser::push_section(const Operand& section) {
    out_->at(section.offset);
    variable_op(section, Op::SECTION, Op::MEMBER_SECTION, 1 - static_cast<int>(section.count), section.count);
}

// soma(x), cell.dend[1](x)
void Parser::push_segment(const Operand& place) {
    out_->at(place.offset);
    if (place.where == Where::Place) {
        out_->emit(Op::SEGMENT, -1);
    } else if (place.where == Where::Call && place.index == 1) {
        out_->site(Op::MEMBER_SEGMENT, -1 - static_cast<int>(place.count), place.text, place.count);
    } else {
        refuse(place.offset, ErrorKind::Hoc, "syntax error: a place in a section is wanted here: soma(1)");
    }
}

// ---- what is pushed ----

std::uint32_t Parser::open_mark() {
    marks_.push_back(out_->new_local(false));
    return marks_.back();
}

// The code that comes here has pushed nothing since, or goes back now.
void Parser::close_mark() {
    out_->emit(Op::SECTION_END, 0, marks_.back());
    marks_.pop_back();
}

// Out of all that was opened since there were as few marks.
void Parser::leave_marks(std::size_t down_to) {
    if (marks_.size() > down_to) {
        out_->emit(Op::SECTION_END, 0, marks_[down_to]);
    }
}

bool Parser::starts_statement() {
    const Token& token = lexer_.peek();
    if (token.kind == Tok::Keyword) {
        return token.word != Word::Else;
    }
    return token.kind == Tok::Name || token.kind == Tok::Arg || lexer_.at_op('{');
}

// soma statement, cell.soma { … }
void Parser::parse_section_block(const Operand& section) {
    const bool top = std::exchange(at_top_, false);
    if (section.where == Where::Section) {
        push_section(section);
    } else {
        discharge(section);
    }
    out_->emit(Op::SECTION_BEGIN, -1, open_mark());
    parse_statement();
    close_mark();
    at_top_ = top;
}

// ---- statements ----

void Parser::parse_section_statement(Word word) {
    const bool top = std::exchange(at_top_, false);
    switch (word) {
        case Word::Create:
            parse_create();
            break;
        case Word::Connect:
            parse_connect();
            break;
        case Word::Access:
            parse_access();
            break;
        case Word::Insert:
        case Word::Uninsert:
            parse_insert(word);
            break;
        case Word::Forall:
            parse_forall();
            break;
        case Word::Forsec:
            parse_forsec();
            break;
        case Word::Ifsec:
            parse_ifsec();
            break;
        default:
            parse_setpointer();
    }
    at_top_ = top;
}

void Parser::parse_create() {
    lexer_.advance();
    do {
        const std::size_t place = offset();
        const std::string name = parse_declared_name("a section");
        const unsigned count = parse_indices();
        Symbol* symbol = nullptr;
        MemberName* member = nullptr;
        if (find_local(name) != nullptr) {
            refuse(place, ErrorKind::Name, name + "  already declared");
        }
        resolve(name, symbol, member);
        const SymbolKind kind = kind_of(symbol, member);
        if (kind != SymbolKind::Undefined && kind != SymbolKind::Section) {
            const bool builtin = symbol != nullptr && (symbol->builtin || kind == SymbolKind::Class);
            refuse(place, ErrorKind::Name,
                   builtin ? name + " : Redeclaring at top level" : name + "  already declared");
        }
        out_->at(place);
        if (member != nullptr) {
            member->kind = SymbolKind::Section;
            member->is_array = count != 0;
            out_->emit(Op::MEMBER_CREATE, -static_cast<int>(count), static_cast<std::uint32_t>(member->slot), count);
        } else {
            if (kind != SymbolKind::Section) {
                names_.symbols().add_reserved(name, SymbolKind::Section);
            }
            out_->symbol(Op::CREATE, -static_cast<int>(count), *symbol, count);
        }
    } while (accept(','));
}

// connect child(0), parent(x)   connect child(0), x: at x of the accessed section.
void Parser::parse_connect() {
    const std::size_t place = offset();
    lexer_.advance();
    push_segment(parse_unary());
    expect(',', "between child(x) and parent(x) of connect");
    const Operand parent = parse_expression(2);
    if (parent.where == Where::Place || parent.where == Where::Call) {
        push_segment(parent);
    } else {
        number_value(parent);
    }
    out_->at(place);
    out_->emit(Op::CONNECT, -2);
}

void Parser::parse_access() {
    const std::size_t place = offset();
    lexer_.advance();
    const Operand section = parse_unary();
    if (section.where == Where::Section) {
        push_section(section);
    } else if (section.where == Where::Site) {
        discharge(section);
    } else {
        refuse(place, ErrorKind::Hoc, "syntax error: access is followed by a section");
    }
    out_->at(place);
    out_->emit(Op::ACCESS, -1);
}

void Parser::parse_insert(Word word) {
    const std::size_t place = offset();
    lexer_.advance();
    const std::size_t name_place = offset();
    const std::string name = take_name();
    out_->at(place);
    if (word == Word::Insert) {
        out_->named(Op::INSERT, 0, name);
        return;
    }
    if (names_.context().state<cable::Cable>().registry.find(name) == nullptr) {
        refuse(name_place, ErrorKind::Hoc, "syntax error: " + name + " is not a MECHANISM");
    }
    out_->named(Op::UNINSERT, 0, name);
}

// setpointer synapse.pre, soma.v(.5)   setpointer pre_gap(.5), v(.5)
void Parser::parse_setpointer() {
    const std::size_t place = offset();
    lexer_.advance();
    const Operand pointer = parse_unary();
    if (pointer.where != Where::Range && (pointer.where != Where::Site || pointer.count != 0)) {
        refuse(place, ErrorKind::Hoc, "syntax error: setpointer is followed by a POINTER: synapse.pre or pre_gap(x)");
    }
    const Symbol* range = pointer.where == Where::Range ? names_.symbols().find(pointer.text) : nullptr;
    if (range != nullptr && (cable::range_of(*range) == nullptr || !cable::range_of(*range)->is_pointer)) {
        refuse(place, ErrorKind::Hoc, "syntax error: " + pointer.text + " is not a POINTER");
    }
    expect(',', "between the POINTER and the variable");
    push_address(parse_unary());
    out_->at(pointer.offset);
    const unsigned form = pointer.where == Where::Site ? 0 : pointer.element ? 2 : 1;
    out_->site(Op::SETPOINTER, form == 2 ? -3 : -2, pointer.text, form);
}

// ---- loops ----

void Parser::parse_forall() {
    lexer_.advance();
    const std::uint32_t list = out_->new_local(true);
    const std::uint32_t mark = open_mark();
    out_->emit(Op::FORALL, 0, list);
    parse_section_loop(list, mark);
}

// The pattern or list of forsec and ifsec, onto the stack.
void Parser::parse_selection() {
    const std::size_t place = offset();
    const Operand which = parse_expression(2);
    const Type type = discharge(which);
    if (type == Type::Number || type == Type::Nothing) {
        refuse(place, ErrorKind::Hoc, "syntax error: a pattern or a SectionList is wanted here");
    }
}

void Parser::parse_forsec() {
    lexer_.advance();
    parse_selection();
    const std::uint32_t list = out_->new_local(true);
    const std::uint32_t mark = open_mark();
    out_->emit(Op::FORSEC, -1, list);
    parse_section_loop(list, mark);
}

// Its mark is the local behind the list.
void Parser::parse_section_loop(std::uint32_t list, std::uint32_t mark) {
    if (mark != list + 1 || list > 0xFFFF) {
        syntax_error("too many local variables");
    }
    const std::uint32_t next = out_->here();
    out_->emit(Op::NEXT_SECTION, 0, 0, list);
    open_loop();
    loops_.back().breaks.push_back(out_->size() - 1);
    parse_statement();
    out_->jump_to(next);
    Loop loop = close_loop();
    end_loop(loop, next);
    close_mark();
}

void Parser::parse_ifsec() {
    lexer_.advance();
    parse_selection();
    out_->emit(Op::IFSEC, 0);
    const std::size_t skip = out_->jump(Op::JUMP_FALSE, -1);
    parse_statement();
    out_->bind(skip);
}

// for (x) statement, for (x, ends) statement: x is the centre of each segment, and 0 and 1 unless ends is 0.
void Parser::parse_for_segments() {
    const std::size_t place = offset();
    const Operand variable = parse_name();
    if (variable.where != Where::Local && variable.where != Where::Number) {
        refuse(place, ErrorKind::Hoc, "syntax error: for (x) is followed by a variable for numbers");
    }
    if (accept(',')) {
        number_expression();
    } else {
        out_->number(1.0);
    }
    expect(')', "after the variable of for");
    const std::uint32_t at = out_->new_local(false);
    out_->new_local(false);
    out_->new_local(false);
    if (at > 0xFFFF) {
        refuse(place, ErrorKind::Hoc, "too many local variables");
    }
    out_->at(place);
    out_->emit(Op::SEGMENTS, -1, at);
    const std::uint32_t next = out_->here();
    out_->at(place);
    out_->emit(Op::NEXT_SEGMENT, 1, at);
    store(variable);
    out_->drop();
    open_loop();
    out_->emit(Op::MORE_SEGMENTS, 0, 0, at);
    loops_.back().breaks.push_back(out_->size() - 1);
    parse_statement();
    out_->jump_to(next);
    Loop loop = close_loop();
    end_loop(loop, next);
}

}  // namespace nrn::hoc
